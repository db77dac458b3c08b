//! What was published, as people outside read it.

use crate::{room::Room, time::Timestamp};

/// A published notice. The number by which people of the room call it is not in it: it counts
/// drafts that never went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// When it was published: microseconds apart from every other, so it is its name outside too.
    pub at: Timestamp,
    /// In French, if it was written in French.
    pub fr: Option<Words>,
    /// In English, if it was written in English.
    pub en: Option<Words>,
    /// What became of it.
    pub fate: Fate,
}

/// A title and a text, as they were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub title: String,
    /// Plain text; an empty line begins a paragraph.
    pub text: String,
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands.
    Stands,
    /// A later one took its place.
    Replaced {
        /// When.
        at: Timestamp,
    },
    /// It is no longer said.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

impl Notice {
    /// When it was last changed, by what became of it.
    #[must_use]
    pub const fn changed_at(&self) -> Timestamp {
        match self.fate {
            Fate::Stands => self.at,
            Fate::Replaced { at } | Fate::Withdrawn { at } => at,
        }
    }
}

/// The published ones, the latest first.
pub(super) const fn published(_room: &Room) -> Vec<Notice> {
    Vec::new()
}
