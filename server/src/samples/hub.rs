//! Sends new samples to those who look at a room. It holds no truth and no past.

use crate::store::Series;
use axum::body::Bytes;
use domain::{
    MetricId, RoomId, Timestamp,
    metric::{Sample, Value},
};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};
use tokio::sync::broadcast;

/// How many seconds somebody may be behind before they skip.
const BEHIND: usize = 8;

/// A new sample as it travels; it has no number, so it never stands between two events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// Of which metric.
    pub metric: MetricId,
    /// When it was taken.
    pub at: Timestamp,
    /// How much.
    pub value: Value,
}

/// What came in for a room within one second, one of each metric, shared by all who look.
pub type Frames = Arc<Beat>;

/// What came in within one second.
#[derive(Debug)]
pub struct Beat {
    frames: Vec<Frame>,
    bytes: OnceLock<Bytes>,
}

impl Beat {
    /// As it is written to streams: put together by the first who asks, shared by all.
    pub fn bytes(&self, write: impl FnOnce(&[Frame]) -> Bytes) -> Bytes {
        self.bytes.get_or_init(|| write(&self.frames)).clone()
    }
}

impl Deref for Beat {
    type Target = [Frame];

    fn deref(&self) -> &[Frame] {
        &self.frames
    }
}

/// One channel a room.
#[derive(Debug, Default)]
pub struct Hub {
    rooms: Mutex<BTreeMap<RoomId, broadcast::Sender<Frames>>>,
}

impl Hub {
    /// To be sent what comes in for a room.
    pub fn subscribe(&self, room: &RoomId) -> broadcast::Receiver<Frames> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        // Rooms that nobody looks at any more go, so that the list does not grow for ever.
        rooms.retain(|_, sender| sender.receiver_count() > 0);
        rooms.entry(room.clone()).or_insert_with(|| broadcast::channel(BEHIND).0).subscribe()
    }

    /// Sends what came in, in order of room and metric.
    pub fn send(&self, unsent: BTreeMap<Series, Sample>) {
        let mut by_room: BTreeMap<RoomId, Vec<Frame>> = BTreeMap::new();
        for (Series { room, metric }, Sample { at, value }) in unsent {
            by_room.entry(room).or_default().push(Frame { metric, at, value });
        }
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        for (room, frames) in by_room {
            if let Some(sender) = rooms.get(&room) {
                // Nobody looking is no fault.
                let _looking = sender.send(Arc::new(Beat { frames, bytes: OnceLock::new() }));
            }
        }
    }
}
