//! The window that the rehearsals propose.

use super::lengths_of;
use crate::{
    id::StepId,
    plan::Effect,
    rehearsed::{Proposal, percentile_window},
    room::Room,
    schedule::{Link, Question, State, Undo, Work},
    step::Origin,
    time::{Length, Timestamp},
};
use std::collections::BTreeMap;

/// As many simulated runs as make the minute of the answer stand still.
const RUNS: u32 = 2_000;

/// The same plan and the same rehearsals propose the same window, whoever asks.
const SEED: u64 = 0x0ba5_c01e;

/// The window that the rehearsals of a room propose; `None` when no step is in it.
#[must_use]
pub fn proposed_window(room: &Room) -> Option<Proposal> {
    let steps: Vec<_> = room.steps_in_order().collect();
    let place: BTreeMap<_, usize> =
        steps.iter().enumerate().map(|(place, step)| (&step.plan.id, place)).collect();
    let works: Vec<Work> = steps
        .iter()
        .map(|step| {
            let plan = &step.plan;
            let lag =
                |id: &StepId| plan.lags.iter().find(|lag| lag.after == *id).map(|lag| lag.length);
            let hold = plan.hold.as_ref().map(|hold| hold.length).unwrap_or_default();
            let link = |id: &StepId| {
                let lag = lag(id).unwrap_or_default().plus(hold);
                Some(Link { on: *place.get(id)?, lag })
            };
            Work {
                planned_start: plan.start,
                length: plan.length(),
                after: plan.after.iter().filter_map(link).collect(),
                state: State::NotBegun,
                undo: Undo::Nothing,
                unplanned: step.origin == Origin::Unplanned,
            }
        })
        .collect();
    let samples: Vec<Vec<Length>> =
        steps.iter().map(|step| lengths_of(room, &step.plan.id)).collect();
    let with = |effect| steps.iter().position(|step| step.plan.effect == Some(effect));
    let question = Question {
        works: &works,
        now: Timestamp::default(),
        end: with(Effect::InterruptionEnds),
        start_of_interruption: with(Effect::InterruptionStarts),
        promised_end: room.charter.as_ref().map_or(Timestamp::default(), |c| c.window.end()),
        on_hold: None,
    };
    percentile_window(&question, &samples, SEED, RUNS)
}
