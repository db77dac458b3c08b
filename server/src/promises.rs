//! What the product does by itself as the clock moves: it publishes what was approved to go out by
//! itself, says when a promise begins to break, with a draft at hand, and ends a planned hold.
//!
//! It looks at every room every second, since a forecast moves with the clock alone. The rules
//! decide on the state as it then is, so a look that comes twice does nothing twice. What was
//! promised before a restart is as binding after it: all rooms of the folder are opened first,
//! whether or not anybody has come back to them.

use crate::{execute::Order, rooms::LiveRoom, state::AppState, store::EventStore};
use domain::{Actor, Key, RoomId, run, word};
use std::{sync::Arc, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// How often a look is taken, in real time.
const EVERY: Duration = Duration::from_secs(1);

/// Looks until the server stops.
pub async fn look_after(app: AppState) {
    let mut every = interval(EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut closed = None;
    while app.stop.run_until_cancelled(every.tick()).await.is_some() {
        closed = open_all(&app, closed).await;
        look_at_all(&app).await;
    }
}

/// One look at every room that is in memory.
pub async fn look_at_all(app: &AppState) {
    for room in app.rooms.all_open() {
        look(app, &room).await;
    }
}

/// Opens the rooms that are in the folder and not in memory, and gives those that could not be
/// opened, to be tried again. `None` asks the folder which there are; rooms made later are opened
/// by being made.
pub async fn open_all(app: &AppState, closed: Option<Vec<RoomId>>) -> Option<Vec<RoomId>> {
    let ids = match closed {
        Some(ids) => ids,
        None => match app.store.rooms().await {
            Ok(ids) => ids,
            Err(error) => {
                tracing::warn!(%error, "promises are not looked after: the rooms cannot be listed");
                return None;
            }
        },
    };
    let mut left = Vec::new();
    for id in ids {
        if let Err(error) = app.rooms.open(&id).await {
            tracing::warn!(room = %id, %error, "its promises are not looked after yet");
            left.push(id);
        }
    }
    Some(left)
}

/// One look at one room.
pub async fn look(app: &AppState, room: &Arc<LiveRoom>) {
    let whole = room.views().whole().clone();
    let now = app.clock.now();
    let due = word::due(&whole, now).into_iter().chain(run::due(&whole, now));
    for (place, command) in due.enumerate() {
        // Named after the state it was seen in: asked again in the same second, it is the same.
        let key = format!("due-{}-{}-{place}", whole.seq, now.seconds());
        let Ok(key) = Key::parse(&key) else { continue };
        let (room, actor) = (room.id().clone(), Actor::Bascule);
        let order = Order { room, actor, key, expected: None, command };
        if let Err(refused) = app.executor.execute(order).await {
            tracing::info!(?refused, "what was due is not any more");
        }
    }
}
