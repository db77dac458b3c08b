//! Backward through the work: what the end hangs on, and how much time there is elsewhere.

use super::{Expected, Question, last};
use crate::time::Timestamp;

/// The slack of the whole: how much later the end may be, with all the work still to do, before
/// the promise is broken. Time spent waiting for planned starts is slack too: it can be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slack {
    /// In the plan, in whole seconds; negative when the plan itself does not fit.
    pub planned: i64,
    /// Now, in whole seconds; negative when the promise cannot be kept.
    pub left: i64,
}

impl Slack {
    /// How much was used, in seconds; negative when time was gained.
    #[must_use]
    pub const fn spent(self) -> i64 {
        self.planned.saturating_sub(self.left)
    }

    pub(super) fn between(question: &Question, planned: &[Expected], tight: &[Expected]) -> Self {
        let until = |last: Option<usize>, expected: &[Expected]| {
            last.map_or(0, |last| question.promised_end.seconds_since(expected[last].end))
        };
        let left = until(last(question, tight), tight);
        Self { planned: until(last_planned(question, planned), planned), left }
    }
}

/// The step that ends it all in the plan. What was put in later stands in no plan: when it is the
/// end, the plan's end was whatever of the planned ends last.
fn last_planned(question: &Question, planned: &[Expected]) -> Option<usize> {
    let in_plan = |place: usize| question.works.get(place).is_some_and(|work| !work.unplanned);
    let named = question.end.filter(|end| in_plan(*end));
    named.or_else(|| {
        let places = (0..planned.len()).filter(|place| in_plan(*place));
        places.max_by_key(|place| planned[*place].end)
    })
}

/// The unsettled steps that lead to the last one, each starting as the one before ends.
///
/// One walk against the order, so that a circle cannot make it go round.
pub(super) fn path(
    question: &Question,
    order: &[usize],
    expected: &[Expected],
    last: Option<usize>,
) -> Vec<usize> {
    let works = question.works;
    let mut path = Vec::new();
    let mut wanted = last.filter(|last| !works[*last].state.is_settled());
    for &step in order.iter().rev() {
        if wanted != Some(step) {
            continue;
        }
        path.push(step);
        wanted = None;
        if !works[step].state.is_to_begin() {
            break;
        }
        for link in &works[step].after {
            let Some(before) = expected.get(link.on) else { continue };
            let drives = before.end.plus(link.lag) == expected[step].start
                && !works[link.on].state.is_settled();
            let better = wanted.is_none_or(|other| before.guess && !expected[other].guess);
            if drives && better {
                wanted = Some(link.on);
            }
        }
    }
    path.reverse();
    path
}

/// By how many seconds each step may end later without moving the end.
pub(super) fn of_each(
    question: &Question,
    order: &[usize],
    expected: &[Expected],
    open_again: Timestamp,
) -> Vec<Option<i64>> {
    let works = question.works;
    let end = question.end.filter(|end| *end < works.len());
    let mut latest: Vec<Option<Timestamp>> = vec![None; works.len()];
    for &step in order.iter().rev() {
        if end.is_none_or(|end| end == step) {
            earlier(&mut latest[step], open_again);
        }
        let Some(latest_end) = latest[step] else { continue };
        if works[step].state.is_to_begin() {
            let Expected { start, end, .. } = expected[step];
            let length = micros_between(start, end);
            for link in &works[step].after {
                if let Some(before) = latest.get_mut(link.on) {
                    let lag = i64::from(link.lag.seconds()) * 1_000_000;
                    let micros = latest_end.micros().saturating_sub(length).saturating_sub(lag);
                    earlier(before, Timestamp::from_micros(micros));
                }
            }
        }
    }
    let slack = |step: usize| {
        let latest = latest[step].filter(|_| !works[step].state.is_settled())?;
        Some(latest.seconds_since(expected[step].end).max(0)) // below zero only in a circle
    };
    (0..works.len()).map(slack).collect()
}

fn earlier(known: &mut Option<Timestamp>, at: Timestamp) {
    *known = Some(known.map_or(at, |known| known.min(at)));
}

const fn micros_between(from: Timestamp, to: Timestamp) -> i64 {
    to.micros().saturating_sub(from.micros())
}
