//! The promise ledger: every time and length that people outside were told, and whether it is
//! still true.
//!
//! What a text says is found by [`crate::promise`], by fixed tables: it is worked out when it is
//! asked and never stored, except for what its author corrected. What is stored is the moment at
//! which a promise began to break, so that it is said once and with a draft at hand.

mod command;
mod decide;
mod event;
mod evolve;
mod ledger;
mod mark;
mod rejection;

pub use command::PromiseCommand;
pub(crate) use decide::decide;
pub use event::PromiseEvent;
pub(crate) use evolve::evolve;
pub use ledger::{Breach, Entry, breach, is_awaited, ledger};
pub(crate) use mark::contradiction;
pub use mark::{Mark, Part, facts, marks, marks_of};
pub use rejection::PromiseRejection;

use super::notice::NoticeId;
use crate::{
    promise::Language,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// The most corrections of one notice.
pub const CORRECTIONS_MAX: usize = 50;

/// The longest phrase that can be corrected, in bytes.
pub const PHRASE_MAX: u32 = 200;

/// What an author says about words in a notice. It goes with the words, not with their place: a
/// text is edited while it is corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// In which of the two texts.
    pub language: Language,
    /// The words.
    pub phrase: String,
    /// What they say.
    pub reading: Reading,
}

/// What some words say, by their author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reading {
    /// They promise nothing.
    NoPromise,
    /// That it takes so long.
    Lasts {
        /// How long.
        length: Length,
    },
    /// That it is over by then.
    EndsAt {
        /// When.
        end: Timestamp,
    },
}

/// A promise that will not hold, since somebody has been told so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtRisk {
    /// Since when it is known.
    pub since: Timestamp,
    /// The end that was promised.
    pub promised: Timestamp,
    /// The end that was expected when it was found out.
    pub expected: Timestamp,
    /// When readers must know: the promised end less their lead time.
    pub say_by: Timestamp,
    /// The draft that says the new end.
    pub draft: NoticeId,
}
