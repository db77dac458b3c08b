//! How the events of this family change the room.

use super::{WatchEvent, alert, entry, metric, proof, stop};
use crate::{event::Recorded, room::Room};

/// Folds one event of this family into the room.
pub fn evolve(room: &mut Room, event: &WatchEvent, recorded: &Recorded) {
    let watch = &mut room.watch;
    match event {
        WatchEvent::Metric(event) => metric::evolve(watch, event, recorded.at),
        WatchEvent::Proof(event) => proof::evolve(watch, event, recorded),
        WatchEvent::Stop(event) => stop::evolve(watch, event),
        WatchEvent::Entry(event) => entry::evolve(watch, event, recorded),
        WatchEvent::Alert(event) => alert::evolve(watch, event, recorded.at),
    }
}
