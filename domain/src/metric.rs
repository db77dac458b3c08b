//! A number over time and what may be said of it: is it fine, is it proven, does it still move.
//!
//! Everything here is worked out from samples and a moment. Samples are not events: only a change
//! of a [`Health`] or of a [`ProofState`] is worth recording.

mod proof;
mod run;
mod still;
mod stop;
mod value;

use crate::{
    id::MetricId,
    text::{TextFault, Title, Unit},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use proof::{Proof, ProofState};
pub use still::not_moving_since;
pub use stop::{Limit, StopRule, StopState};
pub use value::{Value, ValueFault};

/// How many periods may pass without a sample: with the second one missed, the number is stale.
pub const MISSES: u32 = 2;

/// A metric of a plan. [`MetricPlan::new`] is the only way to one, also when it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "MetricDraft")]
pub struct MetricPlan {
    id: MetricId,
    title: Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Target>,
    period: Length,
}

/// A metric as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricDraft {
    /// Which.
    pub id: MetricId,
    /// What is counted or measured.
    pub title: Title,
    /// In what, such as `s` or `connections`; a plain count needs none.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// What it should be; without one a number is only looked at, and never breached.
    #[serde(default)]
    pub target: Option<Target>,
    /// How often a sample should come.
    pub period: Length,
}

/// Why a metric cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MetricFault {
    /// Its period is out of bounds.
    #[error("metric {metric}, period: {seconds} s, but must be 1 s to 5 min")]
    Period {
        /// Which metric.
        metric: MetricId,
        /// What was asked for, in seconds.
        seconds: u32,
    },
    /// A text of it.
    #[error(transparent)]
    Text(#[from] TextFault),
}

impl MetricPlan {
    /// The shortest period. Below it, asking would weigh on what is asked.
    pub const SHORTEST: Length = Length::from_seconds(1);

    /// The longest period. Above it, "stale" would come too late to help anybody.
    pub const LONGEST: Length = Length::from_minutes(5);

    /// Checks a metric.
    ///
    /// # Errors
    /// A [`MetricFault`] that names the field and the rule.
    pub fn new(draft: MetricDraft) -> Result<Self, MetricFault> {
        let MetricDraft { id, title, unit, target, period } = draft;
        if period < Self::SHORTEST || period > Self::LONGEST {
            return Err(MetricFault::Period { metric: id, seconds: period.seconds() });
        }
        Ok(Self { id, title, unit, target, period })
    }

    /// Which.
    #[must_use]
    pub const fn id(&self) -> &MetricId {
        &self.id
    }

    /// What is counted or measured.
    #[must_use]
    pub const fn title(&self) -> &Title {
        &self.title
    }

    /// In what.
    #[must_use]
    pub const fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// What it should be.
    #[must_use]
    pub const fn target(&self) -> Option<Target> {
        self.target
    }

    /// The same, measured at another pace; no faster or slower than any may be.
    #[must_use]
    pub fn at_pace(self, period: Length) -> Self {
        Self { period: period.clamp(Self::SHORTEST, Self::LONGEST), ..self }
    }

    /// How often a sample should come.
    #[must_use]
    pub const fn period(&self) -> Length {
        self.period
    }

    /// What may be said of it now, knowing its last sample.
    ///
    /// Staleness comes first: an old number is neither fine nor breached.
    #[must_use]
    pub fn health(&self, last: Option<Sample>, now: Timestamp) -> Health {
        let Some(last) = last else { return Health::Unknown };
        if is_stale(last.at, self.period, now) {
            return Health::Stale { since: last.at };
        }
        match self.target {
            Some(target) if !target.is_met_by(last.value) => Health::Breached,
            Some(_) | None => Health::Ok,
        }
    }
}

impl TryFrom<MetricDraft> for MetricPlan {
    type Error = MetricFault;

    fn try_from(draft: MetricDraft) -> Result<Self, MetricFault> {
        Self::new(draft)
    }
}

/// Whether two periods have gone by without a sample.
///
/// The second sample is due two periods after the last one, so that moment itself counts as
/// missed. A clock that was set back makes nothing stale.
#[must_use]
pub const fn is_stale(last: Timestamp, period: Length, now: Timestamp) -> bool {
    now.micros() >= limit_after(last, period).micros()
}

/// Until when a sample speaks for its metric.
const fn limit_after(last: Timestamp, period: Length) -> Timestamp {
    last.plus(Length::from_seconds(period.seconds().saturating_mul(MISSES)))
}

/// One measured number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// When, on the room's clock.
    pub at: Timestamp,
    /// How much.
    pub value: Value,
}

/// What a number should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Exactly this. Where it may overshoot, one of the other two is meant.
    MustReach(Value),
    /// This or less.
    AtMost(Value),
    /// This or more.
    AtLeast(Value),
}

impl Target {
    /// Whether a number is as it should be.
    #[must_use]
    pub fn is_met_by(self, value: Value) -> bool {
        self.distance(value) == 0
    }

    /// How far a number is from where it should be, in thousandths.
    #[must_use]
    pub const fn distance(self, value: Value) -> u64 {
        match self {
            Self::MustReach(wanted) => wanted.thousandths().abs_diff(value.thousandths()),
            Self::AtMost(most) => above(value, most),
            Self::AtLeast(least) => above(least, value),
        }
    }
}

const fn above(value: Value, limit: Value) -> u64 {
    if value.thousandths() > limit.thousandths() {
        value.thousandths().abs_diff(limit.thousandths())
    } else {
        0
    }
}

/// What may be said of a metric now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Fresh and as it should be.
    Ok,
    /// Fresh and not as it should be.
    Breached,
    /// Two periods without a sample: what it is now, nobody knows.
    Stale {
        /// When the last sample was taken: nothing has been known since.
        since: Timestamp,
    },
    /// There has never been a sample.
    Unknown,
}
