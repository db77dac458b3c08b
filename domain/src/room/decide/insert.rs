//! The rules of an unplanned step: it takes its place in a running plan without a circle.

use crate::{
    event::Event,
    id::{PersonId, PhaseId, StepId},
    person::Role,
    plan::{LINKS_MAX, PlanFault, STEPS_MAX, StepDraft, cycle_among, one_by_one, without_repeats},
    rejection::Rejection,
    room::Room,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn insert(
    room: &Room,
    phase: PhaseId,
    below: Option<StepId>,
    step: StepDraft,
    before: Vec<StepId>,
) -> Result<Vec<Event>, Rejection> {
    room.runs()?;
    let Some(found) = room.phases.iter().find(|known| known.id == phase) else {
        return Err(Rejection::UnknownPhase { phase });
    };
    if let Some(below) = below.as_ref().filter(|below| !found.steps.contains(below)) {
        return Err(Rejection::UnknownStep { step: below.clone() });
    }
    let owner = step.owner.as_ref().and_then(|owner| room.people.get(owner));
    if let Some(owner) = owner.filter(|owner| owner.role == Role::Observer) {
        return Err(Rejection::OnlyObserves { person: owner.id.clone() });
    }
    let before = without_repeats(before);
    let mut faults = faults_of_place(room, &step, &before)?;
    let here = room.people.keys().filter(|person| room.part_of(person).is_some());
    let people: BTreeSet<PersonId> = one_by_one(here.cloned());
    match step.validate(&people) {
        Ok(step) if faults.is_empty() => {
            Ok(vec![Event::StepInserted { phase, below, step: Box::new(step), before }])
        }
        Ok(_) => Err(Rejection::BadPlan { faults }),
        Err(found) => {
            faults.extend(found);
            Err(Rejection::BadPlan { faults })
        }
    }
}

/// What is wrong with the new step among the others.
fn faults_of_place(
    room: &Room,
    step: &StepDraft,
    before: &[StepId],
) -> Result<Vec<PlanFault>, Rejection> {
    let mut faults = Vec::new();
    if room.steps.contains_key(&step.id) {
        faults.push(PlanFault::DuplicateStep { step: step.id.clone() });
    }
    let links: usize = room.steps.values().map(|step| step.plan.after.len()).sum();
    if room.steps.len() >= STEPS_MAX || links + step.after.len() + before.len() > LINKS_MAX {
        faults.push(PlanFault::TooLarge);
    }
    if let Some(first) = step.effect.and_then(|effect| room.step_with(effect)) {
        let (first, second) = (first.plan.id.clone(), step.id.clone());
        faults.push(PlanFault::TwoEffects { first, second });
    }
    let known = |after: &StepId| *after == step.id || room.steps.contains_key(after);
    for after in step.after.iter().filter(|after| !known(after)) {
        let (step, after) = (step.id.clone(), after.clone());
        faults.push(PlanFault::UnknownDependency { step, after });
    }
    for waiting in before {
        match room.steps.get(waiting) {
            None => return Err(Rejection::UnknownStep { step: waiting.clone() }),
            Some(known) if known.progress.started().is_some() || known.progress.is_settled() => {
                return Err(Rejection::AlreadyBegun { step: waiting.clone() });
            }
            Some(_) => {}
        }
    }
    faults.extend(cycle_with(room, step, before).map(|steps| PlanFault::Cycle { steps }));
    Ok(faults)
}

fn cycle_with(room: &Room, step: &StepDraft, before: &[StepId]) -> Option<Vec<StepId>> {
    let mut links: BTreeMap<&StepId, Vec<StepId>> =
        one_by_one(room.steps.iter().map(|(id, step)| (id, step.plan.after.clone())));
    before.iter().for_each(|waiting| {
        links.entry(waiting).or_default().push(step.id.clone());
    });
    links.insert(&step.id, step.after.clone());
    cycle_among(links.iter().map(|(id, after)| (*id, after.as_slice())))
}
