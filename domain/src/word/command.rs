//! What people ask for.

use super::{
    cadence::CadenceCommand, card::CardCommand, message::MessageCommand, notice::NoticeCommand,
    promise::PromiseCommand, question::QuestionCommand,
};
use crate::{id::StepId, rights::Action};
use serde::{Deserialize, Serialize};

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WordCommand {
    /// About a message.
    Message(MessageCommand),
    /// About a question.
    Question(QuestionCommand),
    /// About the answer card.
    Card(CardCommand),
    /// About how often an audience hears something.
    Cadence(CadenceCommand),
    /// Show the room to everybody outside on its public page, or stop showing it.
    PublishRoom {
        /// Whether it is shown.
        on: bool,
    },
    /// About a text for people outside.
    Notice(NoticeCommand),
    /// About what such a text promises.
    Promise(PromiseCommand),
}

impl WordCommand {
    /// The step it is about, if it is about one that exists.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Message(_)
            | Self::Question(_)
            | Self::Card(_)
            | Self::Cadence(_)
            | Self::Notice(_)
            | Self::Promise(_)
            | Self::PublishRoom { .. } => None,
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Message(command) => command.action(),
            Self::Question(command) => command.action(),
            Self::Card(command) => command.action(),
            Self::Cadence(command) => command.action(),
            Self::PublishRoom { .. } => Action::PublishRoom,
            Self::Notice(command) => command.action(),
            Self::Promise(command) => command.action(),
        }
    }
}
