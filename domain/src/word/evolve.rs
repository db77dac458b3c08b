//! How the events of this family change the room.

use super::{WordEvent, cadence, card, message, notice, promise, question};
use crate::{event::Recorded, room::Room};

/// Folds one event of this family into the room.
pub fn evolve(room: &mut Room, event: &WordEvent, recorded: &Recorded) {
    match event {
        WordEvent::Message(event) => message::evolve(room, event, recorded),
        WordEvent::Question(event) => question::evolve(room, event, recorded),
        WordEvent::Card(event) => card::evolve(room, event, recorded),
        WordEvent::Cadence(event) => cadence::evolve(room, event, recorded),
        WordEvent::PageSwitched { on } => room.word.is_public = *on,
        WordEvent::Notice(event) => notice::evolve(&mut room.word.notices, event, recorded),
        WordEvent::Promise(event) => promise::evolve(&mut room.word.notices, event, recorded),
    }
}
