//! The rules.

use super::{WordCommand, notice, promise};
use crate::{command::Context, event::Event, rejection::Rejection, room::Room};

/// Decides what a command of this family makes happen.
pub fn decide(
    room: &Room,
    command: WordCommand,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    match command {
        WordCommand::Notice(command) => notice::decide(room, command, context),
        WordCommand::Promise(command) => promise::decide(room, command, context),
    }
}
