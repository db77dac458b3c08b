//! What rehearsals and earlier runs say: how long each step really took, and the window that
//! follows from it.
//!
//! Pure and deterministic, in whole seconds, with a seed instead of chance. Meant for the server:
//! it sorts, which the browser must not have to download.

mod draw;
mod window;

use crate::time::{Length, Timestamp};

pub use window::{FEW, Proposal, RUNS_MAX, percentile_window};

/// One time a step was done, in a rehearsal or for real.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// When it began.
    pub started: Timestamp,
    /// When it was done.
    pub finished: Timestamp,
    /// While it waited for people: from, until. They may overlap and come in any order.
    pub waits: Vec<(Timestamp, Timestamp)>,
}

impl Run {
    /// How long the work took: from start to finish without the waits, in whole seconds, rounded
    /// up. Zero for a record that ends before it starts.
    #[must_use]
    pub fn length(&self) -> Length {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        let mut counted_to = self.started;
        let mut worked = self.finished.micros().saturating_sub(self.started.micros());
        for (from, until) in waits {
            let (from, until) = (from.max(counted_to), until.min(self.finished));
            if until > from {
                worked = worked.saturating_sub(until.micros().saturating_sub(from.micros()));
                counted_to = until;
            }
        }
        let seconds = worked.max(0).saturating_add(999_999) / 1_000_000;
        Length::from_seconds(u32::try_from(seconds).unwrap_or(u32::MAX))
    }
}

/// The real lengths of a step in short. A step without any run is not rehearsed and has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths {
    /// How many runs it rests on.
    pub n: usize,
    /// The shortest.
    pub min: Length,
    /// The one in the middle; of an even number the mean of the two, rounded up to a second.
    pub median: Length,
    /// The longest.
    pub max: Length,
}

impl Lengths {
    /// Of the lengths of all runs; `None` when there is none: not rehearsed.
    #[must_use]
    pub fn of(lengths: &[Length]) -> Option<Self> {
        let mut sorted = lengths.to_vec();
        sorted.sort_unstable();
        let n = sorted.len();
        let (min, max) = (*sorted.first()?, *sorted.last()?);
        let middle = u64::from(sorted[(n - 1) / 2].seconds()) + u64::from(sorted[n / 2].seconds());
        let median = Length::from_seconds(u32::try_from(middle.div_ceil(2)).unwrap_or(u32::MAX));
        Some(Self { n, min, median, max })
    }
}
