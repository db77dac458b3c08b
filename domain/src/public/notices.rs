//! What was published, as people outside read it.

use crate::{
    room::Room,
    time::Timestamp,
    word::notice::{self, Published, Said},
};

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
pub(super) fn published(room: &Room) -> Vec<Notice> {
    let latest = room.word.notices.published.values().rev();
    let mut notices: Vec<Notice> = latest.map(notice).collect();
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.at));
    notices
}

fn notice(published: &Published) -> Notice {
    let fate = match published.fate {
        notice::Fate::Out => Fate::Stands,
        notice::Fate::Superseded { at, .. } => Fate::Replaced { at },
        notice::Fate::Withdrawn { at, .. } => Fate::Withdrawn { at },
    };
    let (fr, en) = (words(&published.text.fr), words(&published.text.en));
    Notice { at: published.at, fr, en, fate }
}

/// Nothing where nothing was said in that language.
fn words(said: &Said) -> Option<Words> {
    let (title, text) = (said.title.clone(), said.text.clone());
    (!title.is_empty() || !text.is_empty()).then_some(Words { title, text })
}
