//! What the product does by itself as the clock moves: it publishes what was approved to go out by
//! itself, says when a promise begins to break, with a draft at hand, and ends a planned hold.
//!
//! It looks at the open rooms every second, since a forecast moves with the clock alone. The rules
//! decide on the state as it then is, so a look that comes twice does nothing twice.

use crate::{execute::Order, rooms::LiveRoom, state::AppState};
use domain::{Actor, Key, run, word};
use std::{sync::Arc, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// How often a look is taken, in real time.
const EVERY: Duration = Duration::from_secs(1);

/// Looks until the server stops.
pub async fn look_after(app: AppState) {
    let mut every = interval(EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(every.tick()).await.is_some() {
        for room in app.rooms.all_open() {
            look(&app, &room).await;
        }
    }
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
