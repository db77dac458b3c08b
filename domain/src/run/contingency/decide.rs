//! The rules of a plan B: prepared, once, and while the step is open.

use super::{Contingency, ContingencyCommand, ContingencyEvent, ContingencyRejection};
use crate::{
    command::Context,
    event::Event,
    id::{PersonId, StepId},
    plan::{StepPlan, Work},
    rejection::Rejection,
    room::Room,
    run::{RunEvent, RunRejection, abort::free_id},
    step::{Progress, Step},
    time::Timestamp,
};

type Decision = Result<Vec<Event>, Rejection>;

pub fn decide(room: &Room, command: ContingencyCommand, context: &Context) -> Decision {
    match command {
        ContingencyCommand::Use { step } => put_in(room, step, context.now),
    }
}

fn put_in(room: &Room, id: StepId, now: Timestamp) -> Decision {
    room.runs()?;
    let Some(step) = room.steps.get(&id) else { return Err(Rejection::UnknownStep { step: id }) };
    let Some(plan_b) = &step.plan.run.contingency else {
        return no(ContingencyRejection::None { step: id });
    };
    if room.run.contingencies.contains_key(&id) {
        return no(ContingencyRejection::Used { step: id });
    }
    if step.progress.is_settled() {
        return no(ContingencyRejection::Over { step: id });
    }
    let steps = planned(room, step, plan_b, now);
    let before = waiting(room, step);
    let phase = room.phase_of(&id).unwrap_or(&step.phase).clone();
    let used = ContingencyEvent::Used { step: id, phase, steps, before };
    Ok(vec![Event::Run(RunEvent::Contingency(used))])
}

/// Its steps from now on: the first waits for what the step itself waits for, each other for the
/// one before it.
fn planned(room: &Room, step: &Step, plan_b: &Contingency, now: Timestamp) -> Vec<StepPlan> {
    let mut start = now;
    let mut steps: Vec<StepPlan> = Vec::with_capacity(plan_b.steps.len());
    for prepared in &plan_b.steps {
        let taken =
            |id: &StepId| room.steps.contains_key(id) || steps.iter().any(|step| step.id == *id);
        let id = free_id(prepared.id.as_str(), taken);
        let after = match steps.last() {
            Some(before) => vec![before.id.clone()],
            None => step.plan.after.clone(),
        };
        steps.push(StepPlan {
            id,
            title: prepared.title.clone(),
            owner: owner(room, step, prepared.owner.as_ref()),
            work: Work::Task { length: prepared.length },
            start,
            after,
            instructions: prepared.instructions.clone(),
            effect: None,
            lags: if steps.is_empty() { step.plan.lags.clone() } else { Vec::new() },
            // A plan B is in a hurry: the pause stays with the step it stands in for.
            hold: None,
            run: Default::default(),
        });
        start = start.plus(prepared.length);
    }
    steps
}

/// Whoever was named when it was prepared, if they still take part.
fn owner(room: &Room, step: &Step, named: Option<&PersonId>) -> PersonId {
    named.filter(|named| room.part_of(named).is_some()).unwrap_or(&step.plan.owner).clone()
}

/// The step itself where it has not begun (or must begin again), and what waits for it: none of
/// them has begun, so none of them is behind its own back.
fn waiting(room: &Room, step: &Step) -> Vec<StepId> {
    let not_begun = |step: &Step| match step.progress {
        Progress::Waiting | Progress::Blocked { started: None, .. } | Progress::Failed { .. } => {
            true
        }
        Progress::Running { .. }
        | Progress::Blocked { started: Some(_), .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. } => false,
    };
    let waits =
        |other: &Step| other.plan.id == step.plan.id || other.plan.after.contains(&step.plan.id);
    room.steps_in_order()
        .filter(|other| waits(other) && not_begun(other))
        .map(|other| other.plan.id.clone())
        .collect()
}

fn no(why: ContingencyRejection) -> Decision {
    Err(RunRejection::from(why).into())
}
