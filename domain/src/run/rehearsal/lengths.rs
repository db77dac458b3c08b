//! From what happened in a rehearsal to how long its steps take.

use super::Rehearsed;
use crate::{
    event::Event,
    id::StepId,
    rehearsed::Run,
    room::Room,
    step::{Progress, Step},
    time::{Length, Timestamp},
};

/// What the finished steps of a room took, in the order of the plan.
///
/// A step that was ticked without having been started says nothing about its length, and a gate
/// has none. Waiting for people (blocked, or the room on hold) is counted apart.
#[must_use]
pub fn measured(room: &Room) -> Vec<Rehearsed> {
    room.steps_in_order().filter_map(|step| of_step(room, step)).collect()
}

/// The real lengths of a step in the rehearsals of a room, oldest first.
#[must_use]
pub fn lengths_of(room: &Room, step: &StepId) -> Vec<Length> {
    let all = room.run.rehearsals.iter().flat_map(|rehearsal| &rehearsal.lengths);
    all.filter(|length| length.step == *step).map(|length| length.length).collect()
}

fn of_step(room: &Room, step: &Step) -> Option<Rehearsed> {
    let Progress::Done { started, finished } = &step.progress else { return None };
    let whole = u32::try_from(finished.at.seconds_since(started.at)).ok().filter(|s| *s > 0)?;
    let mut waits = blocked(step, finished.at);
    waits.extend(room.holds.iter().map(|hold| (hold.from, hold.until.unwrap_or(finished.at))));
    let run = Run { started: started.at, finished: finished.at, waits };
    let length = run.length();
    let waited = Length::from_seconds(whole.saturating_sub(length.seconds()));
    // All of it was waiting: nobody knows what the work takes.
    (length > Length::default()).then(|| Rehearsed { step: step.plan.id.clone(), length, waited })
}

/// While it was blocked, as its history says.
fn blocked(step: &Step, finished: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let mut spans = Vec::new();
    let mut since = None;
    for recorded in &step.history {
        match &recorded.event {
            Event::StepBlocked { .. } => since = since.or(Some(recorded.at)),
            event if event.moves_step() => {
                spans.extend(since.take().map(|since| (since, recorded.at)));
            }
            _ => {}
        }
    }
    spans.extend(since.map(|since| (since, finished)));
    spans
}
