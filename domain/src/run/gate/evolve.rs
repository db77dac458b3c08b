//! How what happens at gates changes the room.

use super::{Answered, Decided, GateEvent, ReadBack};
use crate::{event::Recorded, room::Room};

/// Folds one event into the room.
pub fn evolve(room: &mut Room, event: &GateEvent, recorded: &Recorded) {
    if !room.steps.contains_key(event.step()) {
        return;
    }
    let gate = room.run.gates.entry(event.step().clone()).or_default();
    let (by, at) = (recorded.by.clone(), recorded.at);
    match event {
        GateEvent::Answered { step: _, seat, answer, word } => {
            let (seat, answer, word) = (seat.clone(), *answer, word.clone());
            gate.answer(Answered { seat, answer, word, by, at });
        }
        GateEvent::ReadBack { step: _, team, start, length, will_not_work } => {
            let (team, start, length) = (*team, *start, *length);
            let will_not_work = will_not_work.clone();
            gate.read_back(ReadBack { team, start, length, will_not_work, by, at });
        }
        GateEvent::Decided { step: _, verdict, reason, against } => {
            let (verdict, reason, against) = (*verdict, reason.clone(), against.clone());
            gate.decide(Decided { verdict, reason, against, by, at });
        }
    }
}
