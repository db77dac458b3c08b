//! Numbers that others send: as JSON, as a number alone, or as the text of a metrics page.

use super::{
    Group, Measured, SourceFault,
    exposition::{self, ExpositionFault, Shown},
};
use crate::{
    clock::Clock,
    samples::{Groups, Samples, SamplesFault},
    store::{RAW_KEPT, Series},
};
use chrono::DateTime;
use domain::{
    Length, MetricId, Timestamp,
    metric::{Sample, Value, ValueFault},
};
use serde::Deserialize;
use thiserror::Error;

/// The most samples of one push.
pub const PUSHED_MAX: usize = 1_000;

/// How far another machine's clock may be ahead of ours. Within it, a sample was taken now.
const AHEAD: Length = Length::from_seconds(5);

/// What was sent: a number, and when it was taken if the sender says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Numbers and their moments.
    pub samples: Vec<(Value, Option<Timestamp>)>,
    /// What the number is made of, when several were sent under one name.
    pub groups: Vec<Group>,
}

/// Why what was sent was not taken. Nothing of it was kept then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PushFault {
    /// Neither JSON, nor a number, nor a metrics page.
    #[error(
        "body: must be a number, {{\"value\": 41}}, a list of those, or the text of a metrics page"
    )]
    Unreadable,
    /// A metrics page that is wrong.
    #[error("body: {0}")]
    Exposition(#[from] ExpositionFault),
    /// A metrics page without the number.
    #[error("body: no line is called {name}, and there is more than one name")]
    NoSuchName {
        /// What was looked for.
        name: String,
    },
    /// A number that cannot be kept.
    #[error("value: {0}")]
    Value(#[from] ValueFault),
    /// Nothing, or too much.
    #[error("body: must hold 1 to {PUSHED_MAX} samples, and holds {found}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// Several numbers for one moment.
    #[error("at: of several samples each must say when it was taken")]
    NoMoment,
    /// A moment that cannot be read.
    #[error("at: “{text}” is neither microseconds since 1970 nor an RFC 3339 time")]
    Moment {
        /// What was sent.
        text: String,
    },
    /// A moment to come.
    #[error("at: a sample is {seconds} s ahead of this server's clock; at most 5 s are allowed")]
    Ahead {
        /// By how much.
        seconds: i64,
    },
    /// A moment long past.
    #[error("at: a sample is older than a day")]
    TooOld,
    /// Too many groups.
    #[error("body: {0}")]
    Groups(SourceFault),
    /// The server has no room for it.
    #[error(transparent)]
    Full(#[from] SamplesFault),
}

/// Takes what was sent for a metric. Whether the sender may is for the caller to know.
///
/// # Errors
/// A [`PushFault`] that names the field and the rule.
pub fn pushed(
    samples: &Samples,
    clock: &dyn Clock,
    series: &Series,
    pushed: Pushed,
) -> Result<usize, PushFault> {
    let now = clock.now();
    let found = pushed.samples.len();
    if !(1..=PUSHED_MAX).contains(&found) {
        return Err(PushFault::Count { found });
    }
    if found > 1 && pushed.samples.iter().any(|(_, at)| at.is_none()) {
        return Err(PushFault::NoMoment);
    }
    let taken: Vec<Sample> = pushed
        .samples
        .iter()
        .map(|(value, at)| Ok(Sample { at: moment(*at, now)?, value: *value }))
        .collect::<Result<_, PushFault>>()?;
    samples.record(series, &taken)?;
    if let (false, Some(last)) = (pushed.groups.is_empty(), taken.last()) {
        samples.record_groups(series, Groups { at: last.at, groups: pushed.groups });
    }
    Ok(found)
}

fn moment(at: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, PushFault> {
    let Some(at) = at else { return Ok(now) };
    if at > now.plus(AHEAD) {
        return Err(PushFault::Ahead { seconds: at.seconds_since(now) });
    }
    if at.plus(RAW_KEPT) < now {
        return Err(PushFault::TooOld);
    }
    Ok(at.min(now))
}

impl Pushed {
    /// Reads a body, whatever it is called: JSON and a bare number begin like no metrics page.
    ///
    /// # Errors
    /// A [`PushFault`].
    pub fn read(body: &str, metric: &MetricId) -> Result<Self, PushFault> {
        let body = body.trim();
        if let Ok(value) = Value::parse(body) {
            return Ok(Self { samples: vec![(value, None)], groups: Vec::new() });
        }
        if body.starts_with(['{', '[']) {
            return Self::from_json(body);
        }
        if body.is_empty() {
            return Err(PushFault::Unreadable);
        }
        Self::from_page(&exposition::read(body)?, metric)
    }

    fn from_json(body: &str) -> Result<Self, PushFault> {
        let sent: Sent = serde_json::from_str(body).map_err(|_| PushFault::Unreadable)?;
        let sent = match sent {
            Sent::One(one) => vec![one],
            Sent::Many(many) => many,
        };
        let one = |one: &One| Ok((number(&one.value)?, one.at.as_ref().map(At::read).transpose()?));
        let samples = sent.iter().map(one).collect::<Result<_, PushFault>>()?;
        Ok(Self { samples, groups: Vec::new() })
    }

    /// The lines that are called like the metric, `_` standing for its `-`; or all of them when
    /// there is only one name. Several lines for one moment are parts of one number.
    fn from_page(page: &[Shown], metric: &MetricId) -> Result<Self, PushFault> {
        let wanted = metric.as_str().replace('-', "_");
        let called = |name: &str| page.iter().filter(|line| line.name == name).collect::<Vec<_>>();
        let mut lines = called(&wanted);
        if let (true, Some(first)) = (lines.is_empty(), page.first()) {
            lines = called(&first.name);
            if lines.len() != page.len() {
                return Err(PushFault::NoSuchName { name: wanted });
            }
        }
        if lines.len() <= 1 || lines.iter().all(|line| line.labels.is_empty()) {
            let one = |line: &&Shown| Ok((line.value?, line.at));
            let samples = lines.iter().map(one).collect::<Result<_, PushFault>>()?;
            return Ok(Self { samples, groups: Vec::new() });
        }
        let part = |line: &&Shown| {
            let words: Vec<&str> = line.labels.iter().map(|(_, value)| value.as_str()).collect();
            Ok(Group::new(&words.join(" "), line.value?))
        };
        let parts = lines.iter().map(part).collect::<Result<_, PushFault>>()?;
        let Measured { value, groups } = Measured::of_groups(parts).map_err(PushFault::Groups)?;
        let at = lines.iter().filter_map(|line| line.at).max();
        Ok(Self { samples: vec![(value, at)], groups })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Sent {
    One(One),
    Many(Vec<One>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    value: Number,
    #[serde(default)]
    at: Option<At>,
}

/// A moment as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum At {
    /// Microseconds since 1970, as everywhere.
    Micros(Timestamp),
    /// RFC 3339.
    Written(String),
}

impl At {
    fn read(&self) -> Result<Timestamp, PushFault> {
        match self {
            Self::Micros(at) => Ok(*at),
            Self::Written(text) => {
                let at = DateTime::parse_from_rfc3339(text);
                let at = at.map(|at| Timestamp::from_micros(at.timestamp_micros()));
                at.map_err(|_| PushFault::Moment { text: text.chars().take(80).collect() })
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Number(serde_json::Number),
    Text(String),
}

fn number(number: &Number) -> Result<Value, ValueFault> {
    match number {
        Number::Text(text) => Value::parse(text),
        // `41` and `4.75` exactly as written; `1e3` by way of a float.
        Number::Number(number) => Value::parse(&number.to_string()).or_else(|fault| {
            number
                .as_f64()
                .filter(|_| fault == ValueFault::NotANumber)
                .map_or(Err(fault), Value::from_float)
        }),
    }
}

#[cfg(test)]
mod tests;
