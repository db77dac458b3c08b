//! Why the plan is not changed.

use crate::id::{PhaseId, StepId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why an edit was refused. Faults of the plan itself are
/// [`crate::Rejection::BadPlan`], as for a plan from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum EditRejection {
    /// Facts are not edited: what has begun keeps its place, its start and what it waited for.
    #[error("step {step} has begun: it keeps its place and its times")]
    HasBegun {
        /// Which.
        step: StepId,
    },
    /// Only a phase without steps can go.
    #[error("phase {phase} still has steps")]
    PhaseHasSteps {
        /// Which.
        phase: PhaseId,
    },
    /// A planned hold has a name, a length of 1 second to 30 days, or neither.
    #[error("step {step}: a planned hold needs a name and a length")]
    HalfAHold {
        /// Before which step.
        step: StepId,
    },
    /// A planned hold begins when something has ended.
    #[error("step {step}: a hold before it needs something that it waits for")]
    HoldAfterNothing {
        /// Before which step.
        step: StepId,
    },
    /// A plan B has a name and steps, each with a name and a length, or nothing.
    #[error("step {step}: a plan B needs a name and steps, each with a name and a length")]
    HalfAPlanB {
        /// Of which step.
        step: StepId,
    },
    /// Only a gate asks a question.
    #[error("step {step}: only a gate asks")]
    OnlyGatesAsk {
        /// Which.
        step: StepId,
    },
    /// What is read back is read back by whoever the poll asks.
    #[error("step {step}: nobody is asked to read back")]
    NobodyIsAsked {
        /// Which.
        step: StepId,
    },
    /// A reason for a point of no return that is not there.
    #[error("step {step}: it says why of a point of no return that it is not")]
    ReasonOfNothing {
        /// Which.
        step: StepId,
    },
    /// The step that is paid for opens no debt.
    #[error("step {step}: it pays for {paid}, which opens no debt")]
    PaysForNothing {
        /// Which.
        step: StepId,
        /// What it pays for.
        paid: StepId,
    },
    /// The window of a live room stands: it is what was promised.
    #[error("the window stands while the room is live")]
    WindowStands,
    /// The room is closed.
    #[error("the room is closed")]
    Closed,
    /// It changes nothing.
    #[error("the edit changes nothing")]
    NothingChanges,
    /// There is nothing to apply or to drop.
    #[error("nothing is proposed")]
    NothingProposed,
    /// There is nothing that this person may take back.
    #[error("there is no edit of yours to take back")]
    NothingToUndo,
    /// Something was built on the edit since.
    #[error("something was built on the edit since")]
    BuiltOn,
}

impl EditRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HasBegun { .. } => "has_begun",
            Self::PhaseHasSteps { .. } => "phase_has_steps",
            Self::HalfAHold { .. } => "half_a_hold",
            Self::HoldAfterNothing { .. } => "hold_after_nothing",
            Self::HalfAPlanB { .. } => "half_a_plan_b",
            Self::OnlyGatesAsk { .. } => "only_gates_ask",
            Self::NobodyIsAsked { .. } => "nobody_is_asked",
            Self::ReasonOfNothing { .. } => "reason_of_nothing",
            Self::PaysForNothing { .. } => "pays_for_nothing",
            Self::WindowStands => "window_stands",
            Self::Closed => "room_closed",
            Self::NothingChanges => "nothing_changes",
            Self::NothingProposed => "nothing_proposed",
            Self::NothingToUndo => "nothing_to_undo",
            Self::BuiltOn => "built_on",
        }
    }
}
