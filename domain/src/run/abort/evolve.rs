//! How turning back changes the room.

use super::{Abort, AbortEvent, Proposal};
use crate::{
    event::Recorded,
    id::{PhaseId, StepId},
    plan::{Effect, StepPlan},
    room::{Phase, Room},
    step::{Origin, Progress, Step},
    text::{Reason, Title},
};
use std::sync::Arc;

pub fn evolve(room: &mut Room, event: &AbortEvent, recorded: &Recorded) {
    match event {
        AbortEvent::Proposed { reason } => {
            let (by, at) = (recorded.by.clone(), recorded.at);
            room.run.abort = Abort::Proposed(Proposal { by, at, reason: reason.clone() });
        }
        AbortEvent::Withdrawn {} => room.run.abort = Abort::No,
        AbortEvent::Confirmed { reason, skipped, phase, title, undo } => {
            skipped.iter().for_each(|step| leave_out(room, step, reason, recorded));
            if !undo.is_empty() {
                another_end(room);
                add(room, phase, title, undo);
            }
            confirm(room, undo, recorded);
        }
    }
}

fn leave_out(room: &mut Room, step: &StepId, reason: &Reason, recorded: &Recorded) {
    if let Some(step) = room.steps.get_mut(step) {
        let step = Arc::make_mut(step);
        step.progress = Progress::Skipped {
            at: recorded.at,
            reason: reason.clone(),
            started: step.progress.started().cloned(),
        };
    }
}

/// What was to open the system again will not; the end of the way back does.
fn another_end(room: &mut Room) {
    let ends = |step: &&mut Arc<Step>| step.plan.effect == Some(Effect::InterruptionEnds);
    for step in room.steps.values_mut().filter(ends) {
        Arc::make_mut(step).plan.effect = None;
    }
}

fn add(room: &mut Room, phase: &PhaseId, title: &Title, undo: &[StepPlan]) {
    let steps = undo.iter().map(|plan| plan.id.clone()).collect();
    room.phases.push(Phase { id: phase.clone(), title: title.clone(), steps });
    for plan in undo {
        let step = Step {
            plan: plan.clone(),
            phase: phase.clone(),
            origin: Origin::Unplanned,
            progress: Progress::Waiting,
            remaining: None,
            history: Vec::new(),
        };
        room.steps.insert(plan.id.clone(), Arc::new(step));
    }
}

fn confirm(room: &mut Room, undo: &[StepPlan], recorded: &Recorded) {
    if let Abort::Proposed(proposal) = &room.run.abort {
        room.run.abort = Abort::Confirmed {
            proposal: proposal.clone(),
            by: recorded.by.clone(),
            at: recorded.at,
            undo: undo.iter().map(|plan| plan.id.clone()).collect(),
        };
    }
}
