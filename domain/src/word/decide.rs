//! The rules.

use super::{WordCommand, WordEvent, WordRejection};
use crate::{command::Context, event::Event, rejection::Rejection, room::Room};

/// Decides what a command of this family makes happen.
pub fn decide(
    room: &Room,
    command: WordCommand,
    _context: &Context,
) -> Result<Vec<Event>, Rejection> {
    match command {
        WordCommand::PublishRoom { on } => publish_room(room, on),
    }
}

fn publish_room(room: &Room, on: bool) -> Result<Vec<Event>, Rejection> {
    if room.word.is_public == on {
        return Err(WordRejection::PageIsSo { on }.into());
    }
    Ok(vec![Event::Word(WordEvent::PageSwitched { on })])
}
