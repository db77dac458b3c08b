//! What an Alertmanager sends: alerts that fire, and that are over.
//! <https://prometheus.io/docs/alerting/latest/configuration/#webhook_config>, version 4 of it,
//! which Grafana sends as well.

use chrono::DateTime;
use domain::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// The most alerts of one notification that are read; it says itself how many it left out.
pub const ALERTS_MAX: usize = 100;

/// One alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The same for the same alert each time it is sent: how to tell that it is over.
    pub fingerprint: String,
    /// Its name.
    pub name: String,
    /// Whether it fires still.
    pub firing: bool,
    /// How grave it is, in its senders' word.
    pub severity: Option<String>,
    /// What it says, in a sentence.
    pub summary: Option<String>,
    /// Since when, by the sender's clock.
    pub since: Option<Timestamp>,
}

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerts {
    /// In the order sent.
    pub alerts: Vec<Alert>,
    /// How many more there are.
    pub left_out: u64,
}

/// Why a body is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AlertsFault {
    /// Not JSON of this shape.
    #[error("body: is not what an Alertmanager sends ({0})")]
    Unreadable(String),
    /// Another version of it.
    #[error("version: must be 4")]
    Version,
}

#[derive(Deserialize)]
struct Body {
    version: String,
    alerts: Vec<One>,
    #[serde(default, rename = "truncatedAlerts")]
    truncated: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct One {
    status: Status,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
    #[serde(default)]
    starts_at: String,
    fingerprint: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Firing,
    Resolved,
}

impl Alerts {
    /// Reads a body.
    ///
    /// # Errors
    /// An [`AlertsFault`].
    pub fn read(body: &[u8]) -> Result<Self, AlertsFault> {
        let body: Body = serde_json::from_slice(body).map_err(|fault| {
            AlertsFault::Unreadable(format!("line {}, column {}", fault.line(), fault.column()))
        })?;
        if body.version != "4" {
            return Err(AlertsFault::Version);
        }
        let more = u64::try_from(body.alerts.len().saturating_sub(ALERTS_MAX)).unwrap_or(0);
        let alerts = body.alerts.into_iter().take(ALERTS_MAX).map(alert).collect();
        Ok(Self { alerts, left_out: body.truncated.saturating_add(more) })
    }
}

fn alert(mut one: One) -> Alert {
    let since = DateTime::parse_from_rfc3339(&one.starts_at).ok();
    let summary = one.annotations.remove("summary").or(one.annotations.remove("description"));
    Alert {
        fingerprint: plain(&one.fingerprint, 64),
        name: one.labels.get("alertname").map_or_else(String::new, |name| plain(name, 160)),
        firing: one.status == Status::Firing,
        severity: one.labels.get("severity").map(|severity| plain(severity, 40)),
        summary: summary.map(|summary| plain(&summary, 500)),
        since: since.map(|since| Timestamp::from_micros(since.timestamp_micros())),
    }
}

/// On one line, not too long, and without what could make it lie about itself.
fn plain(text: &str, longest: usize) -> String {
    let odd =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().map(|c| if odd(c) { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(longest).collect()
}

#[cfg(test)]
mod tests;
