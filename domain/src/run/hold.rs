//! Holds that the plan foresees: they begin by themselves where they stand, and end by themselves.
//!
//! Nobody has to remember them in the hurry. The lead may end one early, like any hold, and none
//! begins while the cutover is on hold already: a pause is a pause.

use super::{RunCommand, RunEvent};
use crate::{
    command::Command,
    event::Event,
    id::StepId,
    room::Room,
    step::{Progress, Step},
    text::Reason,
    time::Timestamp,
};

/// The events with the planned hold that follows from them, if the last thing that a step waits
/// for has ended with them and a hold is planned before that step.
pub fn with_planned(room: &Room, mut events: Vec<Event>, now: Timestamp) -> Vec<Event> {
    let ended: Vec<&StepId> = events.iter().filter_map(ends).collect();
    if ended.is_empty() || room.on_hold().is_some() || !room.stage.is_running() {
        return events;
    }
    let open = |id: &StepId| {
        let known = room.steps.get(id);
        known.is_some_and(|step| !step.progress.is_settled()) && !ended.contains(&id)
    };
    let behind = |step: &Step| {
        step.progress == Progress::Waiting
            && step.plan.after.iter().any(|id| ended.contains(&id))
            && !step.plan.after.iter().any(open)
    };
    let next = room.steps_in_order().filter(|step| behind(step));
    let hold = next.filter_map(|step| step.plan.hold.as_ref()).max_by_key(|hold| hold.length);
    if let Some(hold) = hold
        && let Ok(reason) = Reason::parse(hold.title.as_str())
    {
        let until = Some(now.plus(hold.length));
        events.push(Event::Run(RunEvent::HoldBegan { reason, until }));
    }
    events
}

const fn ends(event: &Event) -> Option<&StepId> {
    if let Event::StepFinished { step } | Event::StepSkipped { step, .. } = event {
        Some(step)
    } else {
        None
    }
}

/// What is due by the clock alone: a planned hold that is over.
#[must_use]
pub fn due(room: &Room, now: Timestamp) -> Option<Command> {
    let until = room.on_hold()?.planned_until?;
    (until <= now).then_some(Command::Run(RunCommand::EndHold {}))
}
