//! The rules.

use super::{
    WordCommand, WordEvent, WordRejection, cadence, card, message, notice, promise, question,
};
use crate::{
    command::{Command, Context},
    event::Event,
    rejection::Rejection,
    room::Room,
};

/// Decides what a command of this family makes happen.
pub fn decide(
    room: &Room,
    command: WordCommand,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    match command {
        WordCommand::Message(command) => message::decide(room, command, context),
        WordCommand::Question(command) => question::decide(room, command, context),
        WordCommand::Card(command) => card::decide(room, command, context),
        WordCommand::Cadence(command) => cadence::decide(room, command, context),
        WordCommand::PublishRoom { on } => publish_room(room, on),
        WordCommand::Notice(command) => notice::decide(room, command, context),
        WordCommand::Promise(command) => promise::decide(room, command, context),
    }
}

/// What follows at once from a message, beside the message itself.
pub fn follows(room: &Room, command: &Command, context: &Context) -> Vec<Event> {
    let Command::PostMessage { message: kind, audience, text, asks } = command else {
        return Vec::new();
    };
    let (kind, audience) = (*kind, *audience);
    [
        message::follows(room, (kind, audience, text), asks, context),
        question::follows(room, kind, audience, context),
        cadence::follows(room, kind, audience, context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn publish_room(room: &Room, on: bool) -> Result<Vec<Event>, Rejection> {
    if room.word.is_public == on {
        return Err(WordRejection::PageIsSo { on }.into());
    }
    Ok(vec![Event::Word(WordEvent::PageSwitched { on })])
}
