//! Why not.

use super::{
    cadence::CadenceRejection, card::CardRejection, message::MessageRejection,
    notice::NoticeRejection, promise::PromiseRejection, question::QuestionRejection,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command of this family was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum WordRejection {
    /// About a message.
    #[error(transparent)]
    Message(MessageRejection),
    /// About a question.
    #[error(transparent)]
    Question(QuestionRejection),
    /// About the answer card.
    #[error(transparent)]
    Card(CardRejection),
    /// About how often an audience hears something.
    #[error(transparent)]
    Cadence(CadenceRejection),
    /// The public page is on already, or off already.
    #[error("the public page is {} already", if *.on { "on" } else { "off" })]
    PageIsSo {
        /// Whether it is on.
        on: bool,
    },
    /// About a text for people outside.
    #[error(transparent)]
    Notice(#[from] NoticeRejection),
    /// About what such a text promises.
    #[error(transparent)]
    Promise(#[from] PromiseRejection),
}

impl WordRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Message(no) => no.code(),
            Self::Question(no) => no.code(),
            Self::Card(no) => no.code(),
            Self::Cadence(no) => no.code(),
            Self::PageIsSo { .. } => "page_is_so",
            Self::Notice(no) => no.code(),
            Self::Promise(no) => no.code(),
        }
    }
}
