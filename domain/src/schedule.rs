//! When everything starts and ends, and what that end hangs on: one pure function of the work, the
//! facts and a moment. Server and browser ask it on every event and every second on screen.
//!
//! The rule, for every step after everything it waits for:
//! - settled: what was recorded;
//! - running, or blocked after it had begun: it ends after its planned length, or after the
//!   remaining length somebody stated, but never before now;
//! - not begun, blocked before it began, or failed and tried once more: it starts when everything
//!   it waits for has ended and the lag is over, not before its planned start, not before now and
//!   not before a hold is over, and takes its length.
//!
//! The method is that of the critical path (Kelley and Walker, 1959): forward for the times,
//! backward for the slack. Planned starts are "not earlier than": people of other teams rely on
//! them. The three kinds of time stay apart: planned is in [`Work`], actual in [`State`], forecast
//! in [`Schedule`].
//!
//! Cost: a few passes over steps and links, O(steps + links), no sorting and no maps: it is
//! downloaded by every browser. Steps are known by their place in the slice. Links to places that
//! do not exist count for nothing. In a circle, which validation refuses, one link counts for
//! nothing and all that stands behind it is a guess. Arithmetic saturates.

mod clock;
mod order;
mod pass;
mod ruler;
mod slack;

use crate::time::{Length, Timestamp};

pub use crate::step::Remaining;
pub use clock::{held, t_clock};
pub(crate) use order::in_order;
pub(crate) use pass::{Pace, pass};
pub use ruler::{Ruler, Undo, ruler};
pub use slack::Slack;

/// A step as the schedule sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// When it should begin.
    pub planned_start: Timestamp,
    /// How long it should take. Zero for a gate.
    pub length: Length,
    /// What it waits for.
    pub after: Vec<Link>,
    /// Where it stands.
    pub state: State,
    /// What it takes to take it back.
    pub undo: Undo,
    /// Whether it was put in while the room was live. The plan's own slack does not know it.
    pub unplanned: bool,
}

/// One "waits for": it may begin this long after the other has ended (finish-to-start).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The place of the other among the works.
    pub on: usize,
    /// How long to wait after its end, also when the other was left out.
    pub lag: Length,
}

/// Where a step stands: exactly the facts that matter for the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has begun.
    NotBegun,
    /// Somebody is on it.
    Running {
        /// Since when.
        started: Timestamp,
        /// What its owner said it still takes, if they said so.
        remaining: Option<Remaining>,
    },
    /// Blocked: it cannot go on, and when it will is a guess.
    Stuck {
        /// When it had begun, if it had.
        started: Option<Timestamp>,
        /// What its owner said it still takes. When it has not begun, counted from its start.
        remaining: Option<Remaining>,
    },
    /// Tried without success. It is expected once more, as a guess, and what was begun must be
    /// undone by whoever aborts.
    Failed {
        /// When it was tried.
        started: Timestamp,
        /// How long the next try takes, if somebody said so; else the planned length.
        remaining: Option<Remaining>,
    },
    /// Done, or left out.
    Settled {
        /// When it began; `None` when it was left out before anybody had begun.
        start: Option<Timestamp>,
        /// When it was done or left out.
        end: Timestamp,
    },
}

impl State {
    /// When it was begun, whatever became of it.
    #[must_use]
    pub const fn begun(&self) -> Option<Timestamp> {
        match *self {
            Self::NotBegun => None,
            Self::Running { started, .. } | Self::Failed { started, .. } => Some(started),
            Self::Stuck { started, .. } => started,
            Self::Settled { start, .. } => start,
        }
    }

    /// Whether what it waits for still decides when it starts.
    pub(crate) const fn is_to_begin(&self) -> bool {
        match self {
            Self::NotBegun | Self::Stuck { started: None, .. } | Self::Failed { .. } => true,
            Self::Running { .. } | Self::Stuck { started: Some(_), .. } | Self::Settled { .. } => {
                false
            }
        }
    }

    pub(crate) const fn is_settled(&self) -> bool {
        matches!(self, Self::Settled { .. })
    }
}

/// A hold that is on: nothing begins, the wall clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Nobody has said until when. The forecast takes it to end now, and calls that a guess.
    Open,
    /// Until then, as announced. Once that has passed it is as good as open.
    Until(Timestamp),
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'a> {
    /// All the work. Where it stands in the slice is its name here.
    pub works: &'a [Work],
    /// The moment for which the answer holds.
    pub now: Timestamp,
    /// The step with whose end the system is open again. `None`, or a place that does not exist:
    /// whatever ends last.
    pub end: Option<usize>,
    /// The step with which the interruption starts. Its planned start is the beginning of the
    /// window, so no slack can be found before it.
    pub start_of_interruption: Option<usize>,
    /// What was announced.
    pub promised_end: Timestamp,
    /// The hold that is on, if one is.
    pub on_hold: Option<Hold>,
}

/// When a step starts and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// From: recorded where there is a record.
    pub start: Timestamp,
    /// To: recorded where there is a record. Never before now otherwise.
    pub end: Timestamp,
    /// Whether it is stuck or has failed, stands behind such work, or waits for a hold of which
    /// nobody knows the end.
    pub guess: bool,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Start and end of each step.
    pub expected: Vec<Expected>,
    /// When the system is open again; now when there is no work.
    pub open_again: Timestamp,
    /// Whether that end is a guess.
    pub guess: bool,
    /// The critical path: unsettled steps in order, each of which starts when the one before (and
    /// its lag) is over, the last being the end. If any of them ends a minute later, so does the
    /// whole. It begins behind the last wait for a planned start, so on a day that goes to plan
    /// it may be short. Empty once the end is a fact. Of equals, one behind a guess goes first.
    pub critical: Vec<usize>,
    /// The same when nothing waits for its planned start: the chain of work whose length decides
    /// what is left of [`Self::to_promise`]. On plan this is what is worth watching.
    pub chain: Vec<usize>,
    /// By how many whole seconds each step may end later before [`Self::open_again`] moves; never
    /// negative. `None` when it can no longer move it: settled, or not before the end.
    pub slack: Vec<Option<i64>>,
    /// The slack of the whole, at plan time and now.
    pub to_promise: Slack,
}

/// The part of the answer that a page needs every second; it costs one pass instead of three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// As in [`Schedule`].
    pub expected: Vec<Expected>,
    /// As in [`Schedule`].
    pub open_again: Timestamp,
    /// As in [`Schedule`].
    pub guess: bool,
}

/// Works out when everything starts and ends, and nothing else.
#[must_use]
pub fn times(question: &Question) -> Times {
    times_in(question, &in_order(question.works))
}

fn times_in(question: &Question, order: &[usize]) -> Times {
    let expected = pass(question, order, Pace::Forecast);
    let end = last(question, &expected);
    Times {
        open_again: end.map_or(question.now, |end| expected[end].end),
        guess: end.is_some_and(|end| expected[end].guess),
        expected,
    }
}

/// Works out the schedule.
#[must_use]
pub fn schedule(question: &Question) -> Schedule {
    let order = in_order(question.works);
    let Times { expected, open_again, guess } = times_in(question, &order);
    let tight = pass(question, &order, Pace::Tight);
    let planned = pass(question, &order, Pace::Plan);
    Schedule {
        open_again,
        guess,
        critical: slack::path(question, &order, &expected, last(question, &expected)),
        chain: slack::path(question, &order, &tight, last(question, &tight)),
        slack: slack::of_each(question, &order, &expected, open_again),
        to_promise: Slack::between(question, &planned, &tight),
        expected,
    }
}

/// The step that ends it all; of several that end last one that is a guess, else the last listed.
fn last(question: &Question, expected: &[Expected]) -> Option<usize> {
    if let Some(named) = question.end.filter(|end| *end < expected.len()) {
        return Some(named);
    }
    let mut last = None;
    let mut latest = None;
    for (step, found) in expected.iter().enumerate() {
        if latest <= Some((found.end, found.guess)) {
            latest = Some((found.end, found.guess));
            last = Some(step);
        }
    }
    last
}
