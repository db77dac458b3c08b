//! The rules of edits.

use super::{Edit, EditCommand, EditEvent, EditRejection, PlanChange, draft_of};
use crate::{
    command::Context,
    event::Event,
    person::Role,
    plan::StepPlan,
    rejection::Rejection,
    room::{Room, Stage},
    run::RunEvent,
    step::{Progress, Step},
};

/// Decides what a command about the plan makes happen.
pub fn decide(
    room: &Room,
    command: EditCommand,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    if room.stage == Stage::Closed {
        return Err(EditRejection::Closed.into());
    }
    match command {
        EditCommand::Change(edit) => change(room, edit),
        EditCommand::Apply {} => apply(room),
        EditCommand::Drop {} if room.run.edits.proposal.is_empty() => {
            Err(EditRejection::NothingProposed.into())
        }
        EditCommand::Drop {} => happened(EditEvent::Dropped {}),
        EditCommand::Undo {} if !room.run.edits.proposal.is_empty() => {
            happened(EditEvent::Shortened {})
        }
        EditCommand::Undo {} => undo(room, context),
    }
}

/// What a list of edits would change in a room as it is now: the whole list or nothing.
///
/// # Errors
/// Why it cannot be.
pub fn what_if<'a>(
    room: &Room,
    edits: impl IntoIterator<Item = &'a Edit>,
) -> Result<PlanChange, Rejection> {
    let Some(mut draft) = draft_of(room) else {
        return Err(Rejection::RoomNotLive { stage: room.stage });
    };
    for edit in edits {
        keeps_facts(room, edit)?;
        edit.make(&mut draft)?;
    }
    let plan = draft.validate().map_err(|faults| Rejection::BadPlan { faults })?;
    let change = PlanChange::between(room, &plan);
    if change.is_empty() {
        return Err(EditRejection::NothingChanges.into());
    }
    facts_stand(room, &change)?;
    owners_take_part(room, &change)?;
    Ok(change)
}

/// What the collected edits of a live room would change; `None` when nothing is collected.
#[must_use]
pub fn proposed(room: &Room) -> Option<Result<PlanChange, Rejection>> {
    let edits = &room.run.edits.proposal;
    (!edits.is_empty()).then(|| what_if(room, edits))
}

fn change(room: &Room, edit: Box<Edit>) -> Result<Vec<Event>, Rejection> {
    if room.stage.is_running() {
        let mut edits = room.run.edits.proposal.clone();
        edits.push((*edit).clone());
        what_if(room, &edits)?;
        return happened(EditEvent::Proposed { edit });
    }
    changed(what_if(room, [&*edit])?)
}

fn apply(room: &Room) -> Result<Vec<Event>, Rejection> {
    match proposed(room) {
        None => Err(EditRejection::NothingProposed.into()),
        Some(change) => changed(change?),
    }
}

/// Takes the latest change back, by whoever made it, while nothing was built on it.
fn undo(room: &Room, context: &Context) -> Result<Vec<Event>, Rejection> {
    let last = room.run.edits.last.as_ref().filter(|last| last.by == context.actor);
    let last = last.ok_or(EditRejection::NothingToUndo)?;
    let touched = |id| room.steps.get(id).is_some_and(|step| step.version() > last.seq);
    let moved = last.back.phases.is_some() && last.phases != room.phases;
    if moved || last.back.touched().any(touched) {
        return Err(EditRejection::BuiltOn.into());
    }
    facts_stand(room, &last.back).map_err(|_| EditRejection::BuiltOn)?;
    let mut before = room.clone();
    last.back.apply(&mut before);
    let stands = draft_of(&before).is_some_and(|draft| draft.validate().is_ok());
    if !stands {
        return Err(EditRejection::BuiltOn.into());
    }
    let (change, undoes) = (Box::new(last.back.clone()), Some(last.seq));
    happened(EditEvent::Changed { change, undoes })
}

/// Facts are not edited: what has begun stays where it is.
fn keeps_facts(room: &Room, edit: &Edit) -> Result<(), Rejection> {
    match edit {
        Edit::MoveStep { step, .. } | Edit::RemoveStep { step } => {
            match room.steps.get(step).filter(|step| has_begun(step)) {
                Some(_) => Err(EditRejection::HasBegun { step: step.clone() }.into()),
                None => Ok(()),
            }
        }
        Edit::ReviseWindow { .. } if room.stage.is_running() => {
            Err(EditRejection::WindowStands.into())
        }
        Edit::ReviseWindow { .. }
        | Edit::AddStep { .. }
        | Edit::ReviseStep { .. }
        | Edit::AddPhase { .. }
        | Edit::RenamePhase { .. }
        | Edit::MovePhase { .. }
        | Edit::RemovePhase { .. } => Ok(()),
    }
}

/// The same of the whole change: a step that has begun keeps its planned start, what it waited
/// for and what it is; one that is over keeps its length too.
fn facts_stand(room: &Room, change: &PlanChange) -> Result<(), Rejection> {
    let no = |step| Err(EditRejection::HasBegun { step }.into());
    for removed in &change.removed {
        if room.steps.get(&removed.id).is_some_and(|step| has_begun(step)) {
            return no(removed.id.clone());
        }
    }
    for plan in &change.steps {
        let begun = room.steps.get(&plan.id).filter(|step| has_begun(step));
        if begun.is_some_and(|step| !keeps_what_happened(step, plan)) {
            return no(plan.id.clone());
        }
    }
    Ok(())
}

fn keeps_what_happened(step: &Step, to: &StepPlan) -> bool {
    let was = &step.plan;
    was.start == to.start
        && was.after == to.after
        && was.lags == to.lags
        && was.hold == to.hold
        && was.effect == to.effect
        && std::mem::discriminant(&was.work) == std::mem::discriminant(&to.work)
        && (was.work == to.work || !step.progress.is_settled())
}

const fn has_begun(step: &Step) -> bool {
    !matches!(step.progress, Progress::Waiting)
}

/// New owners take part, and do more than watch.
fn owners_take_part(room: &Room, change: &PlanChange) -> Result<(), Rejection> {
    for plan in &change.steps {
        let same = room.steps.get(&plan.id).is_some_and(|step| step.plan.owner == plan.owner);
        if same {
            continue;
        }
        match room.part_of(&plan.owner) {
            None => return Err(Rejection::UnknownPerson { person: plan.owner.clone() }),
            Some(owner) if owner.role == Role::Observer => {
                return Err(Rejection::OnlyObserves { person: owner.id.clone() });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn changed(change: PlanChange) -> Result<Vec<Event>, Rejection> {
    happened(EditEvent::Changed { change: Box::new(change), undoes: None })
}

fn happened(event: EditEvent) -> Result<Vec<Event>, Rejection> {
    Ok(vec![Event::Run(RunEvent::Edit(event))])
}
