//! Where the end will be: from facts, remaining lengths and dependencies.
//!
//! The rule, for every step in the order of its dependencies:
//! - done, skipped: what was recorded;
//! - running or blocked: it ends after its planned length, but never before now;
//! - not begun: it starts when everything it waits for has ended, not before its planned start
//!   and not before now, and takes its planned length.
//!
//! "Not before its planned start" because people of other teams rely on the planned times; when
//! a cutover runs early the gain shows up in the facts, not in a promise.

use crate::{
    id::StepId,
    plan::Effect,
    room::Room,
    step::{Progress, Step},
    time::{Length, Timestamp},
};
use std::collections::BTreeMap;

/// What is expected of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Start and end by step: recorded where there is a record, expected elsewhere.
    pub steps: BTreeMap<StepId, Expected>,
    /// When the system is open again: the end of the step that ends the interruption, or of the
    /// last step that belongs to the window.
    pub open_again: Timestamp,
    /// Whether that end stands behind a blocked or failed step, and so rests on a guess.
    pub rests_on_guess: bool,
}

/// When a step starts and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// From.
    pub start: Timestamp,
    /// To.
    pub end: Timestamp,
    /// Whether a blocked or failed step stands before it, or is it.
    pub guess: bool,
}

impl Forecast {
    /// Seconds by which the expected end misses the announced one; negative when it is early.
    #[must_use]
    pub const fn seconds_over(&self, announced: Timestamp) -> i64 {
        self.open_again.seconds_since(announced)
    }
}

/// Works out the forecast at a moment.
#[must_use]
pub fn forecast(room: &Room, now: Timestamp) -> Forecast {
    let mut steps: BTreeMap<StepId, Expected> = BTreeMap::new();
    for step in in_order_of_dependencies(room) {
        let before = step.plan.after.iter().filter_map(|id| steps.get(id));
        let free_at = before.clone().map(|expected| expected.end).max();
        let guess = before.clone().any(|expected| expected.guess);
        steps.insert(step.plan.id.clone(), expect(step, free_at, guess, now));
    }
    let last = room
        .step_with(Effect::InterruptionEnds)
        .and_then(|step| steps.get(&step.plan.id))
        .or_else(|| steps.values().max_by_key(|expected| expected.end))
        .copied();
    Forecast {
        open_again: last.map_or(now, |expected| expected.end),
        rests_on_guess: last.is_some_and(|expected| expected.guess),
        steps,
    }
}

fn expect(step: &Step, free_at: Option<Timestamp>, guess: bool, now: Timestamp) -> Expected {
    let length = step.plan.length();
    let begin =
        |start: Timestamp, guess| Expected { start, end: start.plus(length).max(now), guess };
    let next_start = || free_at.unwrap_or_default().max(step.plan.start).max(now);
    match &step.progress {
        Progress::Done { started, finished } => {
            Expected { start: started.at, end: finished.at, guess: false }
        }
        Progress::Skipped { at, started, .. } => {
            let start = started.as_ref().map_or(*at, |fact| fact.at);
            Expected { start, end: *at, guess: false }
        }
        Progress::Running { started } => begin(started.at, guess),
        Progress::Blocked { started: Some(started), .. } => begin(started.at, true),
        Progress::Waiting => begin(next_start(), guess),
        Progress::Blocked { started: None, .. } | Progress::Failed { .. } => {
            begin(next_start(), true)
        }
    }
}

/// Steps after everything they wait for; those of a circle (which validation refuses) are left out.
fn in_order_of_dependencies(room: &Room) -> Vec<&Step> {
    let mut open: BTreeMap<&StepId, usize> = BTreeMap::new();
    let mut followers: BTreeMap<&StepId, Vec<&Step>> = BTreeMap::new();
    let mut free: Vec<&Step> = Vec::new();
    for step in room.steps_in_order() {
        let known = step.plan.after.iter().filter(|id| room.steps.contains_key(*id));
        let count = known.clone().count();
        known.for_each(|id| followers.entry(id).or_default().push(step));
        if count == 0 {
            free.push(step);
        }
        open.insert(&step.plan.id, count);
    }
    let mut order = Vec::with_capacity(room.steps.len());
    while let Some(step) = free.pop() {
        order.push(step);
        for follower in followers.remove(&step.plan.id).unwrap_or_default() {
            if let Some(count) = open.get_mut(&follower.plan.id) {
                *count -= 1;
                if *count == 0 {
                    free.push(follower);
                }
            }
        }
    }
    order
}

/// How late a step is, in seconds, where a minute or more matters: against its planned end when
/// it is done, against its planned start while it has not begun.
#[must_use]
pub fn seconds_late(step: &Step, expected: Expected) -> i64 {
    match &step.progress {
        Progress::Done { .. } | Progress::Running { .. } | Progress::Failed { .. } => {
            expected.end.seconds_since(step.plan.end())
        }
        Progress::Blocked { started: Some(_), .. } => expected.end.seconds_since(step.plan.end()),
        Progress::Waiting | Progress::Blocked { started: None, .. } => {
            expected.start.seconds_since(step.plan.start)
        }
        Progress::Skipped { .. } => 0,
    }
}

/// The longest a step may stay in the picture after its planned length before it counts as late.
pub const LATE_AFTER: Length = Length::from_seconds(60);
