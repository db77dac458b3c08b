//! The plan is edited: at once while it is prepared, as a proposal while the room is live.
//!
//! Every edit is made on a draft of the whole plan, which is then validated by the same rules as a
//! plan from a file; what the log keeps is the difference. So a list of edits is all or nothing,
//! and taking one back is an edit like any other.

mod apply;
mod change;
mod command;
mod decide;
mod diff;
mod draft;
mod event;
mod facts;
mod rejection;

pub use change::{PlanChange, Removed};
pub use command::{Edit, EditCommand, PlanBStep, RunEdit, StepEdit};
pub(crate) use decide::decide;
pub use decide::{proposed, what_if};
pub use diff::{Diff, ForPerson, Line, What, diff};
pub use draft::draft_of;
pub use event::EditEvent;
pub(crate) use event::evolve;
pub use rejection::EditRejection;

use crate::{id::Seq, person::Actor, room::Phase};
use serde::{Deserialize, Serialize};

/// What a room knows of the edits of its plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edits {
    /// Edits of a live room that are collected and not applied yet, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposal: Vec<Edit>,
    /// The latest change of the plan, which whoever made it may take back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastEdit>,
}

impl Edits {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.proposal.is_empty() && self.last.is_none()
    }
}

/// The latest change of the plan, with the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastEdit {
    /// Its place in the log.
    pub seq: Seq,
    /// Who made it.
    pub by: Actor,
    /// The change that leads back.
    pub back: PlanChange,
    /// The phases it left behind: others than these have been touched since.
    pub phases: Vec<Phase>,
}
