//! What happened to the plan.

use super::{Edit, LastEdit, PlanChange};
use crate::{audience::Audience, event::Recorded, id::Seq, room::Room};
use serde::{Deserialize, Serialize};

/// What happened to the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditEvent {
    /// An edit of a live room was put to the others of the proposal; nothing has changed yet.
    Proposed {
        /// Which.
        edit: Box<Edit>,
    },
    /// The last edit of the proposal was taken back.
    Shortened {},
    /// The proposal was dropped.
    Dropped {},
    /// The plan changed. A proposal is done with then.
    Changed {
        /// What is different.
        change: Box<PlanChange>,
        /// The change that this one takes back, if it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        undoes: Option<Seq>,
    },
}

impl EditEvent {
    /// Who may see it: a proposal is the leads' until it is the plan.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::Proposed { .. } | Self::Shortened {} | Self::Dropped {} => Audience::Lead,
            Self::Changed { .. } => Audience::Everyone,
        }
    }

    /// Takes technical details out.
    pub fn redact(&mut self) {
        match self {
            Self::Proposed { edit } => edit.redact(),
            Self::Changed { change, undoes: _ } => change.redact(),
            Self::Shortened {} | Self::Dropped {} => {}
        }
    }
}

/// Folds one event of edits into the room.
pub fn evolve(room: &mut Room, event: &EditEvent, recorded: &Recorded) {
    match event {
        EditEvent::Proposed { edit } => room.run.edits.proposal.push((**edit).clone()),
        EditEvent::Shortened {} => {
            room.run.edits.proposal.pop();
        }
        EditEvent::Dropped {} => room.run.edits.proposal.clear(),
        EditEvent::Changed { change, undoes } => {
            let back = change.back(room);
            change.apply(room);
            room.run.edits.proposal.clear();
            // Taking back what took something back would go in a circle.
            room.run.edits.last = undoes.is_none().then(|| LastEdit {
                seq: recorded.seq,
                by: recorded.by.clone(),
                back,
                phases: room.phases.clone(),
            });
        }
    }
}
