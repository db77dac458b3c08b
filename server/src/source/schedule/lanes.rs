//! Two lanes, so that those who answer never wait for those who do not.

use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many questions to sources that answer may be open at once.
const SOUND: usize = 64;

/// How many to sources that did not answer the last time.
const DOUBTFUL: usize = 16;

/// Bounds how many questions are open. With one bound for all, a handful of hung hosts would hold
/// every place until their deadlines and delay all others; so a source that failed moves to a lane
/// of its own kind until it answers again (bulkheads: M. Nygard, *Release It!*, 2007).
#[derive(Clone)]
pub struct Lanes {
    sound: Arc<Semaphore>,
    doubtful: Arc<Semaphore>,
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            sound: Arc::new(Semaphore::new(SOUND)),
            doubtful: Arc::new(Semaphore::new(DOUBTFUL)),
        }
    }
}

impl Lanes {
    /// Waits for a place, and holds it.
    pub async fn enter(&self, failures: u32) -> Option<OwnedSemaphorePermit> {
        let lane = if failures == 0 { &self.sound } else { &self.doubtful };
        // Never closed, so there is always a place in the end.
        lane.clone().acquire_owned().await.ok()
    }
}
