//! What happened in running the cutover.

use crate::{audience::Audience, id::StepId, text::Reason, time::Length};
use serde::{Deserialize, Serialize};

/// What happened in running the cutover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEvent {
    /// The cutover pauses: the T-clock stands.
    HoldBegan {
        /// Why.
        reason: Reason,
    },
    /// It goes on.
    HoldEnded {},
    /// Whoever works on a step says how much longer it takes.
    RemainingStated {
        /// Which step.
        step: StepId,
        /// From the moment it was said.
        remaining: Length,
    },
}

impl RunEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::RemainingStated { step, .. } => Some(step),
            Self::HoldBegan { .. } | Self::HoldEnded {} => None,
        }
    }

    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::HoldBegan { .. } | Self::HoldEnded {} | Self::RemainingStated { .. } => {
                Audience::Everyone
            }
        }
    }

    /// Takes technical details out.
    pub const fn redact(&mut self) {
        match self {
            Self::HoldBegan { .. } | Self::HoldEnded {} | Self::RemainingStated { .. } => {}
        }
    }
}
