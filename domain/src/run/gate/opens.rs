//! Which gate is the last word before users feel it.

use crate::{
    id::StepId,
    plan::{Effect, Work},
    room::Room,
    step::Step,
};
use std::collections::BTreeSet;

/// Whether passing the gate opens the interruption: between it and the step that starts the
/// interruption stands no other gate.
///
/// A plan that names no such step, or puts no gate before it, is asked at every gate that is
/// planned before its window: somewhere it must be asked.
#[must_use]
pub fn opens_the_interruption(room: &Room, gate: &Step) -> bool {
    if gate.plan.work != Work::Gate {
        return false;
    }
    let last = last_gates(room);
    if !last.is_empty() {
        return last.contains(&gate.plan.id);
    }
    let window = room.charter.as_ref().map(|charter| charter.window.start);
    window.is_some_and(|start| gate.plan.start <= start)
}

/// Back from the step that starts the interruption, each way as far as the first gate.
fn last_gates(room: &Room) -> BTreeSet<&StepId> {
    let mut gates = BTreeSet::new();
    let Some(starts) = room.step_with(Effect::InterruptionStarts) else { return gates };
    let mut seen = BTreeSet::new();
    let mut ahead: Vec<&StepId> = vec![&starts.plan.id];
    while let Some(id) = ahead.pop() {
        let Some(step) = room.steps.get(id).filter(|_| seen.insert(id)) else { continue };
        match step.plan.work {
            Work::Gate => {
                gates.insert(&step.plan.id);
            }
            Work::Task { .. } => ahead.extend(&step.plan.after),
        }
    }
    gates
}
