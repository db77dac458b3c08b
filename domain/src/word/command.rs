//! What people ask for.

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
}

impl WordCommand {
    /// The step it is about, if it is about one that exists.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::PublishRoom { .. } => None,
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::PublishRoom { .. } => Action::PublishRoom,
        }
    }
}
