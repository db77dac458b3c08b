//! Samples as they come in: kept in memory for the pages, sent on once a second, written in
//! batches.
//!
//! A sample is not an event. One that was not written when the process died is lost, and nobody
//! is told that it is on disk.

mod hub;
mod keep;
mod recent;

use crate::{
    source::Group,
    store::{Point, SampleStore, Series, StoreError},
};
use domain::{
    Length, MetricId, RoomId, Timestamp,
    metric::{Sample, Value},
};
use hub::Hub;
use recent::Recent;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use thiserror::Error;
use tokio::sync::broadcast;

pub use hub::{Beat, Frame, Frames};

/// How many samples a metric keeps in memory: a quarter of an hour at one a second.
const RECENT: u32 = 1_000;

/// The most metrics of all rooms together. At 16 bytes a sample, memory is bounded by 32 MB.
pub const SERIES_MAX: usize = 2_000;

/// The most samples that wait to be written. More come in a second only by mistake.
pub const WAITING_MAX: usize = 20_000;

/// The most points of one answer.
pub const POINTS_MAX: u32 = 2_000;

/// The samples of every room.
pub struct Samples {
    store: Arc<dyn SampleStore>,
    kept: Mutex<Kept>,
    writing: tokio::sync::Mutex<()>,
    hub: Hub,
}

#[derive(Default)]
struct Kept {
    series: BTreeMap<Series, Recent>,
    /// Not yet written.
    waiting: Vec<(Series, Sample)>,
    /// Not yet sent on: one a metric at most.
    unsent: BTreeMap<Series, Sample>,
}

/// Why samples were not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SamplesFault {
    /// Too many metrics.
    #[error("metric {metric}: this server keeps {SERIES_MAX} metrics, and has as many")]
    TooManySeries {
        /// The one too many.
        metric: MetricId,
    },
    /// Too many samples at once.
    #[error(
        "samples: more than {WAITING_MAX} came in faster than they can be written; none of these was kept"
    )]
    TooManySamples,
}

/// What is known of a metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// Which.
    pub metric: MetricId,
    /// Its newest sample.
    pub sample: Sample,
}

/// A number by what it is made of: sessions by application, connections by host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// When they were counted.
    pub at: Timestamp,
    /// Each group.
    pub groups: Vec<Group>,
}

impl Samples {
    /// Reads what is known of every metric. [`Samples::keep`] must run for anything to be sent or
    /// written.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn open(store: Arc<dyn SampleStore>) -> Result<Arc<Self>, StoreError> {
        let mut kept = Kept::default();
        for series in store.series().await?.into_iter().take(SERIES_MAX) {
            let samples = store.recent(&series, RECENT).await?;
            kept.series.insert(series, Recent::from(samples));
        }
        Ok(Arc::new(Self {
            store,
            kept: Mutex::new(kept),
            writing: Default::default(),
            hub: Hub::default(),
        }))
    }

    /// Takes samples of a metric, in any order. A second word about the same moment is dropped.
    ///
    /// # Errors
    /// A [`SamplesFault`]; none of them was taken then.
    pub fn record(&self, series: &Series, samples: &[Sample]) -> Result<(), SamplesFault> {
        let mut kept = self.kept();
        if kept.waiting.len() + samples.len() > WAITING_MAX {
            return Err(SamplesFault::TooManySamples);
        }
        if !kept.series.contains_key(series) && kept.series.len() >= SERIES_MAX {
            return Err(SamplesFault::TooManySeries { metric: series.metric.clone() });
        }
        let Kept { series: known, waiting, unsent } = &mut *kept;
        let recent = known.entry(series.clone()).or_default();
        let before = recent.newest();
        for sample in samples {
            if recent.take(*sample) {
                waiting.push((series.clone(), *sample));
            }
        }
        if let Some(newest) = recent.newest().filter(|newest| Some(*newest) != before) {
            unsent.insert(series.clone(), newest);
        }
        Ok(())
    }

    /// Takes what a number is made of. Only the newest is kept, in memory.
    pub fn record_groups(&self, series: &Series, groups: Groups) {
        if let Some(recent) = self.kept().series.get_mut(series) {
            recent.groups = Some(groups);
        }
    }

    /// The newest sample of each metric of a room, by metric. How old they are is for the reader
    /// to say.
    #[must_use]
    pub fn latest(&self, room: &RoomId) -> Vec<Latest> {
        let kept = self.kept();
        let of_room = kept.series.iter().filter(|(series, _)| series.room == *room);
        let newest = |(series, recent): (&Series, &Recent)| {
            Some(Latest { metric: series.metric.clone(), sample: recent.newest()? })
        };
        of_room.filter_map(newest).collect()
    }

    /// The newest sample of a metric.
    #[must_use]
    pub fn newest(&self, series: &Series) -> Option<Sample> {
        self.kept().series.get(series)?.newest()
    }

    /// The newest samples of a metric in order of time, a thousand at most: what health, proofs
    /// and stop rules are worked out from.
    #[must_use]
    pub fn recent(&self, series: &Series) -> Vec<Sample> {
        self.kept().series.get(series).map_or_else(Vec::new, Recent::samples)
    }

    /// What a number is made of, when its source says so.
    #[must_use]
    pub fn groups(&self, series: &Series) -> Option<Groups> {
        self.kept().series.get(series)?.groups.clone()
    }

    /// A stretch of time, both ends included, as so many points at most (2,000 at the very most).
    /// A peak between two points is in the `low` and `high` of one of them. A stretch that is
    /// still in memory is answered from there; what is older comes from disk, without the last
    /// second.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn window(
        &self,
        series: &Series,
        from: Timestamp,
        to: Timestamp,
        max_points: u32,
    ) -> Result<Vec<Point>, StoreError> {
        let step = step_of(from, to, max_points);
        let in_memory = {
            let kept = self.kept();
            let recent = kept.series.get(series);
            recent.and_then(|recent| recent.stretch(from, to, step))
        };
        match in_memory {
            Some(points) => Ok(points),
            None => self.store.stretch(series, from, to, step).await,
        }
    }

    /// What comes in for a room, from now on, at most one sample a metric and second. Whoever
    /// falls behind may skip what was missed: the newest sample is the only one that counts.
    #[must_use]
    pub fn subscribe(&self, room: &RoomId) -> broadcast::Receiver<Frames> {
        self.hub.subscribe(room)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long a step is, so that the whole stretch has so many of them at most.
fn step_of(from: Timestamp, to: Timestamp, max_points: u32) -> Length {
    // Both ends included: a stretch of ten seconds holds eleven.
    let seconds = to.seconds_since(from).max(0).saturating_add(1);
    let points = i64::from(max_points.clamp(1, POINTS_MAX));
    let step = seconds.saturating_add(points - 1) / points;
    Length::from_seconds(u32::try_from(step).unwrap_or(u32::MAX))
}

/// The mean, rounded to the nearest thousandth; nothing of nothing.
fn mean(values: &[Value]) -> Option<Value> {
    let count = i128::try_from(values.len()).ok().filter(|count| *count > 0)?;
    let sum: i128 = values.iter().map(|value| i128::from(value.thousandths())).sum();
    let rounded = (2 * sum + count).div_euclid(2 * count);
    i64::try_from(rounded).ok().map(Value::from_thousandths)
}

#[cfg(test)]
mod tests;
