//! A command as the outbox holds it: sealed, with what is shown of it on the outside.

use domain::{
    Audience, Command, Key, Seq, StepId, event::MessageKind, text::MessageText,
    wire::CommandRequest,
};
use serde::{Deserialize, Serialize};

/// A sealed command.
///
/// What is sent is kept as written. Reading commands back in the browser would take the code for
/// every one of their shapes along, a twentieth of the download, to show one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The idempotency key; also inside.
    pub key: Key,
    /// What it is about.
    pub about: About,
    /// The request as JSON.
    pub body: String,
}

/// What a command is about, for the eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A step: shown at its row.
    Step(StepId),
    /// A message: its words are shown until it is in the feed.
    Message {
        /// The words.
        text: MessageText,
        /// What it is.
        message: MessageKind,
        /// For whom.
        audience: Audience,
    },
    /// The room as a whole.
    Room,
}

impl Letter {
    /// Seals a command.
    #[must_use]
    pub fn seal(key: Key, command: Command, expected: Option<Seq>) -> Self {
        let about = About::command(&command);
        let request = CommandRequest { key: key.clone(), expected, command };
        // A command is made of text and numbers: writing it cannot fail.
        let body = serde_json::to_string(&request).unwrap_or_default();
        Self { key, about, body }
    }

    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match &self.about {
            About::Step(step) => Some(step),
            About::Message { .. } | About::Room => None,
        }
    }
}

impl About {
    fn command(command: &Command) -> Self {
        match (command, command.step()) {
            (_, Some(step)) => Self::Step(step.clone()),
            (Command::PostMessage { message, audience, text, .. }, None) => {
                Self::Message { text: text.clone(), message: *message, audience: *audience }
            }
            (_, None) => Self::Room,
        }
    }
}
