//! What is said to the outside: the texts that were approved, and nothing else.

use domain::{RoomId, Timestamp};
use frontend::boot::Locale;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The number by which people of a room call a notice: 1, 2, 3…
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoticeNumber(pub u32);

impl fmt::Display for NoticeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What happened to a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// It was published.
    Published,
    /// It takes the place of one that was published.
    Corrected,
    /// It is no longer said; the texts say so.
    Withdrawn,
}

impl Said {
    /// All, in the order they can happen.
    pub const ALL: [Self; 3] = [Self::Published, Self::Corrected, Self::Withdrawn];

    /// As in the webhook's body.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads what is kept.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.slug() == slug)
    }
}

/// A notice on its way out, with every token in its texts replaced by the value that was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// What happened to it.
    pub said: Said,
    /// In which room.
    pub room: RoomId,
    /// Which notice, for the record. It counts drafts that never went out, so it is not said
    /// outside.
    pub notice: NoticeNumber,
    /// When the notice was published: its name outside, as in the feed of the public page.
    pub published_at: Timestamp,
    /// The name outside of the notice whose place it takes.
    pub replaces: Option<Timestamp>,
    /// When it happened.
    pub at: Timestamp,
    /// In French.
    pub fr: Words,
    /// In English.
    pub en: Words,
    /// Until when users were told that it lasts.
    pub promised_end: Option<Timestamp>,
    /// The public page, when there is one.
    pub page: Option<String>,
    /// Whether somebody only tries the channel. Every rendering then says so in words.
    #[serde(default)]
    pub is_test: bool,
}

/// A title and a text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// One line.
    pub title: String,
    /// Plain text; an empty line begins a paragraph.
    pub text: String,
}

impl Outgoing {
    /// The words in one language.
    #[must_use]
    pub const fn words(&self, locale: Locale) -> &Words {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }

    /// The same, marked as a test.
    #[must_use]
    pub fn as_test(mut self) -> Self {
        self.is_test = true;
        self
    }

    /// A notice that says that it is none, to try a channel before there is anything to say.
    #[must_use]
    pub fn test(room: RoomId, now: Timestamp) -> Self {
        let words = |title: &str, text: &str| Words { title: title.into(), text: text.into() };
        Self {
            said: Said::Published,
            room,
            notice: NoticeNumber(0),
            published_at: now,
            replaces: None,
            at: now,
            fr: words("Essai d’envoi", "Si vous lisez ceci, les annonces arrivent jusqu’ici."),
            en: words("Trial message", "If you read this, notices reach this place."),
            promised_end: None,
            page: None,
            is_test: true,
        }
    }
}
