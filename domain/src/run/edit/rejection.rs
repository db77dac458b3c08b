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
            Self::WindowStands => "window_stands",
            Self::Closed => "room_closed",
            Self::NothingChanges => "nothing_changes",
            Self::NothingProposed => "nothing_proposed",
            Self::NothingToUndo => "nothing_to_undo",
            Self::BuiltOn => "built_on",
        }
    }
}
