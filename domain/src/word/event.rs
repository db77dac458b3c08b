//! What was said.

use crate::{audience::Audience, id::StepId};
use serde::{Deserialize, Serialize};

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordEvent {}

impl WordEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match *self {}
    }

    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match *self {}
    }

    /// Takes technical details out.
    pub const fn redact(&mut self) {
        match *self {}
    }
}
