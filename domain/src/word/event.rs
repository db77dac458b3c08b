//! What was said.

use super::{notice::NoticeEvent, promise::PromiseEvent};
use crate::{audience::Audience, id::StepId};
use serde::{Deserialize, Serialize};

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordEvent {
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
            Self::PageSwitched { .. } => None,
            Self::Notice(_) | Self::Promise(_) => None,
        }
    }

    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::PageSwitched { .. } => Audience::Everyone,
            Self::Notice(event) => event.audience(),
            Self::Promise(event) => event.audience(),
        }
    }

    /// Takes technical details out.
    pub const fn redact(&mut self) {
        match self {
            Self::PageSwitched { .. } => {}
            // What is written for people outside has none.
            Self::Notice(_) | Self::Promise(_) => {}
        }
    }
}
