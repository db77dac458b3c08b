//! What happened in running the cutover.

use super::{
    EditEvent, RehearsalEvent, abort::AbortEvent, contingency::ContingencyEvent, debt::DebtEvent,
    gate::GateEvent,
};
use crate::{
    audience::Audience,
    id::StepId,
    text::Reason,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What happened in running the cutover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEvent {
    /// The cutover pauses: the T-clock stands.
    HoldBegan {
        /// Why; the name of one that was planned.
        reason: Reason,
        /// Until when the plan says; absent of a sudden one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
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
    /// Something of turning back.
    Abort(AbortEvent),
    /// Something of a plan B.
    Contingency(ContingencyEvent),
    /// Something about the plan.
    Edit(EditEvent),
    /// Something about rehearsals.
    Rehearsal(RehearsalEvent),
    /// Something happened at a gate.
    Gate(GateEvent),
    /// Something happened to a debt.
    Debt(DebtEvent),
}

impl RunEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::RemainingStated { step, .. } => Some(step),
            Self::Rehearsal(event) => event.step(),
            Self::Gate(event) => Some(event.step()),
            Self::Debt(event) => event.step(),
            Self::Contingency(event) => Some(event.step()),
            Self::HoldBegan { .. } | Self::HoldEnded {} | Self::Abort(_) | Self::Edit(_) => None,
        }
    }

    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::HoldBegan { .. }
            | Self::HoldEnded {}
            | Self::RemainingStated { .. }
            | Self::Gate(_)
            | Self::Debt(_)
            | Self::Abort(_)
            | Self::Contingency(_) => Audience::Everyone,
            Self::Edit(event) => event.audience(),
            Self::Rehearsal(event) => event.audience(),
        }
    }

    /// Takes technical details out.
    pub fn redact(&mut self) {
        match self {
            Self::Edit(event) => event.redact(),
            Self::Abort(event) => event.redact(),
            Self::Contingency(event) => event.redact(),
            Self::HoldBegan { .. }
            | Self::HoldEnded {}
            | Self::RemainingStated { .. }
            | Self::Gate(_)
            | Self::Debt(_)
            | Self::Rehearsal(_) => {}
        }
    }
}
