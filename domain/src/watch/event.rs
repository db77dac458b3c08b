//! What was measured or checked.

use super::{AlertEvent, EntryEvent, MetricEvent, ProofEvent, StopEvent};
use crate::{audience::Audience, id::StepId};
use serde::{Deserialize, Serialize};

/// What was measured or checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatchEvent {
    /// About a number.
    Metric(MetricEvent),
    /// About the proof of a step.
    Proof(ProofEvent),
    /// About a number that says: stop.
    Stop(StopEvent),
    /// About a way in.
    Entry(EntryEvent),
    /// About an alert of somebody else's.
    Alert(AlertEvent),
}

impl WatchEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Proof(event) => Some(event.step()),
            Self::Metric(_) | Self::Stop(_) | Self::Entry(_) | Self::Alert(_) => None,
        }
    }

    /// Who may see it: everybody inside. What a number is made of is never in an event.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::Metric(_) | Self::Proof(_) | Self::Stop(_) | Self::Entry(_) | Self::Alert(_) => {
                Audience::Everyone
            }
        }
    }

    /// Takes technical details out.
    pub fn redact(&mut self) {
        match self {
            Self::Entry(event) => event.redact(),
            Self::Alert(event) => event.redact(),
            Self::Metric(_) | Self::Proof(_) | Self::Stop(_) => {}
        }
    }
}
