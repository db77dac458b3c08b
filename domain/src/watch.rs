//! What is measured and checked.
//!
//! A family of events of its own: the room's page does not fold it, it is told
//! ([`crate::event::Told`]). In the browser these types are empty (see `beyond`).

mod command;
mod decide;
mod event;
mod evolve;
mod rejection;

pub use command::WatchCommand;
pub(crate) use decide::decide;
pub use event::WatchEvent;
pub(crate) use evolve::evolve;
pub use rejection::WatchRejection;

use serde::{Deserialize, Serialize};

/// What is measured and checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watch {}

impl Watch {
    /// Whether there is nothing yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
