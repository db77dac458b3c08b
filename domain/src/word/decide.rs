//! The rules.

use super::{WordCommand, WordEvent, WordRejection, notice, promise};
use crate::{command::Context, event::Event, rejection::Rejection, room::Room};

/// Decides what a command of this family makes happen.
pub fn decide(
    room: &Room,
    command: WordCommand,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    match command {
        WordCommand::PublishRoom { on } => publish_room(room, on),
        WordCommand::Notice(command) => notice::decide(room, command, context),
        WordCommand::Promise(command) => promise::decide(room, command, context),
    }
}

fn publish_room(room: &Room, on: bool) -> Result<Vec<Event>, Rejection> {
    if room.word.is_public == on {
        return Err(WordRejection::PageIsSo { on }.into());
    }
    Ok(vec![Event::Word(WordEvent::PageSwitched { on })])
}
