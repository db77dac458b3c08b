//! Numbers over time. They are not events: the newest ones may be lost with the process, and old
//! ones are thinned.

use super::StoreError;
use async_trait::async_trait;
use domain::{
    Length, MetricId, RoomId, Timestamp,
    metric::{Sample, Value},
};

/// How long samples are kept as they were measured.
pub const RAW_KEPT: Length = Length::from_minutes(24 * 60);

/// How long the minutes are kept that they become after that.
pub const MINUTES_KEPT: Length = Length::MAX;

/// Samples of every room.
#[async_trait]
pub trait SampleStore: Send + Sync + 'static {
    /// Writes many, in one transaction. Of two samples of one metric with the same moment, the
    /// first one stays.
    async fn add_samples(&self, samples: &[(Series, Sample)]) -> Result<(), StoreError>;

    /// Which numbers there are.
    async fn series(&self) -> Result<Vec<Series>, StoreError>;

    /// The newest samples of a metric as they were measured, the oldest of them first.
    async fn recent(&self, series: &Series, limit: u32) -> Result<Vec<Sample>, StoreError>;

    /// A stretch of time, both ends included, in steps of so many seconds; steps in which nothing
    /// was measured are left out. A peak shorter than a step is still in it.
    async fn stretch(
        &self,
        series: &Series,
        from: Timestamp,
        to: Timestamp,
        step: Length,
    ) -> Result<Vec<Point>, StoreError>;

    /// Turns what is older than [`RAW_KEPT`] into minutes and forgets minutes older than
    /// [`MINUTES_KEPT`]. One short transaction per metric, so that nobody waits for it.
    async fn thin(&self, series: &Series, now: Timestamp) -> Result<(), StoreError>;
}

/// Which number of which room.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// The room.
    pub room: RoomId,
    /// The metric.
    pub metric: MetricId,
}

/// What a number did during a step of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Point {
    /// The first moment of the step that was measured.
    pub at: Timestamp,
    /// The least.
    pub low: Value,
    /// The most.
    pub high: Value,
    /// The mean of what was measured.
    pub mean: Value,
}
