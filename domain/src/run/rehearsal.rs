//! Rehearsals: a room made from the plan of another, and what its steps really took.
//!
//! A rehearsal is a room like any other and says so on every screen. When it is closed, what was
//! measured is written into the log of the room it was for, so that a plan never depends on
//! another room being there to be read.

mod decide;
mod event;
mod lengths;
mod plan;
mod readiness;
mod window;

pub(crate) use decide::decide;
pub(crate) use event::evolve;
pub use event::{RehearsalCommand, RehearsalEvent, RehearsalRejection};
pub use lengths::{lengths_of, measured};
pub use plan::rehearsal_plan;
pub use readiness::{Gap, never_joined, owners_without_an_act, readiness};
pub use window::proposed_window;

use crate::{
    id::{RoomId, StepId},
    text::Title,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// That a room is a rehearsal. What it would publish goes nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    /// The room that is rehearsed; a plan file alone has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<RoomId>,
}

/// What one step took in a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsed {
    /// Which step.
    pub step: StepId,
    /// How long the work took, waiting for people excluded.
    pub length: Length,
    /// How long it waited: blocked, or the room on hold.
    #[serde(default)]
    pub waited: Length,
}

/// A rehearsal of a room, as the room keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The room it was.
    pub rehearsal: RoomId,
    /// When it was recorded here.
    pub at: Timestamp,
    /// What its steps took.
    pub lengths: Vec<Rehearsed>,
}

/// How somebody gets in to try the system while users cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayIn {
    /// Such as "maintenance lifted for the office only".
    pub how: Title,
    /// Whether somebody has seen it work.
    #[serde(default)]
    pub proven: bool,
}
