//! What happens around rehearsals, in the room that is rehearsed.

use super::{Recorded, Rehearsed};
use crate::{
    audience::Audience,
    event,
    id::{RoomId, StepId},
    room::Room,
    text::Reason,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use thiserror::Error;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RehearsalEvent {
    /// A rehearsal was closed: what its steps took.
    Recorded {
        /// The room it was.
        rehearsal: RoomId,
        /// What was measured.
        lengths: Vec<Rehearsed>,
    },
    /// Somebody has seen the way in of a smoke test work.
    WayInProven {
        /// Of which step.
        step: StepId,
        /// How they know.
        reason: Reason,
    },
}

impl RehearsalEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::WayInProven { step, .. } => Some(step),
            Self::Recorded { .. } => None,
        }
    }

    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::Recorded { .. } | Self::WayInProven { .. } => Audience::Everyone,
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RehearsalCommand {
    /// Keep what a rehearsal measured. Sent by the server itself only.
    Record {
        /// The room it was.
        rehearsal: RoomId,
        /// What was measured.
        lengths: Vec<Rehearsed>,
    },
    /// Say that the way in of a smoke test was seen to work.
    ProveWayIn {
        /// Of which step.
        step: StepId,
        /// How you know.
        reason: Reason,
    },
}

impl RehearsalCommand {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::ProveWayIn { step, .. } => Some(step),
            Self::Record { .. } => None,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum RehearsalRejection {
    /// It is recorded already.
    #[error("rehearsal {rehearsal} is recorded already")]
    RecordedAlready {
        /// Which.
        rehearsal: RoomId,
    },
    /// The step has no way in to prove.
    #[error("step {step} has no way in to prove")]
    NoWayIn {
        /// Which.
        step: StepId,
    },
    /// It is proven already.
    #[error("the way in of step {step} is proven already")]
    ProvenAlready {
        /// Which.
        step: StepId,
    },
}

impl RehearsalRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RecordedAlready { .. } => "recorded_already",
            Self::NoWayIn { .. } => "no_way_in",
            Self::ProvenAlready { .. } => "proven_already",
        }
    }
}

/// Folds one event into the room.
pub fn evolve(room: &mut Room, event: &RehearsalEvent, recorded: &event::Recorded) {
    match event {
        RehearsalEvent::Recorded { rehearsal, lengths } => {
            room.run.rehearsals.push(Recorded {
                rehearsal: rehearsal.clone(),
                at: recorded.at,
                lengths: lengths.clone(),
            });
        }
        RehearsalEvent::WayInProven { step, reason: _ } => {
            if let Some(step) = room.steps.get_mut(step)
                && let Some(way_in) = &mut Arc::make_mut(step).plan.run.way_in
            {
                way_in.proven = true;
            }
        }
    }
}
