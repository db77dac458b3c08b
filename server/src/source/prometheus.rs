//! A number out of a Prometheus, or of anything that answers its HTTP API: one instant query.
//! <https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries>

use super::{Group, Measured, Source, SourceFault, answer};
use crate::outgoing::Door;
use async_trait::async_trait;
use domain::metric::Value;
use reqwest::{Method, Url, header::HeaderMap};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt, time::Duration};

/// One query.
pub struct PrometheusQuery {
    /// Through which door.
    pub door: Door,
    /// `…/api/v1/query`.
    pub url: Url,
    /// Sent with it.
    pub headers: HeaderMap,
    /// In PromQL.
    pub query: String,
    /// By which label several series are told apart; without one there must be one series.
    pub label: Option<String>,
}

impl fmt::Debug for PrometheusQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrometheusQuery")
            .field("host", &self.url.host_str())
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Source for PrometheusQuery {
    async fn ask(&self, deadline: Duration) -> Result<Measured, SourceFault> {
        let mut url = self.url.clone();
        url.query_pairs_mut()
            .append_pair("query", &self.query)
            // So that it stops working when nobody waits any more.
            .append_pair("timeout", &format!("{}ms", deadline.as_millis().max(1)));
        let request = self
            .door
            .request(Method::GET, url, self.headers.clone())
            .build()
            .map_err(|_| SourceFault::Odd("the request cannot be built".to_owned()))?;
        let response = self.door.send(request).await?;
        let status = response.status().as_u16();
        let body = answer::body(response).await?;
        let answer: Result<Answer, _> = serde_json::from_slice(&body);
        match (status, answer) {
            (200, Ok(Answer { data: Some(data), .. })) => self.measured(data),
            // A query that cannot be answered comes with a reason (400, 422).
            (400 | 422, Ok(Answer { error: Some(error), .. })) => {
                let error: String = error.chars().take(300).collect();
                Err(SourceFault::Odd(format!("the query cannot be answered: {error}")))
            }
            (200, _) => Err(SourceFault::Odd("the answer is not Prometheus's".to_owned())),
            _ => Err(SourceFault::Status { found: status }),
        }
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Option<Answered>,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "resultType", content = "result", rename_all = "lowercase")]
enum Answered {
    Scalar((f64, String)),
    Vector(Vec<One>),
    Matrix(serde::de::IgnoredAny),
    String(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
struct One {
    metric: BTreeMap<String, String>,
    value: (f64, String),
}

impl PrometheusQuery {
    fn measured(&self, answered: Answered) -> Result<Measured, SourceFault> {
        let odd = |why: &str| Err(SourceFault::Odd(why.to_owned()));
        match (answered, &self.label) {
            (Answered::Scalar((_, text)), None) => Ok(Measured::number(number(&text)?)),
            (Answered::Scalar(_), Some(label)) => {
                odd(&format!("the answer is one number, without the label {label}"))
            }
            (Answered::Vector(all), Some(label)) => {
                let group = |one: &One| {
                    let label = one.metric.get(label).map_or("", String::as_str);
                    Ok(Group::new(label, number(&one.value.1)?))
                };
                // No series at all is a count of nothing: a group that ends leaves no zero behind.
                Measured::of_groups(all.iter().map(group).collect::<Result<_, SourceFault>>()?)
            }
            (Answered::Vector(all), None) => match all.as_slice() {
                [one] => Ok(Measured::number(number(&one.value.1)?)),
                [] => odd("the query finds no series; `… or vector(0)` makes that a zero"),
                _ => odd("the query finds several series: sum them, or name a `label`"),
            },
            (Answered::Matrix(_) | Answered::String(_), _) => {
                odd("the query gives no number for one moment")
            }
        }
    }
}

/// Prometheus counts in floats and writes them as text, `NaN` and `+Inf` among them.
fn number(text: &str) -> Result<Value, SourceFault> {
    let number: f64 = text.parse().map_err(|_| domain::metric::ValueFault::NotANumber)?;
    Ok(Value::from_float(number)?)
}
