//! "If errors are above 5 % for two minutes, propose to abort." A rule proposes, a person decides.

use super::{Sample, Value, is_stale, run::Runs};
use crate::time::{Length, Timestamp};
use serde::{Deserialize, Serialize};

/// What a number must not do, and for how long it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopRule {
    /// What is too much or too little.
    pub limit: Limit,
    /// For how long, without a break, before it counts.
    pub length: Length,
}

/// A line that a number must not cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// More than this is too much.
    Above(Value),
    /// Less than this is too little.
    Below(Value),
}

impl Limit {
    /// Whether a number is on the wrong side. The line itself is not.
    #[must_use]
    pub fn is_crossed_by(self, value: Value) -> bool {
        match self {
            Self::Above(most) => value > most,
            Self::Below(least) => value < least,
        }
    }
}

/// Where a rule stands. It speaks of now: a number that came back ends the proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopState {
    /// The number is on the right side.
    Quiet,
    /// It is on the wrong side, not yet for long enough.
    Counting {
        /// Since the sample taken then.
        since: Timestamp,
    },
    /// It has been there for too long: propose to abort.
    Propose {
        /// Since the sample taken then.
        since: Timestamp,
    },
    /// No fresh sample: nobody knows. Silence is no reason to abort, and no reason to go on.
    Unknown,
}

impl StopRule {
    /// Where it stands, from samples in order of time.
    #[must_use]
    pub fn state(&self, samples: &[Sample], period: Length, now: Timestamp) -> StopState {
        let mut runs = Runs::new(period);
        let mut newest = None;
        for sample in samples.iter().filter(|sample| sample.at <= now) {
            let run = runs.take(*sample, self.limit.is_crossed_by(sample.value));
            newest = Some((sample.at, run));
        }
        match newest {
            None => StopState::Unknown,
            Some((at, _)) if is_stale(at, period, now) => StopState::Unknown,
            Some((_, None)) => StopState::Quiet,
            Some((_, Some(run))) if run.lasts(self.length) => {
                StopState::Propose { since: run.since }
            }
            Some((_, Some(run))) => StopState::Counting { since: run.since },
        }
    }
}
