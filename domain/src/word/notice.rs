//! Notices: texts to people outside, from the first draft to what became of them.
//!
//! A [`Paper`] is the working copy; lead, comms and observers know it. A [`Published`] is what went
//! out, with the values its facts had then; everybody inside knows it. They are two maps, so that
//! a view of the room that holds no drafts is the same type with one of them empty.
//!
//! Draft → in review → approved → published → superseded or withdrawn. Whoever approves is never
//! the author of the last change, and approves one version; any change makes it a draft again.

mod command;
mod content;
mod decide;
mod event;
mod evolve;
mod fact;
mod rejection;
mod template;

pub use command::NoticeCommand;
pub use content::{Content, Replaces, Wording};
pub(crate) use decide::decide;
pub use event::NoticeEvent;
pub(crate) use evolve::evolve;
pub use fact::{Fact, Placed, Resolved, Value, resolve, values};
pub use rejection::NoticeRejection;
pub use template::Template;

use super::promise::{AtRisk, Correction};
use crate::{
    id::{ChannelId, ReadersId, Seq},
    person::Actor,
    promise::Language,
    text::{Reason, Title},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// The most notices of a room, drafts among them.
pub const NOTICES_MAX: u32 = 500;

/// How much earlier readers must know of a change when nobody has said how much.
pub const LEAD_TIME: Length = Length::from_minutes(10);

/// The number of a notice in its room: 1, 2, 3…, given when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoticeId(pub u32);

impl fmt::Display for NoticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Every notice of a room.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notices {
    /// Who is told outside, where that was said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub readers: BTreeMap<ReadersId, Readers>,
    /// The working copies.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub papers: BTreeMap<NoticeId, Paper>,
    /// What went out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub published: BTreeMap<NoticeId, Published>,
}

/// Some of the people outside: sellers, partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readers {
    /// What they are called.
    pub title: Title,
    /// How long before something changes they must know it.
    pub lead_time: Length,
}

/// The working copy of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What it was begun from.
    pub template: Template,
    /// What it says, and to whom.
    pub content: Content,
    /// The event that last changed the content: what is approved is this and nothing else.
    pub version: Seq,
    /// Who made that change.
    pub edited_by: Actor,
    /// When.
    pub edited_at: Timestamp,
    /// How far it has come.
    pub standing: Standing,
    /// Why a contradiction with the plan stays in it, as said when approval was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_anyway: Option<Reason>,
    /// Why it was not approved, until it is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_back: Option<Reason>,
    /// What its author says it does or does not promise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// A text that somebody wrote from an older version: neither is lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rival: Option<Box<Rival>>,
}

/// How far a paper has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Being written.
    Draft,
    /// Waiting for a second person.
    InReview {
        /// Who asked.
        by: Actor,
        /// When.
        at: Timestamp,
    },
    /// A second person has approved this version.
    Approved {
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
    },
    /// It went out.
    Published,
    /// It was given up before it went out.
    Dropped,
}

impl Standing {
    /// As written in stylesheets.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview { .. } => "in_review",
            Self::Approved { .. } => "approved",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }

    /// Whether it may still be changed.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Draft | Self::InReview { .. } | Self::Approved { .. } => true,
            Self::Published | Self::Dropped => false,
        }
    }
}

/// A text written from an older version than the one that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rival {
    /// Who wrote it.
    pub by: Actor,
    /// When it arrived.
    pub at: Timestamp,
    /// What it says.
    pub content: Content,
}

/// A notice that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// What it was begun from.
    pub template: Template,
    /// Whom it is for; nobody named means everybody outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readers: Vec<ReadersId>,
    /// Where it went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelId>,
    /// What they read.
    pub text: PublishedText,
    /// Who published it.
    pub by: Actor,
    /// When readers were told. Earlier than the event for what was said outside the product.
    pub at: Timestamp,
    /// Why it contradicts the plan, when it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anyway: Option<Reason>,
    /// What its author says it does or does not promise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What became of it.
    pub fate: Fate,
    /// Since a promise in it will not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk: Option<AtRisk>,
}

/// What readers read: facts resolved, and the values they had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedText {
    /// In French.
    pub fr: Said,
    /// In English.
    pub en: Said,
    /// What the facts in it were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

impl PublishedText {
    /// In one language.
    #[must_use]
    pub const fn of(&self, language: Language) -> &Said {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// A title and a text as they were sent. Empty where nothing was said in that language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// What became of a published notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It stands.
    Out,
    /// A later one took its place.
    Superseded {
        /// Which.
        by: NoticeId,
        /// When.
        at: Timestamp,
        /// Why, when somebody said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// It was taken back.
    Withdrawn {
        /// By whom.
        by: Actor,
        /// When.
        at: Timestamp,
        /// Why.
        reason: Reason,
    },
}

impl Fate {
    /// Whether it still stands.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        matches!(self, Self::Out)
    }

    /// Whether this later one took its place.
    #[must_use]
    pub fn is_superseded_by(&self, notice: NoticeId) -> bool {
        matches!(self, Self::Superseded { by, .. } if *by == notice)
    }
}

impl Notices {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What went out and still stands, oldest first.
    pub fn out(&self) -> impl Iterator<Item = (NoticeId, &Published)> {
        self.published.iter().filter(|(_, it)| it.fate.is_out()).map(|(id, it)| (*id, it))
    }

    /// How long before a change the readers of a notice must know: the longest of theirs.
    #[must_use]
    pub fn lead_time(&self, readers: &[ReadersId]) -> Length {
        let known = readers.iter().filter_map(|id| self.readers.get(id));
        known.map(|readers| readers.lead_time).max().unwrap_or(LEAD_TIME)
    }

    /// What a notice is called, in one language or else the other. A reader who may not see its
    /// draft does not find it here either.
    #[must_use]
    pub fn title(&self, notice: NoticeId, language: Language) -> Option<&str> {
        let out = self.published.get(&notice).map(|published| {
            let (here, other) = match language {
                Language::Fr => (&published.text.fr, &published.text.en),
                Language::En => (&published.text.en, &published.text.fr),
            };
            if here.title.is_empty() { other.title.as_str() } else { here.title.as_str() }
        });
        out.or_else(|| self.papers.get(&notice)?.content.title(language))
    }

    /// The number of the next notice.
    #[must_use]
    pub fn next_id(&self) -> NoticeId {
        let last = |ids: Option<&NoticeId>| ids.map_or(0, |id| id.0);
        let papers = last(self.papers.keys().next_back());
        NoticeId(papers.max(last(self.published.keys().next_back())) + 1)
    }
}
