//! How a cutover is run, beyond ticking: holds, remaining lengths, and what the lead decides.
//!
//! A family of events of its own: the room's page does not fold it, it is told
//! ([`crate::event::Told`]). In the browser these types are empty (see `beyond`).

mod command;
mod decide;
mod event;
mod evolve;
mod plan;
mod rejection;

pub use command::RunCommand;
pub(crate) use decide::decide;
pub use event::RunEvent;
pub(crate) use evolve::evolve;
pub use plan::{StepRun, Undo};
pub use rejection::RunRejection;

use serde::{Deserialize, Serialize};

/// What a room knows of how it is run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Run {}

impl Run {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
