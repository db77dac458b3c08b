//! How the events of this family change the room.

use super::{RunEvent, abort, contingency, debt, edit, gate, rehearsal};
use crate::{
    event::Recorded,
    room::{Hold, Room},
    step::Remaining,
};
use std::sync::Arc;

/// Folds one event of this family into the room.
pub fn evolve(room: &mut Room, event: &RunEvent, recorded: &Recorded) {
    let at = recorded.at;
    match event {
        RunEvent::HoldBegan { reason, until } => {
            let (planned_until, reason) = (*until, reason.clone());
            room.holds.push(Hold { from: at, until: None, planned_until, reason });
        }
        RunEvent::HoldEnded {} => {
            if let Some(hold) = room.holds.last_mut().filter(|hold| hold.until.is_none()) {
                hold.until = Some(at);
            }
        }
        RunEvent::RemainingStated { step, remaining } => {
            if let Some(step) = room.steps.get_mut(step) {
                Arc::make_mut(step).remaining =
                    Some(Remaining { stated_at: at, length: *remaining });
            }
        }
        RunEvent::Abort(event) => abort::evolve(room, event, recorded),
        RunEvent::Contingency(event) => contingency::evolve(room, event, recorded),
        RunEvent::Edit(event) => edit::evolve(room, event, recorded),
        RunEvent::Rehearsal(event) => rehearsal::evolve(room, event, recorded),
        RunEvent::Gate(event) => gate::evolve(room, event, recorded),
        RunEvent::Debt(event) => debt::evolve(room, event, recorded),
    }
}
