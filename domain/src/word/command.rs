//! What people ask for.

use super::{notice::NoticeCommand, promise::PromiseCommand};
use crate::{id::StepId, rights::Action};
use serde::{Deserialize, Serialize};

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WordCommand {
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
            Self::PublishRoom { .. } => None,
            Self::Notice(_) | Self::Promise(_) => None,
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::PublishRoom { .. } => Action::PublishRoom,
            Self::Notice(command) => command.action(),
            Self::Promise(command) => command.action(),
        }
    }
}
