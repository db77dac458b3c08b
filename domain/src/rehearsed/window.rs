//! The window that the lengths propose, from many simulated runs.

use super::draw::{Draw, SplitMix64};
use crate::{
    schedule::{Expected, Pace, Question, Work, in_order, pass},
    time::Length,
};

/// Below so many runs of a step its lengths are few: more is assumed than was seen.
pub const FEW: usize = 5;

/// The most simulated runs: more changes no minute of the answer, and would only take memory.
pub const RUNS_MAX: u32 = 100_000;

/// Steps are five minutes apart on the clock that people promise by.
const ROUNDED_TO: u32 = 5 * 60;

/// A window, and how much there is behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Half of the simulated runs took at most this long.
    pub p50: Length,
    /// Nine out of ten did.
    pub p90: Length,
    /// The window to ask for: the P90, rounded up to five minutes.
    pub rounded_up_5min: Length,
    /// How many runs were simulated. Not to be shown as evidence: that is the next three.
    pub runs: u32,
    /// Steps of the window that have really been run.
    pub steps_with_samples: usize,
    /// Steps of the window that have never been run, and count as planned.
    pub steps_without: usize,
    /// On how many real runs the least rehearsed of [`Self::steps_with_samples`] rests; 0 when
    /// there are none of them.
    pub fewest_samples: usize,
}

/// Proposes a window for the plan in the question, from the real lengths of each step (`samples`,
/// by the same places; a missing entry is an empty one).
///
/// The window runs from the start of the step that starts the interruption (else from the first
/// start) to the end of the step that ends it (else to the last end). What was planned for later
/// within it starts as soon as it can; what has happened, `now` and holds do not count. Steps before
/// the window, and those nothing in it waits for, take no time: it begins as planned.
///
/// The same seed gives the same answer. `runs` is taken as at least 1 and at most [`RUNS_MAX`].
/// O(runs × (steps + links)). Percentiles by nearest rank. `None` when no step is in the window.
#[must_use]
pub fn percentile_window(
    question: &Question,
    samples: &[Vec<Length>],
    seed: u64,
    runs: u32,
) -> Option<Proposal> {
    let order = in_order(question.works);
    let counted = in_window(question, &order);
    let samples = |step: usize| samples.get(step).map_or(&[][..], |seen| seen.as_slice());
    let numbers =
        || (0..counted.len()).filter(|step| counted[*step]).map(|step| samples(step).len());
    numbers().next()?;
    let runs = runs.clamp(1, RUNS_MAX);
    let windows = simulate(question, &order, &counted, samples, seed, runs);
    let p90 = percentile(&windows, 90);
    Some(Proposal {
        p50: percentile(&windows, 50),
        p90,
        rounded_up_5min: rounded_up(p90),
        runs,
        steps_with_samples: numbers().filter(|n| *n > 0).count(),
        steps_without: numbers().filter(|n| *n == 0).count(),
        fewest_samples: numbers().filter(|n| *n > 0).min().unwrap_or(0),
    })
}

/// The windows of so many runs, the shortest first.
fn simulate<'s>(
    question: &Question,
    order: &[usize],
    counted: &[bool],
    samples: impl Fn(usize) -> &'s [Length],
    seed: u64,
    runs: u32,
) -> Vec<Length> {
    let draws: Vec<Draw> = (0..order.len())
        .map(|step| Draw::from(question.works[step].length, samples(step)))
        .collect();
    let mut works: Vec<Work> = question.works.to_vec();
    for (work, counted) in works.iter_mut().zip(counted) {
        work.unplanned |= !counted; // such work takes no time in the plan
    }
    let mut random = SplitMix64::new(seed);
    let mut windows: Vec<Length> = (0..runs)
        .map(|_| {
            for (work, draw) in works.iter_mut().zip(&draws) {
                work.length = draw.at(random.next());
            }
            let drawn = Question { works: &works, ..*question };
            window(&drawn, counted, &pass(&drawn, order, Pace::Plan))
        })
        .collect();
    windows.sort_unstable();
    windows
}

fn window(question: &Question, counted: &[bool], expected: &[Expected]) -> Length {
    let in_window = || expected.iter().zip(counted).filter(|(_, counted)| **counted);
    let first = in_window().map(|(step, _)| step.start).min();
    let last = in_window().map(|(step, _)| step.end).max();
    let start = question.start_of_interruption.and_then(|step| question.works.get(step));
    let end = question.end.and_then(|step| expected.get(step));
    let from = start.map(|step| step.planned_start).or(first);
    let until = end.map(|step| step.end).or(last);
    let seconds = from.zip(until).map_or(0, |(from, until)| until.seconds_since(from));
    Length::from_seconds(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX))
}

/// Which steps lie in the window: all that the end waits for, save what the start waits for.
fn in_window(question: &Question, order: &[usize]) -> Vec<bool> {
    let works = question.works;
    let leading_to = |last: Option<usize>, otherwise: bool| {
        let Some(last) = last.filter(|last| *last < works.len()) else {
            return vec![otherwise; works.len()];
        };
        let mut leads = vec![false; works.len()];
        leads[last] = true;
        for &step in order.iter().rev() {
            if leads[step] {
                let known = works[step].after.iter().filter(|link| link.on < works.len());
                known.for_each(|link| leads[link.on] = true);
            }
        }
        leads
    };
    let start = question.start_of_interruption;
    let before = leading_to(start, false);
    let inside = leading_to(question.end, true);
    (0..works.len())
        .map(|step| {
            inside[step] && (!before[step] || start == Some(step)) && !works[step].unplanned
        })
        .collect()
}

/// By nearest rank: the shortest of these, sorted, that so many of a hundred do not exceed.
fn percentile(sorted: &[Length], of_hundred: usize) -> Length {
    let rank = (sorted.len() * of_hundred).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

const fn rounded_up(length: Length) -> Length {
    Length::from_seconds(length.seconds().div_ceil(ROUNDED_TO).saturating_mul(ROUNDED_TO))
}
