//! Ticked is *done*; a proof that held makes it *proven*.

use super::{Sample, Target, is_stale, run::Runs};
use crate::time::{Length, Timestamp};
use serde::{Deserialize, Serialize};

/// What a metric must show before a step counts as proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// What the number must be…
    pub predicate: Target,
    /// …without a break for how long: every sample of that time, and no silence in it…
    pub hold: Length,
    /// …and until when.
    pub by: Timestamp,
}

/// Where a proof stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofState {
    /// The number is not there yet, and there is time.
    Waiting,
    /// The number is there, not yet for long enough.
    Holding {
        /// Since the sample taken then.
        since: Timestamp,
    },
    /// It held. It stays proven, whatever the number does later: that is the metric's own health.
    Proven {
        /// With the sample taken then. After the deadline it was proven late.
        at: Timestamp,
    },
    /// The deadline is over and it has not held. A later sample may still prove it, late.
    Missed {
        /// The deadline.
        at: Timestamp,
    },
    /// No fresh sample and time left: nobody knows. A dead source never proves anything.
    Unknown,
}

impl Proof {
    /// Where it stands, from samples in order of time. Those before `from` are not looked at: a
    /// proof of a step begins with the step, or yesterday's zero would prove it.
    ///
    /// A deadline that passes is missed with a dead source too: there was no proof by then, and
    /// the alarm must come.
    #[must_use]
    pub fn state(
        &self,
        samples: &[Sample],
        from: Timestamp,
        period: Length,
        now: Timestamp,
    ) -> ProofState {
        let mut runs = Runs::new(period);
        let mut holding = None;
        let mut last = None;
        for sample in samples.iter().filter(|sample| sample.at >= from && sample.at <= now) {
            holding = runs.take(*sample, self.predicate.is_met_by(sample.value));
            if holding.is_some_and(|run| run.lasts(self.hold)) {
                return ProofState::Proven { at: sample.at };
            }
            last = Some(sample.at);
        }
        if now > self.by {
            return ProofState::Missed { at: self.by };
        }
        match (last, holding) {
            // Nothing yet may be too early to tell, or a source that never spoke.
            (None, _) if is_stale(from, period, now) => ProofState::Unknown,
            (Some(last), _) if is_stale(last, period, now) => ProofState::Unknown,
            (_, Some(run)) => ProofState::Holding { since: run.since },
            (_, None) => ProofState::Waiting,
        }
    }
}
