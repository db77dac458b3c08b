//! Looks at numbers and clock, once for each room and not for each viewer, and writes down what
//! has changed: a number that turned, a proof that held or was missed, a way in that is open.
//!
//! What may be said is `domain`'s to say; that it is more than a flutter, [`settle`]'s; that it is
//! said once, the log's: what is in it already is not said again, also after a restart.

pub mod numbers;
mod settle;

use crate::{
    execute::{Order, Refused},
    rooms::LiveRoom,
    state::AppState,
};
use domain::{
    Actor, Command, Key, RoomId, Stage, Timestamp,
    watch::{WatchCommand, WatchEvent, look},
};
use numbers::RoomNumbers;
use settle::Settling;
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{MissedTickBehavior, interval};

/// How often a room is looked at, on a clock that runs as the wall's.
const BEAT: Duration = Duration::from_secs(1);

/// The shortest between two looks, however fast a story's clock runs.
const SHORTEST: Duration = Duration::from_millis(100);

/// How often it is looked whether there are rooms that nobody watches over yet.
const NEW_ROOMS: Duration = Duration::from_secs(2);

/// Watches over every room until the server stops: each in a task of its own, so that one that
/// takes long delays no other.
///
/// All rooms of the folder are opened for it, one after the other. Reconsider when folders hold
/// thousands of closed rooms.
pub async fn watch_over(app: AppState) {
    let watched: Arc<Mutex<HashSet<RoomId>>> = Arc::default();
    let mut beat = interval(NEW_ROOMS);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(beat.tick()).await.is_some() {
        let rooms = match domain_rooms(&app).await {
            Ok(rooms) => rooms,
            Err(error) => {
                tracing::warn!(%error, "rooms are not watched over: the list cannot be read");
                continue;
            }
        };
        for id in rooms {
            let fresh = watched.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
            if fresh {
                let (app, watched) = (app.clone(), watched.clone());
                tokio::spawn(async move {
                    let stop = app.stop.clone();
                    let again = stop.run_until_cancelled(watch_room(&app, &id)).await;
                    if again == Some(Again::Later) {
                        watched.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
                    }
                });
            }
        }
    }
}

async fn domain_rooms(app: &AppState) -> Result<Vec<RoomId>, crate::store::StoreError> {
    use crate::store::EventStore as _;
    app.store.rooms().await
}

/// Whether a room is worth coming back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    /// It is over.
    Never,
    /// It cannot be opened now.
    Later,
}

async fn watch_room(app: &AppState, id: &RoomId) -> Again {
    let room = match app.rooms.open(id).await {
        Ok(Some(room)) => room,
        Ok(None) => return Again::Later,
        Err(error) => {
            tracing::warn!(room = %id, %error, "a room is not watched over");
            return Again::Never;
        }
    };
    let mut watcher = Watcher::new(app.clone(), room);
    loop {
        if watcher.is_over() {
            return Again::Never;
        }
        watcher.look().await;
        let rate = app.clock.reading().rate.max(1);
        tokio::time::sleep((BEAT / rate).max(SHORTEST)).await;
    }
}

/// Watches over one room.
pub struct Watcher {
    app: AppState,
    room: Arc<LiveRoom>,
    settling: Settling,
}

impl Watcher {
    /// Of a room, with nothing seen yet.
    #[must_use]
    pub fn new(app: AppState, room: Arc<LiveRoom>) -> Self {
        Self { app, room, settling: Settling::default() }
    }

    /// Whether there is nothing to watch any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let views = self.room.views();
        let whole = views.whole();
        whole.stage == Stage::Closed || whole.removed().is_some()
    }

    /// Looks once, and writes down what has settled. What could not be written is found again by
    /// the next look.
    pub async fn look(&mut self) {
        let views = self.room.views();
        let room = views.whole();
        if room.watch.is_empty() {
            return;
        }
        let now = self.app.clock.now();
        let numbers = RoomNumbers::of(&self.app, &room.id);
        let found = look(room, &numbers, now);
        for event in self.settling.settle(room, found, now) {
            self.record(event).await;
        }
    }

    async fn record(&self, event: WatchEvent) {
        let room = self.room.id();
        match record(&self.app, room, event).await {
            Ok(()) | Err(Refused::Busy | Refused::Unknown) => {}
            Err(refused) => tracing::warn!(%room, ?refused, "what was seen was not recorded"),
        }
    }
}

/// Writes down what the product has seen; what the room knows already changes nothing.
///
/// # Errors
/// Why it was not written.
pub async fn record(app: &AppState, room: &RoomId, event: WatchEvent) -> Result<(), Refused> {
    let key = key_of(&event, app.clock.now()).ok_or(Refused::Busy)?;
    let command = Command::Watch(WatchCommand::Record { seen: Box::new(event) });
    let order = Order { room: room.clone(), actor: Actor::Bascule, key, expected: None, command };
    app.executor.execute(order).await.map(drop)
}

/// The same for the same change seen at the same moment.
fn key_of(event: &WatchEvent, now: Timestamp) -> Option<Key> {
    let said = serde_json::to_vec(&(event, now)).ok()?;
    let hex: String =
        Sha256::digest(&said)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    Key::parse(&format!("watch-{hex}")).ok()
}
