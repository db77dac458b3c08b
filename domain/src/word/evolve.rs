//! How the events of this family change the room.

use super::WordEvent;
use crate::{event::Recorded, room::Room};

/// Folds one event of this family into the room.
pub const fn evolve(room: &mut Room, event: &WordEvent, _recorded: &Recorded) {
    match event {
        WordEvent::PageSwitched { on } => room.word.is_public = *on,
    }
}
