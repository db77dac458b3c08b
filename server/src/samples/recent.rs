//! The newest samples of one metric, in memory and in order of time.

use super::{Groups, RECENT, mean};
use crate::store::Point;
use domain::{
    Length, Timestamp,
    metric::{Sample, Value},
};
use std::collections::VecDeque;

/// The newest samples of one metric.
#[derive(Debug, Default)]
pub struct Recent {
    samples: VecDeque<Sample>,
    /// Whether there may be older ones that are only on disk.
    older_on_disk: bool,
    /// What the newest number is made of.
    pub groups: Option<Groups>,
}

impl From<Vec<Sample>> for Recent {
    /// What the disk gave.
    fn from(samples: Vec<Sample>) -> Self {
        Self { samples: samples.into(), older_on_disk: true, groups: None }
    }
}

impl Recent {
    /// Takes one, wherever it belongs. False when its moment is known already.
    pub fn take(&mut self, sample: Sample) -> bool {
        if self.begins_after(sample.at) {
            // Too old for memory; the disk knows whether it is new.
            return true;
        }
        match self.samples.binary_search_by_key(&sample.at, |known| known.at) {
            Ok(_) => return false,
            Err(place) => self.samples.insert(place, sample),
        }
        if self.samples.len() > RECENT as usize {
            self.samples.pop_front();
            self.older_on_disk = true;
        }
        true
    }

    /// Whether a moment is before what memory holds whole.
    fn begins_after(&self, at: Timestamp) -> bool {
        self.older_on_disk && self.samples.front().is_some_and(|oldest| at < oldest.at)
    }

    /// The newest one.
    pub fn newest(&self) -> Option<Sample> {
        self.samples.back().copied()
    }

    /// All of them.
    pub fn samples(&self) -> Vec<Sample> {
        self.samples.iter().copied().collect()
    }

    /// A stretch in steps, as the store gives it; nothing when part of it is only on disk.
    pub fn stretch(&self, from: Timestamp, to: Timestamp, step: Length) -> Option<Vec<Point>> {
        if self.begins_after(from) || (self.older_on_disk && self.samples.is_empty()) {
            return None;
        }
        let step = i64::from(step.seconds().max(1)).saturating_mul(1_000_000);
        let place = |sample: &Sample| (sample.at.micros() - from.micros()) / step;
        let within: Vec<Sample> =
            self.samples.iter().filter(|s| s.at >= from && s.at <= to).copied().collect();
        let steps = within.chunk_by(|one, next| place(one) == place(next));
        Some(steps.filter_map(point).collect())
    }
}

fn point(samples: &[Sample]) -> Option<Point> {
    let values: Vec<Value> = samples.iter().map(|sample| sample.value).collect();
    let (low, high) = (*values.iter().min()?, *values.iter().max()?);
    Some(Point { at: samples.first()?.at, low, high, mean: mean(&values)? })
}
