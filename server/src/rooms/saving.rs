//! Keeps folds on disk, so that a large room opens at once. Never on the way of a command.

use super::{LiveRoom, Rooms};
use crate::{
    store::{EventStore, Snapshot, StoreError},
    views::FORMAT,
};
use std::sync::{Arc, atomic::Ordering};

/// A room is saved after this many new events.
pub(super) const SAVE_EVERY: u64 = 1000;

impl Rooms {
    /// Saves every open room that has grown; at shutdown. What fails is only slower next time.
    pub async fn save_all(&self) {
        for room in self.all_open() {
            if room.grown_since_saved() > 0 {
                save(&*self.store, &room).await;
            }
        }
    }

    /// Saves a room in the background when it has grown enough.
    pub(crate) fn save_when_due(&self, room: &Arc<LiveRoom>) {
        if room.grown_since_saved() < SAVE_EVERY {
            return;
        }
        // Noted now, so that the next batch does not start a second one.
        room.saved.store(room.head().seq.0, Ordering::Relaxed);
        let (store, room) = (self.store.clone(), room.clone());
        tokio::spawn(async move { save(&*store, &room).await });
    }
}

impl LiveRoom {
    fn grown_since_saved(&self) -> u64 {
        self.head().seq.0.saturating_sub(self.saved.load(Ordering::Relaxed))
    }

    fn of_one_moment(&self) -> (Arc<crate::views::Views>, crate::store::Head) {
        let shown = self.read();
        (shown.views.clone(), shown.head)
    }
}

async fn save(store: &dyn EventStore, room: &LiveRoom) {
    match try_save(store, room).await {
        Ok(()) => {}
        Err(error) => {
            tracing::warn!(room = %room.id(), %error, "the room was not saved; it opens slower");
        }
    }
}

async fn try_save(store: &dyn EventStore, room: &LiveRoom) -> Result<(), StoreError> {
    let (views, head) = room.of_one_moment();
    let body = tokio::task::spawn_blocking(move || views.to_bytes()).await??;
    let snapshot = Snapshot { seq: head.seq, hash: head.hash, format: FORMAT, body };
    store.save_snapshot(room.id(), snapshot).await?;
    room.saved.store(head.seq.0, Ordering::Relaxed);
    Ok(())
}
