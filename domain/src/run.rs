//! How a cutover is run, beyond ticking: holds, remaining lengths, and what the lead decides.
//!
//! A family of events of its own: the room's page does not fold it, it is told
//! ([`crate::event::Told`]). In the browser these types are empty (see `beyond`).

pub mod abort;
mod command;
mod consequence;
pub mod contingency;
pub mod debt;
mod decide;
pub mod edit;
mod event;
mod evolve;
pub mod gate;
mod hold;
mod plan;
pub mod rehearsal;
mod rejection;
mod schedule;

pub use command::RunCommand;
pub(crate) use consequence::with_consequences;
pub(crate) use decide::decide;
pub use edit::{Edit, EditCommand, EditEvent, EditRejection, PlanBStep, RunEdit, StepEdit};
pub use event::RunEvent;
pub(crate) use evolve::evolve;
pub use hold::due;
pub use plan::{NoReturn, StepRun, Undo};
pub use rehearsal::{
    Gap, Rehearsal, RehearsalCommand, RehearsalEvent, RehearsalRejection, Rehearsed, WayIn,
    never_joined, owners_without_an_act, readiness,
};
pub use rejection::RunRejection;
pub use schedule::{AbortRuler, Promise, RoomSchedule};

use crate::id::StepId;
use abort::Abort;
use debt::Debts;
use gate::GateRun;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a room knows of how it is run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Run {
    /// Whether it turns back.
    #[serde(default, skip_serializing_if = "Abort::is_no")]
    pub abort: Abort,
    /// Steps whose plan B was put in, and the steps it put in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contingencies: BTreeMap<StepId, Vec<StepId>>,
    /// Edits of the plan: what is proposed, and the last one.
    #[serde(default, skip_serializing_if = "edit::Edits::is_empty")]
    pub edits: edit::Edits,
    /// The rehearsals of the plan, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rehearsals: Vec<rehearsal::Recorded>,
    /// What is known at the gates.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gates: BTreeMap<StepId, GateRun>,
    /// What must be undone before the room closes.
    #[serde(default, skip_serializing_if = "Debts::is_empty")]
    pub debts: Debts,
}

impl Run {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
