//! Questions: who owes an answer, how long it has been waited for, and what it was.
//!
//! A question belongs to the team it is put to until one of them takes it.

mod rules;

use super::readers::Readers;
use crate::{
    audience::Audience,
    event::{Event, Recorded},
    id::Seq,
    person::{Actor, Person, Role},
    rights::Action,
    text::{CardText, MessageText},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use thiserror::Error;

pub(super) use rules::{decide, evolve, follows};

/// Every question, by its number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Questions(pub BTreeMap<Seq, Arc<Question>>);

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The message that asks.
    pub message: Arc<Recorded>,
    /// Who has said that they answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Person>,
    /// The answers, oldest first; the last one counts.
    pub answers: Vec<Answer>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The words.
    pub text: MessageText,
    /// Who answered.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// What happened to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionEvent {
    /// It was put: the message just before says it.
    Asked {
        /// Which message.
        question: Seq,
        /// Who may read this.
        readers: Readers,
    },
    /// Somebody answers it from now on.
    Taken {
        /// Which.
        question: Seq,
        /// Who may read this.
        readers: Readers,
    },
    /// It was answered.
    Answered {
        /// Which.
        question: Seq,
        /// The answer.
        text: MessageText,
        /// Who may read this.
        readers: Readers,
    },
}

impl QuestionEvent {
    /// Who may read it.
    #[must_use]
    pub const fn readers(&self) -> Readers {
        match self {
            Self::Asked { readers, .. }
            | Self::Taken { readers, .. }
            | Self::Answered { readers, .. } => *readers,
        }
    }

    /// Whether the feed says nothing of it.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        match self {
            Self::Asked { .. } => true,
            Self::Taken { .. } | Self::Answered { .. } => false,
        }
    }
}

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum QuestionCommand {
    /// Answer it from now on.
    Take {
        /// Which.
        question: Seq,
    },
    /// Answer it.
    Answer {
        /// Which.
        question: Seq,
        /// The answer.
        text: MessageText,
        /// What to say outside from now on, when the answer becomes the answer card.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        as_card: Option<AsCard>,
    },
}

/// An answer as the answer card. What people can and cannot do stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsCard {
    /// What to say, in French.
    pub say_fr: CardText,
    /// The same in English.
    pub say_en: CardText,
    /// Until when that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
}

impl QuestionCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Answer { as_card: Some(_), .. } => Action::PublishCard,
            Self::Take { .. } | Self::Answer { as_card: None, .. } => Action::PostMessage,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum QuestionRejection {
    /// There is none.
    #[error("there is no question {question}")]
    UnknownQuestion {
        /// What was named.
        question: Seq,
    },
    /// It is put to others.
    #[error("question {question} is put to others")]
    NotForYou {
        /// Which.
        question: Seq,
    },
    /// They have taken it already.
    #[error("question {question} is taken already")]
    AlreadyTaken {
        /// Which.
        question: Seq,
    },
    /// It has its answer.
    #[error("question {question} is answered already")]
    AlreadyAnswered {
        /// Which.
        question: Seq,
    },
}

impl QuestionRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownQuestion { .. } => "unknown_question",
            Self::NotForYou { .. } => "not_for_you",
            Self::AlreadyTaken { .. } => "already_taken",
            Self::AlreadyAnswered { .. } => "already_answered",
        }
    }
}

impl Questions {
    /// Those that nobody has answered yet, oldest first.
    pub fn open(&self) -> impl Iterator<Item = &Arc<Question>> {
        self.0.values().filter(|question| question.answers.is_empty())
    }
}

impl Question {
    /// Whom it is put to.
    #[must_use]
    pub fn audience(&self) -> Audience {
        match &self.message.event {
            Event::MessagePosted { audience, .. } => *audience,
            _ => Audience::Lead,
        }
    }

    /// Whether a role may answer it: the team it is put to, or the lead. Of a question to
    /// everyone, anybody.
    #[must_use]
    pub fn may_answer(&self, role: Role) -> bool {
        role == Role::Lead || (self.audience().includes(role) && role != Role::Observer)
    }
}
