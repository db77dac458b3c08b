//! How the events of this family change the room.

use super::WatchEvent;
use crate::{event::Recorded, room::Room};

/// Folds one event of this family into the room.
pub const fn evolve(_room: &mut Room, event: &WatchEvent, _recorded: &Recorded) {
    match *event {}
}
