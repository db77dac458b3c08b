//! How the events of this family change the room.

use super::{WordEvent, cadence, card, message, question};
use crate::{event::Recorded, room::Room};

/// Folds one event of this family into the room.
pub fn evolve(room: &mut Room, event: &WordEvent, recorded: &Recorded) {
    match event {
        WordEvent::Message(event) => message::evolve(room, event, recorded),
        WordEvent::Question(event) => question::evolve(room, event, recorded),
        WordEvent::Card(event) => card::evolve(room, event, recorded),
        WordEvent::Cadence(event) => cadence::evolve(room, event, recorded),
    }
}
