//! What is said, to whom, and what was promised.
//!
//! A family of events of its own: the room's page does not fold it, it is told
//! ([`crate::event::Told`]). In the browser these types are empty (see `beyond`).

mod command;
mod decide;
mod due;
mod event;
mod evolve;
pub mod notice;
pub mod promise;
mod rejection;

pub use command::WordCommand;
pub(crate) use decide::decide;
pub use due::due;
pub use event::WordEvent;
pub(crate) use evolve::evolve;
pub use rejection::WordRejection;

use notice::Notices;
use serde::{Deserialize, Serialize};

/// What is said, to whom, and what was promised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Word {
    /// Whether everybody outside may read the public page. Nobody may until the lead says so.
    #[serde(default, skip_serializing_if = "is_no")]
    pub is_public: bool,
    /// What is written for people outside, and what they were told.
    #[serde(default, skip_serializing_if = "Notices::is_empty")]
    pub notices: Notices,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_no(flag: &bool) -> bool {
    !*flag
}

impl Word {
    /// Whether there is nothing yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
