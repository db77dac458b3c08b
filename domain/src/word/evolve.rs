//! How the events of this family change the room.

use super::{WordEvent, notice, promise};
use crate::{event::Recorded, room::Room};

/// Folds one event of this family into the room.
pub fn evolve(room: &mut Room, event: &WordEvent, recorded: &Recorded) {
    match event {
        WordEvent::PageSwitched { on } => room.word.is_public = *on,
        WordEvent::Notice(event) => notice::evolve(&mut room.word.notices, event, recorded),
        WordEvent::Promise(event) => promise::evolve(&mut room.word.notices, event, recorded),
    }
}
