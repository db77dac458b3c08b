//! What a notice says, and to whom: everything that a second person approves.

use super::NoticeId;
use crate::{
    id::{ChannelId, ReadersId, StepId},
    promise::Language,
    text::{MessageText, Reason, Title},
};
use serde::{Deserialize, Serialize};

/// What a notice says, and to whom. While it is a draft anything may still be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Content {
    /// In French.
    pub fr: Wording,
    /// In English.
    pub en: Wording,
    /// Whom it is for; nobody named means everybody outside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readers: Vec<ReadersId>,
    /// Where it goes. The public page shows every published notice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelId>,
    /// The step that must be done before it may go out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<StepId>,
    /// Whether the product publishes it by itself once it is approved and that step is done.
    #[serde(skip_serializing_if = "is_no")]
    pub by_itself: bool,
    /// The notice whose place it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaces>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_no(flag: &bool) -> bool {
    !*flag
}

/// A title and a text in one language; `{facts}` in them stay true by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wording {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<MessageText>,
}

/// The notice whose place another one takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaces {
    /// Which.
    pub notice: NoticeId,
    /// Why; a draft that the product opened says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl Content {
    /// Its words in one language.
    #[must_use]
    pub const fn of(&self, language: Language) -> &Wording {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// Its title in one language, or else the other.
    #[must_use]
    pub fn title(&self, language: Language) -> Option<&str> {
        let (here, other) = match language {
            Language::Fr => (&self.fr, &self.en),
            Language::En => (&self.en, &self.fr),
        };
        here.title.as_ref().or(other.title.as_ref()).map(Title::as_str)
    }
}

impl Wording {
    /// Whether nothing is missing.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.title.is_some() && self.text.is_some()
    }
}
