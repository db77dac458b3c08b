//! The rules.

use super::{WatchCommand, WatchEvent, WatchRejection, alert, entry, metric, proof, stop};
use crate::{
    command::Context,
    event::Event,
    rejection::Rejection,
    room::{Room, Stage},
};

pub(super) type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command of this family makes happen.
pub fn decide(room: &Room, command: WatchCommand, context: &Context) -> Decision {
    if room.stage == Stage::Closed {
        return Err(WatchRejection::Closed.into());
    }
    match command {
        WatchCommand::Metric(command) => metric::decide(room, command),
        WatchCommand::Proof(command) => proof::decide(room, command),
        WatchCommand::Entry(command) => entry::decide(room, command, context),
        WatchCommand::Record { seen } => Ok(record(room, *seen)),
    }
}

/// What is known already is not said twice: a watcher that was restarted may ask again.
fn record(room: &Room, seen: WatchEvent) -> Vec<Event> {
    let watch = &room.watch;
    let known = match &seen {
        WatchEvent::Metric(event) => metric::is_known(watch, event),
        WatchEvent::Proof(event) => proof::is_known(watch, event),
        WatchEvent::Stop(event) => stop::is_known(watch, event),
        WatchEvent::Entry(event) => entry::is_known(watch, event),
        WatchEvent::Alert(event) => alert::is_known(watch, event),
    };
    if known { Vec::new() } else { vec![Event::Watch(seen)] }
}

pub(super) fn happened(event: WatchEvent) -> Decision {
    Ok(vec![Event::Watch(event)])
}
