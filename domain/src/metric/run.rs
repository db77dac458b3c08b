//! Stretches of time during which something was known to be so.

use super::{Sample, limit_after};
use crate::time::{Length, Timestamp};

/// Samples in a row for which the same thing was so, with no silence between them: two samples
/// with two periods between them say nothing about the time in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first sample of the row.
    pub since: Timestamp,
    /// The last one.
    pub until: Timestamp,
}

impl Run {
    /// Whether it has lasted so long, from its first sample to its last.
    pub const fn lasts(&self, length: Length) -> bool {
        self.since.plus(length).micros() <= self.until.micros()
    }
}

/// Walks through samples in order of time and keeps the run that each of them belongs to.
pub struct Runs {
    period: Length,
    open: Option<Run>,
}

impl Runs {
    /// Before the first sample.
    pub const fn new(period: Length) -> Self {
        Self { period, open: None }
    }

    /// Takes the next sample; gives the run it belongs to, if it is so for this one.
    pub fn take(&mut self, sample: Sample, is_so: bool) -> Option<Run> {
        let before = self.open.take();
        if is_so {
            let joined = before.filter(|run| limit_after(run.until, self.period) > sample.at);
            let since = joined.map_or(sample.at, |run| run.since);
            self.open = Some(Run { since, until: sample.at });
        }
        self.open
    }
}
