//! `POST /api/rooms/{room}/metrics/{metric}`: samples of a metric, sent by a source that holds an
//! access token. Which metrics there are, and what their samples mean, is not decided here.

use crate::{
    error::AppError,
    extract::{Json, path_part},
    metric_token::Source,
    samples::Samples,
    state::AppState,
    store::Series,
};
use async_trait::async_trait;
use axum::{
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use chrono::DateTime;
use domain::{MetricId, RoomId, Timestamp, metric};
use serde::{Deserialize, Serialize};

/// The most samples in one request.
pub const AT_ONCE: usize = 1_000;

/// The longest name of a metric, in bytes, as of every other name in an address.
const NAME_MAX: usize = domain::id::SLUG_MAX;

/// One value of a metric at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// When it was so.
    pub at: Timestamp,
    /// The value, in the metric's own unit; never infinite, never "not a number".
    pub value: f64,
}

/// Where samples go once they are read.
#[async_trait]
pub trait TakesSamples: Send + Sync + 'static {
    /// Takes samples of one metric, in the order they were sent.
    ///
    /// # Errors
    /// Why none of them was taken.
    async fn pushed(
        &self,
        room: &RoomId,
        metric: &str,
        samples: Vec<Sample>,
    ) -> Result<(), AppError>;
}

#[async_trait]
impl TakesSamples for Samples {
    async fn pushed(
        &self,
        room: &RoomId,
        metric: &str,
        samples: Vec<Sample>,
    ) -> Result<(), AppError> {
        let metric = MetricId::parse(metric).map_err(|_| AppError::NotFound)?;
        let kept = |Sample { at, value }| {
            let value = metric::Value::from_float(value)
                .map_err(|fault| AppError::BadShape(format!("value: {fault}")))?;
            Ok(metric::Sample { at, value })
        };
        let samples: Vec<_> = samples.into_iter().map(kept).collect::<Result<_, AppError>>()?;
        let series = Series { room: room.clone(), metric };
        self.record(&series, &samples).map_err(|full| AppError::BadShape(full.to_string()))
    }
}

/// How many were taken.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Taken {
    taken: usize,
}

/// The body: one sample or many.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected {\"value\": number, \"at\"?: RFC 3339}, or an array of it")]
pub enum Body {
    /// Many.
    Many(Vec<Written>),
    /// One.
    One(Written),
}

/// A sample as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    value: f64,
    #[serde(default)]
    at: Option<String>,
}

/// The metric of the address.
pub struct MetricPath(String);

impl<S: Send + Sync> FromRequestParts<S> for MetricPath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let metric = path_part(parts, state, "metric").await?;
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let is_name = (1..=NAME_MAX).contains(&metric.len()) && metric.bytes().all(fits);
        if is_name { Ok(Self(metric)) } else { Err(AppError::NotFound) }
    }
}

/// Takes samples: all of them, or none.
///
/// # Errors
/// What is wrong with the body, by the name of the field.
pub async fn post(
    State(app): State<AppState>,
    source: Source,
    MetricPath(metric): MetricPath,
    Json(body): Json<Body>,
) -> Result<(StatusCode, axum::Json<Taken>), AppError> {
    if source.metric.as_ref().is_some_and(|only| *only != metric) {
        return Err(AppError::NoRoom);
    }
    let samples = read(body, app.clock.now()).map_err(AppError::BadShape)?;
    let taken = samples.len();
    app.samples.pushed(&source.room, &metric, samples).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Taken { taken })))
}

/// Samples as they were meant; what says no time is of now.
fn read(body: Body, now: Timestamp) -> Result<Vec<Sample>, String> {
    let written = match body {
        Body::Many(many) => many,
        Body::One(one) => vec![one],
    };
    if written.len() > AT_ONCE {
        return Err(format!("at most {AT_ONCE} samples at once, not {}", written.len()));
    }
    let sample = |(place, Written { value, at }): (usize, Written)| match at {
        None => Ok(Sample { at: now, value }),
        Some(at) => moment(&at).map(|at| Sample { at, value }).ok_or_else(|| {
            let at: String = at.chars().take(80).collect();
            format!("at: “{at}” of sample {} is no RFC 3339 time", place + 1)
        }),
    };
    written.into_iter().enumerate().map(sample).collect()
}

fn moment(text: &str) -> Option<Timestamp> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(Timestamp::from_micros(at.timestamp_micros()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_473_235_200);

    fn of(json: &str) -> Result<Vec<Sample>, String> {
        let body = serde_json::from_str(json).map_err(|fault| fault.to_string())?;
        read(body, NOW)
    }

    #[test]
    fn one_sample_or_many_with_a_time_or_without() {
        assert_eq!(of(r#"{"value": 1.5}"#), Ok(vec![Sample { at: NOW, value: 1.5 }]));
        let two = of(r#"[{"value": 3, "at": "2016-09-07T10:00:01.5+02:00"}, {"value": -1}]"#);
        let first = Timestamp::from_micros(NOW.micros() + 1_500_000);
        let second = Sample { at: NOW, value: -1.0 };
        assert_eq!(two, Ok(vec![Sample { at: first, value: 3.0 }, second]));
        assert_eq!(of("[]"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_sample_is_named() {
        let late = of(r#"[{"value": 1}, {"value": 1, "at": "yesterday"}]"#).unwrap_err();
        assert_eq!(late, "at: “yesterday” of sample 2 is no RFC 3339 time");
        for bad in [r#"{"value": "1"}"#, r#"{"at": null}"#, r#"{"value": 1, "unit": "s"}"#, "7"] {
            assert!(of(bad).unwrap_err().contains("\"value\": number"), "{bad}");
        }
        assert!(of(r#"{"value": 1e999}"#).unwrap_err().contains("number out of range"));
        let many = vec![r#"{"value":1}"#; AT_ONCE + 1].join(",");
        assert!(of(&format!("[{many}]")).unwrap_err().starts_with("at most 1000 samples"));
    }
}
