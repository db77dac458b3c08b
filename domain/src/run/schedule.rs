//! The whole schedule of a room, with its steps by name: what panels read. The page itself
//! computes only the forecast.

use super::plan::Undo;
use crate::{
    forecast::Asked,
    id::StepId,
    room::Room,
    schedule::{self, Expected, Schedule, Slack, ruler, schedule},
    step::Step,
    time::Timestamp,
};

/// A room's schedule at a moment.
#[derive(Debug, Clone)]
pub struct RoomSchedule<'a> {
    steps: Vec<&'a Step>,
    schedule: Schedule,
    ruler: AbortRuler<'a>,
}

/// The abort ruler.
#[derive(Debug, Clone, Copy)]
pub enum AbortRuler<'a> {
    /// The way back is open.
    Back {
        /// "Abort now: back at".
        at: Timestamp,
        /// Until when that keeps the promise.
        promise: Promise,
    },
    /// This step has begun and cannot be undone: fix forward.
    Beyond(&'a Step),
}

/// Whether turning back keeps the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// It does, until then.
    KeptUntil(Timestamp),
    /// It does not, since then.
    BrokenSince(Timestamp),
}

impl<'a> RoomSchedule<'a> {
    /// Works it out.
    #[must_use]
    pub fn of(room: &'a Room, now: Timestamp) -> Self {
        let mut asked = Asked::of(room);
        for (work, step) in asked.works.iter_mut().zip(&asked.steps) {
            work.undo = undo(step);
        }
        let question = asked.question(now);
        let schedule = schedule(&question);
        let found = ruler(&question, &schedule);
        let kept = found.last_minute.map(Promise::KeptUntil);
        let promise = kept.or(found.past_since.map(Promise::BrokenSince));
        let ruler = match found.beyond.and_then(|place| asked.steps.get(place)) {
            Some(step) => AbortRuler::Beyond(step),
            None => AbortRuler::Back {
                at: found.back_at.unwrap_or(now),
                promise: promise.unwrap_or(Promise::KeptUntil(now)),
            },
        };
        Self { ruler, schedule, steps: asked.steps }
    }

    /// The abort ruler.
    #[must_use]
    pub const fn ruler(&self) -> AbortRuler<'a> {
        self.ruler
    }

    /// The step that cannot be undone and has begun, if one has.
    #[must_use]
    pub const fn beyond(&self) -> Option<&'a Step> {
        match self.ruler {
            AbortRuler::Beyond(step) => Some(step),
            AbortRuler::Back { .. } => None,
        }
    }

    /// The slack of the whole, in seconds.
    #[must_use]
    pub const fn to_promise(&self) -> Slack {
        self.schedule.to_promise
    }

    /// When the system is open again.
    #[must_use]
    pub const fn open_again(&self) -> Timestamp {
        self.schedule.open_again
    }

    /// The steps whose lengths decide when the end is, in order (`Schedule::chain`).
    pub fn chain(&self) -> impl Iterator<Item = &'a Step> {
        self.schedule.chain.iter().filter_map(|place| self.steps.get(*place).copied())
    }

    /// What is still open, in the order of the plan, and when it is expected.
    pub fn open(&self) -> impl Iterator<Item = (&'a Step, Expected)> {
        let all = self.steps.iter().zip(&self.schedule.expected);
        all.filter(|(step, _)| !step.progress.is_settled()).map(|(step, found)| (*step, *found))
    }

    /// By how many seconds a step may end later before the end moves; `None` when it no longer
    /// can move it.
    #[must_use]
    pub fn slack(&self, step: &StepId) -> Option<i64> {
        self.schedule.slack.get(self.place(step)?).copied().flatten()
    }

    /// Whether the end hangs on it: a minute more here is a minute more there.
    #[must_use]
    pub fn is_critical(&self, step: &StepId) -> bool {
        self.place(step).is_some_and(|place| self.schedule.critical.contains(&place))
    }

    fn place(&self, step: &StepId) -> Option<usize> {
        self.steps.iter().position(|known| known.plan.id == *step)
    }
}

fn undo(step: &Step) -> schedule::Undo {
    let run = &step.plan.run;
    match run.undo {
        _ if run.point_of_no_return.is_some() => schedule::Undo::Impossible,
        Undo::Unsaid | Undo::Nothing => schedule::Undo::Nothing,
        Undo::Takes { length } => schedule::Undo::Takes(length),
        Undo::Impossible => schedule::Undo::Impossible,
    }
}
