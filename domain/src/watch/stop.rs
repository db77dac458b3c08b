//! Numbers that say: stop. A rule proposes, a person decides.

use super::Watch;
use crate::{id::MetricId, metric::Value, time::Timestamp};
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopEvent {
    /// A number was on the wrong side of its line for too long: abort is proposed.
    Proposed {
        /// Which.
        metric: MetricId,
        /// Since when it is there.
        since: Timestamp,
        /// The last number known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Value>,
    },
    /// It came back.
    Eased {
        /// Which.
        metric: MetricId,
    },
}

/// A proposal to abort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Since when the number is on the wrong side.
    pub since: Timestamp,
    /// The number, when it was proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

pub(super) fn is_known(watch: &Watch, event: &StopEvent) -> bool {
    match event {
        StopEvent::Proposed { metric, .. } => watch.proposals.contains_key(metric),
        StopEvent::Eased { metric } => !watch.proposals.contains_key(metric),
    }
}

pub(super) fn evolve(watch: &mut Watch, event: &StopEvent) {
    match event {
        StopEvent::Proposed { metric, since, value } => {
            watch.proposals.insert(metric.clone(), Proposal { since: *since, value: *value });
        }
        StopEvent::Eased { metric } => {
            watch.proposals.remove(metric);
        }
    }
}
