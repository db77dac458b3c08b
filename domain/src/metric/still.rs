//! "Not falling since 10:08": when a number last came nearer to where it should be.

use super::{Sample, Target};
use crate::time::Timestamp;

/// How many samples must follow the last step forward before anybody says that it was the last.
const PATIENCE: usize = 5;

/// What counts as a step forward: this part of the whole way made so far, at least.
const NOTICEABLE: u64 = 100;

/// When the number last came noticeably nearer to its target, if it no longer does. Samples come
/// in order of time; the window given is the time looked at.
///
/// Two known rules together:
/// - **Smoothing.** Each sample is judged by the median of itself and its neighbours, so that one
///   odd reading is neither a fall nor the end of one (running medians of three; J. W. Tukey,
///   *Exploratory Data Analysis*, 1977, chapter 7). The newest sample is judged when the next
///   one is there.
/// - **Best so far, with patience.** A sample is a step forward when it is nearer than the best
///   one by a hundredth of the way made since the farthest. Five samples without one, and it is
///   not moving: the rule by which training is stopped when it no longer improves (L. Prechelt,
///   "Early Stopping, but When?", 1998), with a least step so that noise around a level is no
///   progress. Slow falls count: the step is measured from the last one, not from the neighbour.
///
/// Rejected: the slope of a fitted line, which needs a window of its own, and calls a long fall
/// that has ended "falling" for as long as the window remembers it.
///
/// `None` while it moves, when it is there, and when there is too little to tell.
#[must_use]
pub fn not_moving_since(samples: &[Sample], target: Target) -> Option<Timestamp> {
    let last = samples.last()?;
    if target.is_met_by(last.value) {
        return None;
    }
    let first = samples.first()?;
    let mut farthest = target.distance(first.value);
    let mut best = (0, farthest);
    for (place, near) in samples.windows(3).enumerate().map(|(at, three)| (at + 1, three)) {
        let distance = median(near, target);
        farthest = farthest.max(distance);
        let step = ((farthest - best.1.min(farthest)) / NOTICEABLE).max(1);
        if distance.saturating_add(step) <= best.1 {
            best = (place, distance);
        }
    }
    let after = samples.len() - 1 - best.0;
    (after >= PATIENCE).then(|| samples[best.0].at)
}

fn median(three: &[Sample], target: Target) -> u64 {
    let mut distances: Vec<u64> = three.iter().map(|near| target.distance(near.value)).collect();
    distances.sort_unstable();
    distances.get(1).copied().unwrap_or(0)
}
