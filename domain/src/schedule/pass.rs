//! Forward through the work: when each step starts and ends.

use super::{Expected, Hold, Question, Remaining, State, Work};
use crate::time::{Length, Timestamp};

/// Long before anything.
const NEVER: Timestamp = Timestamp::from_micros(i64::MIN);

/// Which question is put to the same work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// What is expected.
    Forecast,
    /// The same when nothing waits for its planned start, save what waits for nothing else and
    /// the start of the interruption: how early it could be over.
    Tight,
    /// As tight, before anything had happened and without what was put in later.
    Plan,
}

/// Start and end of every step.
pub(crate) fn pass(question: &Question, order: &[usize], pace: Pace) -> Vec<Expected> {
    // What has not been reached yet (only in a circle) holds nobody up, but it is a guess.
    let mut expected =
        vec![Expected { start: NEVER, end: NEVER, guess: true }; question.works.len()];
    for &step in order {
        let work = &question.works[step];
        let mut free = NEVER;
        let mut guess = false;
        for link in &work.after {
            if let Some(before) = expected.get(link.on) {
                guess |= before.guess;
                if before.end != NEVER {
                    free = free.max(before.end.plus(link.lag));
                }
            }
        }
        let keeps_planned_start =
            pace == Pace::Forecast || free == NEVER || question.start_of_interruption == Some(step);
        if keeps_planned_start && !(pace == Pace::Plan && work.unplanned) {
            free = free.max(work.planned_start);
        }
        expected[step] = match pace {
            Pace::Plan => as_planned(work, free),
            Pace::Forecast | Pace::Tight => expect(work, question, free, guess),
        };
    }
    expected
}

fn as_planned(work: &Work, free: Timestamp) -> Expected {
    let length = if work.unplanned { Length::default() } else { work.length };
    Expected { start: free, end: free.plus(length), guess: false }
}

fn expect(work: &Work, question: &Question, free: Timestamp, guess: bool) -> Expected {
    let now = question.now;
    let begun = |started: Timestamp, remaining: Option<Remaining>, guess| {
        let end = remaining
            .map_or(started.plus(work.length), |said| said.stated_at.plus(said.length))
            .max(started)
            .max(now);
        Expected { start: started, end, guess }
    };
    let to_begin = |length: Length, guess| {
        let (floor, unknown) = after_the_hold(question);
        let start = free.max(floor);
        Expected { start, end: start.plus(length), guess: guess || unknown }
    };
    let stated = |remaining: Option<Remaining>| remaining.map_or(work.length, |said| said.length);
    match work.state {
        State::NotBegun => to_begin(work.length, guess),
        State::Running { started, remaining } => begun(started, remaining, guess),
        State::Stuck { started: Some(started), remaining } => begun(started, remaining, true),
        State::Stuck { started: None, remaining } | State::Failed { remaining, .. } => {
            to_begin(stated(remaining), true)
        }
        State::Settled { start, end } => {
            Expected { start: start.unwrap_or(end), end, guess: false }
        }
    }
}

/// Before when nothing begins, and whether that is a guess.
fn after_the_hold(question: &Question) -> (Timestamp, bool) {
    match question.on_hold {
        None => (question.now, false),
        Some(Hold::Until(end)) if end >= question.now => (end, false),
        Some(Hold::Until(_) | Hold::Open) => (question.now, true),
    }
}
