//! Where the end will be: what the schedule makes of a room at a moment.
//!
//! The rule is that of [`crate::schedule`]; here is only how a room puts its question. The page
//! asks every second, so this is the one pass it needs. What the end hangs on, slack and the abort
//! ruler are read from the whole schedule where panels are written (`run::RoomSchedule`).

use crate::{
    id::StepId,
    plan::{Effect, one_by_one},
    room::Room,
    schedule::{Hold, Link, Question, State, Times, Undo, Work, times},
    step::{Origin, Progress, Step},
    time::{Length, Timestamp},
};
use std::collections::BTreeMap;

pub use crate::schedule::Expected;

/// What is expected of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Start and end by step: recorded where there is a record, expected elsewhere.
    pub steps: BTreeMap<StepId, Expected>,
    /// When the system is open again: the end of the step that ends the interruption, or of the
    /// last step when the plan names none.
    pub open_again: Timestamp,
    /// Whether that end stands behind a blocked or failed step or an open hold, and so rests on a
    /// guess.
    pub rests_on_guess: bool,
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
    let asked = Asked::of(room);
    let Times { expected, open_again, guess } = times(&asked.question(now));
    let ids = asked.steps.iter().map(|step| step.plan.id.clone());
    Forecast { steps: one_by_one(ids.zip(expected)), open_again, rests_on_guess: guess }
}

/// A room as the schedule sees it. Places are those of the plan's order.
pub(crate) struct Asked<'a> {
    pub steps: Vec<&'a Step>,
    pub works: Vec<Work>,
    end: Option<usize>,
    start_of_interruption: Option<usize>,
    promised_end: Timestamp,
    on_hold: Option<Hold>,
}

impl<'a> Asked<'a> {
    pub fn of(room: &'a Room) -> Self {
        let mut steps: Vec<&Step> = Vec::with_capacity(room.steps.len());
        let mut places: BTreeMap<&StepId, usize> = BTreeMap::new();
        for step in room.steps_in_order() {
            places.insert(&step.plan.id, steps.len());
            steps.push(step);
        }
        let with = |effect| steps.iter().position(|step| step.plan.effect == Some(effect));
        Self {
            works: steps.iter().map(|step| work(room, step, &places)).collect(),
            end: with(Effect::InterruptionEnds),
            start_of_interruption: with(Effect::InterruptionStarts),
            promised_end: room.charter.as_ref().map(|it| it.window.end()).unwrap_or_default(),
            on_hold: room.on_hold().map(|hold| hold.planned_until.map_or(Hold::Open, Hold::Until)),
            steps,
        }
    }

    pub fn question(&self, now: Timestamp) -> Question<'_> {
        Question {
            works: &self.works,
            now,
            end: self.end,
            start_of_interruption: self.start_of_interruption,
            promised_end: self.promised_end,
            on_hold: self.on_hold,
        }
    }
}

fn work(room: &Room, step: &Step, places: &BTreeMap<&StepId, usize>) -> Work {
    let mut after = Vec::with_capacity(step.plan.after.len());
    // A planned hold is one more wait, for this step and all behind it. When what it waits for is
    // over the hold is on, or was: then it is the room's, not the plan's.
    let ahead = step.plan.hold.as_ref().filter(|_| !room.waits_for(step).is_empty());
    let hold = ahead.map_or(Length::default(), |hold| hold.length);
    for before in &step.plan.after {
        if let Some(&on) = places.get(before) {
            let lag = step.plan.lags.iter().find(|lag| lag.after == *before);
            let lag = lag.map_or(Length::default(), |lag| lag.length);
            after.push(Link { on, lag: lag.plus(hold) });
        }
    }
    Work {
        planned_start: step.plan.start,
        length: step.plan.length(),
        after,
        state: state(step),
        // What it takes to take it back is for the ruler, which the page does not compute.
        undo: Undo::Nothing,
        unplanned: step.origin == Origin::Unplanned,
    }
}

/// Where a step stands. What was said of its remaining length counts only for work that has begun:
/// nobody can say it of other work.
fn state(step: &Step) -> State {
    let remaining = step.remaining;
    match &step.progress {
        Progress::Waiting => State::NotBegun,
        Progress::Running { started } => State::Running { started: started.at, remaining },
        Progress::Blocked { started: Some(started), .. } => {
            State::Stuck { started: Some(started.at), remaining }
        }
        Progress::Blocked { started: None, .. } => State::Stuck { started: None, remaining: None },
        Progress::Failed { started, .. } => State::Failed { started: started.at, remaining: None },
        Progress::Done { started, finished } => {
            State::Settled { start: Some(started.at), end: finished.at }
        }
        Progress::Skipped { at, started, .. } => {
            State::Settled { start: started.as_ref().map(|fact| fact.at), end: *at }
        }
    }
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
