//! The rules of a step: start, tick, skip, block, fail, undo, correct.

use super::{allow, known, owner_role};
use crate::{
    command::Context,
    event::{BackTo, Event},
    id::StepId,
    rejection::Rejection,
    rights::Action,
    room::Room,
    step::{Moment, Progress, Step},
    text::Reason,
    time::Timestamp,
};

/// A tick younger than this may be taken back without a reason, in seconds.
pub const UNDO_FREELY: i64 = 60;

type Decision = Result<Vec<Event>, Rejection>;

pub(super) fn start(
    room: &Room,
    step: &StepId,
    anyway: Option<Reason>,
    context: &Context,
) -> Decision {
    let step = open(room, step)?;
    let id = step.plan.id.clone();
    match &step.progress {
        Progress::Waiting | Progress::Failed { .. } => {
            let anyway = in_turn(room, step, anyway, context)?;
            Ok(vec![Event::StepStarted { step: id, anyway }])
        }
        Progress::Blocked { started: None, .. } => {
            let anyway = in_turn(room, step, anyway, context)?;
            Ok(vec![
                Event::StepUnblocked { step: id.clone() },
                Event::StepStarted { step: id, anyway },
            ])
        }
        Progress::Blocked { started: Some(_), .. }
        | Progress::Running { .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. } => Err(already(step)),
    }
}

/// Ticks a step. Whoever ticks a blocked step says by it that it is no longer blocked.
pub(crate) fn finish(
    room: &Room,
    step: &StepId,
    anyway: Option<Reason>,
    context: &Context,
) -> Decision {
    let step = open(room, step)?;
    let id = step.plan.id.clone();
    let finished = Event::StepFinished { step: id.clone() };
    match &step.progress {
        Progress::Running { .. } => Ok(vec![finished]),
        Progress::Blocked { started: Some(_), .. } => {
            Ok(vec![Event::StepUnblocked { step: id }, finished])
        }
        Progress::Waiting | Progress::Failed { .. } | Progress::Blocked { started: None, .. } => {
            let mut events = start(room, &id, anyway, context)?;
            events.push(finished);
            Ok(events)
        }
        Progress::Done { .. } | Progress::Skipped { .. } => Err(already(step)),
    }
}

pub(super) fn skip(room: &Room, step: &StepId, reason: Reason) -> Decision {
    let step = open(room, step)?;
    match &step.progress {
        Progress::Waiting
        | Progress::Running { .. }
        | Progress::Blocked { .. }
        | Progress::Failed { .. } => {
            Ok(vec![Event::StepSkipped { step: step.plan.id.clone(), reason }])
        }
        Progress::Done { .. } | Progress::Skipped { .. } => Err(already(step)),
    }
}

pub(super) fn block(room: &Room, step: &StepId, reason: Reason) -> Decision {
    let step = open(room, step)?;
    match &step.progress {
        Progress::Waiting | Progress::Running { .. } => {
            Ok(vec![Event::StepBlocked { step: step.plan.id.clone(), reason }])
        }
        Progress::Blocked { .. }
        | Progress::Failed { .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. } => Err(already(step)),
    }
}

pub(super) fn unblock(room: &Room, step: &StepId) -> Decision {
    let step = open(room, step)?;
    let id = step.plan.id.clone();
    match &step.progress {
        Progress::Blocked { .. } => Ok(vec![Event::StepUnblocked { step: id }]),
        Progress::Waiting
        | Progress::Running { .. }
        | Progress::Failed { .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. } => Err(Rejection::NotBlocked { step: id }),
    }
}

pub(super) fn fail(room: &Room, step: &StepId, reason: Reason) -> Decision {
    let step = open(room, step)?;
    let id = step.plan.id.clone();
    match &step.progress {
        Progress::Running { .. } | Progress::Blocked { started: Some(_), .. } => {
            Ok(vec![Event::StepFailed { step: id, reason }])
        }
        Progress::Waiting | Progress::Blocked { started: None, .. } => {
            Err(Rejection::NotStarted { step: id })
        }
        Progress::Failed { .. } | Progress::Done { .. } | Progress::Skipped { .. } => {
            Err(already(step))
        }
    }
}

/// Takes the last move of a step back. A step ticked in one go goes back to waiting; one that
/// had been started before goes back to running.
pub(crate) fn undo(
    room: &Room,
    step: &StepId,
    reason: Option<Reason>,
    context: &Context,
) -> Decision {
    let step = open(room, step)?;
    let id = step.plan.id.clone();
    let back_to = match &step.progress {
        Progress::Waiting => return Err(Rejection::NotStarted { step: id }),
        Progress::Blocked { .. } => return Err(already(step)),
        Progress::Running { .. } => BackTo::Waiting,
        Progress::Done { started, finished } if started.at == finished.at => BackTo::Waiting,
        Progress::Done { .. } | Progress::Failed { .. } => BackTo::Running,
        Progress::Skipped { started, .. } => match started {
            Some(_) => BackTo::Running,
            None => BackTo::Waiting,
        },
    };
    let begun = begun_after(room, step);
    if !begun.is_empty() {
        return Err(Rejection::BegunSince { step: id, begun });
    }
    let young = |at: Timestamp| context.now.seconds_since(at) <= UNDO_FREELY;
    if reason.is_none() && !taken_back(step).is_some_and(young) {
        return Err(Rejection::ReasonNeeded { step: id });
    }
    Ok(vec![Event::TickUndone { step: id, back_to, reason }])
}

pub(super) fn correct(
    room: &Room,
    step: &StepId,
    moment: Moment,
    to: Timestamp,
    reason: Reason,
    context: &Context,
) -> Decision {
    let step = known(room, step)?;
    let id = step.plan.id.clone();
    let started = step.progress.started().map(|fact| fact.at);
    let finished = step.progress.finished().map(|fact| fact.at);
    let recorded = match moment {
        Moment::Started => started,
        Moment::Finished => finished,
    };
    let Some(was) = recorded else { return Err(Rejection::NoSuchTime { step: id }) };
    if to > context.now {
        return Err(Rejection::TimeInFuture);
    }
    if to == was {
        return Err(Rejection::SameTime { step: id });
    }
    let ends_before_start = match moment {
        Moment::Started => step.progress.ended().is_some_and(|ended| ended < to),
        Moment::Finished => started.is_some_and(|started| to < started),
    };
    if ends_before_start {
        return Err(Rejection::EndsBeforeStart { step: id });
    }
    Ok(vec![Event::TimeCorrected { step: id, moment, was, now: to, reason }])
}

/// The step, when the room runs.
fn open<'a>(room: &'a Room, step: &StepId) -> Result<&'a Step, Rejection> {
    let step = known(room, step)?;
    room.runs()?;
    Ok(step)
}

/// Whether it is the step's turn. Out of turn it may go on only with a reason, from somebody who
/// may override the order; in turn a reason is not needed and not kept.
fn in_turn(
    room: &Room,
    step: &Step,
    anyway: Option<Reason>,
    context: &Context,
) -> Result<Option<Reason>, Rejection> {
    let waits_for = room.waits_for(step);
    if waits_for.is_empty() {
        return Ok(None);
    }
    if anyway.is_none() {
        return Err(Rejection::OutOfTurn { step: step.plan.id.clone(), waits_for });
    }
    allow(context, Action::OverrideOrder, owner_role(room, step))?;
    Ok(anyway)
}

/// When the move that an undo would take back was made. What only touched the step since, such
/// as a new owner or an earlier undo, does not make the move any younger.
fn taken_back(step: &Step) -> Option<Timestamp> {
    let is_it = |event: &Event| match &step.progress {
        Progress::Running { .. } => matches!(event, Event::StepStarted { .. }),
        Progress::Done { .. } => matches!(event, Event::StepFinished { .. }),
        Progress::Failed { .. } => matches!(event, Event::StepFailed { .. }),
        Progress::Skipped { .. } => matches!(event, Event::StepSkipped { .. }),
        Progress::Waiting | Progress::Blocked { .. } => false,
    };
    step.history.iter().rev().find(|recorded| is_it(&recorded.event)).map(|recorded| recorded.at)
}

fn begun_after(room: &Room, step: &Step) -> Vec<StepId> {
    let waits = |other: &&std::sync::Arc<Step>| other.plan.after.contains(&step.plan.id);
    let begun = |other: &&std::sync::Arc<Step>| other.progress.started().is_some();
    room.steps_in_order().filter(waits).filter(begun).map(|s| s.plan.id.clone()).collect()
}

pub(crate) fn already(step: &Step) -> Rejection {
    Rejection::AlreadyThere {
        step: step.plan.id.clone(),
        state: step.progress.slug().to_owned(),
        by: step.moved().map(|last| last.by.clone()),
        at: step.moved().map(|last| last.at),
    }
}
