//! What is said, to whom, and what was promised.
//!
//! A family of events of its own: the room's page does not fold it, it is told
//! ([`crate::event::Told`]). In the browser these types are empty (see `beyond`).

pub mod cadence;
pub mod card;
mod command;
mod decide;
mod due;
mod event;
mod evolve;
pub mod message;
pub mod notice;
pub mod promise;
pub mod question;
mod readers;
mod rejection;

pub use command::WordCommand;
pub(crate) use decide::{decide, follows};
pub use due::due;
pub use event::WordEvent;
pub(crate) use evolve::evolve;
pub use readers::Readers;
pub use rejection::WordRejection;

use cadence::Cadences;
use card::Cards;
use message::Messages;
use notice::Notices;
use question::Questions;
use serde::{Deserialize, Serialize};

/// What is said, to whom, and what was promised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Word {
    /// What became of messages.
    #[serde(default)]
    pub messages: Messages,
    /// Questions and their answers.
    #[serde(default)]
    pub questions: Questions,
    /// What to say now.
    #[serde(default)]
    pub cards: Cards,
    /// How often each audience hears something.
    #[serde(default)]
    pub cadences: Cadences,
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
