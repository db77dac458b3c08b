//! What becomes of a message: who has seen it, what it said before, whether it is pinned.
//!
//! Nobody is watched while reading: a person is counted when they press "Seen", and only on
//! messages whose writer asked for it openly.

mod decide;
mod evolve;

use super::readers::Readers;
use crate::{
    event::{Event, Recorded},
    id::{PersonId, Seq},
    person::Role,
    rights::Action,
    room::Room,
    text::MessageText,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use thiserror::Error;

pub(super) use decide::{decide, follows};
pub(super) use evolve::evolve;

/// What became of messages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Messages {
    /// Those that ask to be acknowledged, by their number.
    #[serde(default)]
    pub asked: BTreeMap<Seq, Arc<Asked>>,
    /// What corrected messages say now and said before, by their number.
    #[serde(default)]
    pub corrected: BTreeMap<Seq, Arc<Corrected>>,
    /// Those that are pinned, the latest last.
    #[serde(default)]
    pub pinned: Vec<Arc<Recorded>>,
}

/// A message that asks to be acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The message.
    pub message: Arc<Recorded>,
    /// The teams that are asked.
    pub of: Vec<Role>,
    /// The people it mentions.
    pub people: Vec<PersonId>,
    /// Who has seen it, in their order.
    pub seen: Vec<Seen>,
}

/// Somebody has seen something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Who.
    pub person: PersonId,
    /// When they said so.
    pub at: Timestamp,
}

/// A corrected message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// What it says now.
    pub text: MessageText,
    /// What it said before, oldest first.
    pub before: Vec<MessageText>,
    /// When it was last corrected.
    pub at: Timestamp,
}

/// What happened to a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageEvent {
    /// Its writer asks teams to acknowledge it, or mentions people in it.
    AcknowledgementAsked {
        /// Which message.
        message: Seq,
        /// Whose acknowledgement.
        of: Vec<Role>,
        /// Who is mentioned.
        people: Vec<PersonId>,
        /// Who may read this.
        readers: Readers,
    },
    /// Somebody says that they have seen it.
    Acknowledged {
        /// Which message.
        message: Seq,
        /// Who may read this.
        readers: Readers,
    },
    /// Its writer corrected it. The old words stay.
    Corrected {
        /// Which message.
        message: Seq,
        /// What it says now.
        text: MessageText,
        /// What it said before.
        was: MessageText,
        /// Who may read this.
        readers: Readers,
    },
    /// It stays at the top of the feed.
    Pinned {
        /// Which message.
        message: Seq,
        /// Who may read this.
        readers: Readers,
    },
    /// It no longer does.
    Unpinned {
        /// Which message.
        message: Seq,
        /// Who may read this.
        readers: Readers,
    },
}

impl MessageEvent {
    /// Who may read it.
    #[must_use]
    pub const fn readers(&self) -> Readers {
        match self {
            Self::AcknowledgementAsked { readers, .. }
            | Self::Acknowledged { readers, .. }
            | Self::Corrected { readers, .. }
            | Self::Pinned { readers, .. }
            | Self::Unpinned { readers, .. } => *readers,
        }
    }

    /// Whether the feed says nothing of it: it is seen on the message itself.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        match self {
            Self::AcknowledgementAsked { .. } | Self::Acknowledged { .. } => true,
            Self::Corrected { .. } | Self::Pinned { .. } | Self::Unpinned { .. } => false,
        }
    }
}

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MessageCommand {
    /// Say that one has seen it.
    Acknowledge {
        /// Which message.
        message: Seq,
    },
    /// Correct one's own message.
    Correct {
        /// Which message.
        message: Seq,
        /// What it should say.
        text: MessageText,
    },
    /// Keep it at the top of the feed.
    Pin {
        /// Which message.
        message: Seq,
    },
    /// Let it go from there.
    Unpin {
        /// Which message.
        message: Seq,
    },
}

impl MessageCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Acknowledge { .. } => Action::Acknowledge,
            Self::Correct { .. } => Action::PostMessage,
            Self::Pin { .. } | Self::Unpin { .. } => Action::PinMessage,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum MessageRejection {
    /// There is none, or it is too old to be changed.
    #[error("there is no message {message} that could be changed")]
    UnknownMessage {
        /// What was named.
        message: Seq,
    },
    /// Nobody asked this person.
    #[error("message {message} does not ask this person")]
    NotAsked {
        /// Which.
        message: Seq,
    },
    /// They have said so already.
    #[error("message {message} is acknowledged already")]
    AlreadySeen {
        /// Which.
        message: Seq,
    },
    /// Somebody else wrote it.
    #[error("message {message} is somebody else's")]
    NotYours {
        /// Which.
        message: Seq,
    },
    /// It says this already.
    #[error("message {message} says this already")]
    SameText {
        /// Which.
        message: Seq,
    },
    /// It is there already.
    #[error("message {message} is pinned already")]
    AlreadyPinned {
        /// Which.
        message: Seq,
    },
    /// It is not there.
    #[error("message {message} is not pinned")]
    NotPinned {
        /// Which.
        message: Seq,
    },
}

impl MessageRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownMessage { .. } => "unknown_message",
            Self::NotAsked { .. } => "not_asked",
            Self::AlreadySeen { .. } => "already_seen",
            Self::NotYours { .. } => "not_yours",
            Self::SameText { .. } => "same_text",
            Self::AlreadyPinned { .. } => "already_pinned",
            Self::NotPinned { .. } => "not_pinned",
        }
    }
}

impl Messages {
    /// What a message says now.
    #[must_use]
    pub fn text_of<'a>(&'a self, recorded: &'a Recorded) -> Option<&'a MessageText> {
        let Event::MessagePosted { text, .. } = &recorded.event else { return None };
        Some(self.corrected.get(&recorded.seq).map_or(text, |corrected| &corrected.text))
    }
}

impl Asked {
    /// Whether somebody is asked, by team or by name, and has not answered yet.
    #[must_use]
    pub fn waits_for(&self, person: &PersonId, role: Role) -> bool {
        self.is_asked(person, role) && !self.seen.iter().any(|seen| seen.person == *person)
    }

    /// Whether somebody is asked, by team or by name. Nobody is asked about their own words.
    #[must_use]
    pub fn is_asked(&self, person: &PersonId, role: Role) -> bool {
        (self.of.contains(&role) || self.people.contains(person)) && !self.message.by.is(person)
    }

    /// How many of a team have seen it, of how many. The writer is not counted.
    #[must_use]
    pub fn count(&self, room: &Room, team: Role) -> (usize, usize) {
        let asked = room.team(team).filter(|person| !self.message.by.is(&person.id));
        let all: Vec<&PersonId> = asked.map(|person| &person.id).collect();
        let seen = all.iter().filter(|id| self.seen.iter().any(|seen| seen.person == ***id));
        (seen.count(), all.len())
    }
}
