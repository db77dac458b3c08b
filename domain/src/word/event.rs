//! What was said.

use super::{
    cadence::CadenceEvent, card::CardEvent, message::MessageEvent, notice::NoticeEvent,
    promise::PromiseEvent, question::QuestionEvent,
};
use crate::{audience::Audience, id::StepId, person::Role};
use serde::{Deserialize, Serialize};

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordEvent {
    /// About a message.
    Message(MessageEvent),
    /// About a question.
    Question(QuestionEvent),
    /// About the answer card.
    Card(CardEvent),
    /// About how often an audience hears something.
    Cadence(CadenceEvent),
    /// The public page of the room was switched on or off.
    PageSwitched {
        /// Whether everybody outside can read it from now on.
        on: bool,
    },
    /// About a text for people outside.
    Notice(NoticeEvent),
    /// About what such a text promises.
    Promise(PromiseEvent),
}

impl WordEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Message(_)
            | Self::Question(_)
            | Self::Card(_)
            | Self::Cadence(_)
            | Self::Notice(_)
            | Self::Promise(_)
            | Self::PageSwitched { .. } => None,
        }
    }

    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::Message(event) => event.readers().audience,
            Self::Question(event) => event.readers().audience,
            Self::Card(_) | Self::Cadence(_) | Self::PageSwitched { .. } => Audience::Everyone,
            Self::Notice(event) => event.audience(),
            Self::Promise(event) => event.audience(),
        }
    }

    /// A team that may see it besides its audience: the one whose message it is about.
    #[must_use]
    pub const fn also_for(&self) -> Option<Role> {
        match self {
            Self::Message(event) => event.readers().writer,
            Self::Question(event) => event.readers().writer,
            Self::Card(_)
            | Self::Cadence(_)
            | Self::Notice(_)
            | Self::Promise(_)
            | Self::PageSwitched { .. } => None,
        }
    }

    /// Whether the feed says nothing of it: it is seen where it belongs.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        match self {
            Self::Message(event) => event.is_quiet(),
            Self::Question(event) => event.is_quiet(),
            Self::Card(event) => event.is_quiet(),
            Self::Cadence(event) => event.is_quiet(),
            Self::Notice(_) | Self::Promise(_) | Self::PageSwitched { .. } => false,
        }
    }

    /// Takes technical details out.
    pub const fn redact(&mut self) {
        match self {
            // Whoever may read a message may read all of it.
            Self::Message(_)
            | Self::Question(_)
            | Self::Card(_)
            | Self::Cadence(_)
            | Self::Notice(_)
            | Self::Promise(_)
            | Self::PageSwitched { .. } => {}
        }
    }
}
