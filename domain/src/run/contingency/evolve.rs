//! How a plan B changes the room.

use super::ContingencyEvent;
use crate::{
    event::Recorded,
    room::Room,
    step::{Origin, Progress, Step},
};
use std::sync::Arc;

pub fn evolve(room: &mut Room, event: &ContingencyEvent, _recorded: &Recorded) {
    let ContingencyEvent::Used { step, phase, steps, before } = event;
    let Some(known) = room.phases.iter_mut().find(|known| known.id == *phase) else { return };
    let place = known.steps.iter().position(|listed| listed == step).map_or(0, |place| place + 1);
    let ids: Vec<_> = steps.iter().map(|plan| plan.id.clone()).collect();
    known.steps.splice(place..place, ids.iter().cloned());
    for plan in steps {
        let inserted = Step {
            plan: plan.clone(),
            phase: phase.clone(),
            // Prepared, but the plan of the day did not count on it: its slack does not know it.
            origin: Origin::Unplanned,
            progress: Progress::Waiting,
            remaining: None,
            history: Vec::new(),
        };
        room.steps.insert(plan.id.clone(), Arc::new(inserted));
    }
    if let Some(last) = ids.last() {
        for waiting in before {
            if let Some(waiting) = room.steps.get_mut(waiting) {
                Arc::make_mut(waiting).plan.after.push(last.clone());
            }
        }
    }
    room.run.contingencies.insert(step.clone(), ids);
}
