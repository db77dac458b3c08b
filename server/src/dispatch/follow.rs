//! Follows the log of each room, in order, and hands what is said outside to the dispatch.
//!
//! The letters of an event and the place in the log are one transaction, so that a death loses no
//! notice. In between, the place is written down now and then only: one write for each tick of a
//! step would cost more than reading some events again, and an event that was handed in is not
//! handed in a second time.

use super::{Posted, Run, said::leaving};
use crate::{
    rooms::LiveRoom,
    state::AppState,
    store::{EventStore as _, LetterStore as _, StoreError},
    subscriber::status_path,
};
use domain::{Recorded, RoomId, Seq, Timestamp};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{MissedTickBehavior, interval, sleep};

/// Events read at once.
const PAGE: u32 = 500;

/// How the JSON of an event about a notice begins; the golden samples of the domain pin it.
const NOTICE: &str = "{\"word\":{\"notice\":";

/// After so many events without a letter the place is written down all the same.
const MANY: u64 = 1_000;

/// Many events in this time are read together.
const GATHER: Duration = Duration::from_millis(100);

/// After a fault of the store, how long until it is asked again.
const BREATH: Duration = Duration::from_secs(2);

/// How often it is looked whether there are rooms that nobody follows yet.
const NEW_ROOMS: Duration = Duration::from_secs(2);

/// Follows every room of the folder until the server stops, each in a task of its own. All of them
/// are opened for it: what was published before a death must go out though nobody looks.
pub async fn follow_all(app: AppState) {
    let followed: Arc<Mutex<HashSet<RoomId>>> = Arc::default();
    let mut every = interval(NEW_ROOMS);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(every.tick()).await.is_some() {
        let rooms = match app.store.rooms().await {
            Ok(rooms) => rooms,
            Err(error) => {
                tracing::warn!(%error, "notices wait: the list of rooms cannot be read");
                continue;
            }
        };
        for id in rooms {
            if !followed.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone()) {
                continue;
            }
            let (app, followed) = (app.clone(), followed.clone());
            tokio::spawn(async move {
                let stop = app.stop.clone();
                if stop.run_until_cancelled(follow(&app, &id)).await.is_some() {
                    followed.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
                }
            });
        }
    }
}

/// Follows one room; ends when it cannot be opened.
async fn follow(app: &AppState, id: &RoomId) {
    let room = match app.rooms.open(id).await {
        Ok(Some(room)) => room,
        Ok(None) => return,
        Err(error) => {
            tracing::error!(room = %id, %error, "its notices wait: it cannot be opened");
            return sleep(BREATH).await;
        }
    };
    let mut woken = room.woken();
    let mut follower = Follower::new(app.clone(), room);
    loop {
        if let Err(error) = follower.catch_up().await {
            tracing::warn!(room = %id, %error, "its notices wait: asked again soon");
            sleep(BREATH).await;
            continue;
        }
        if woken.changed().await.is_err() {
            return;
        }
        sleep(GATHER).await;
    }
}

/// Follows the log of one room.
pub struct Follower {
    app: AppState,
    room: Arc<LiveRoom>,
    /// How far it has come; `None` before the store was asked.
    at: Option<Seq>,
    /// How far the store knows.
    kept: Seq,
}

impl Follower {
    /// Of a room, from where it was left.
    #[must_use]
    pub const fn new(app: AppState, room: Arc<LiveRoom>) -> Self {
        Self { app, room, at: None, kept: Seq(0) }
    }

    /// Goes on to the end of the log.
    ///
    /// # Errors
    /// When the store cannot be read or written; it then goes on from the event that failed.
    pub async fn catch_up(&mut self) -> Result<(), StoreError> {
        let id = self.room.id().clone();
        let mut at = match self.at {
            Some(at) => at,
            None => {
                self.kept = self.app.store.followed(&id).await?;
                self.kept
            }
        };
        loop {
            self.at = Some(at);
            let rows = self.app.store.rows(&id, at, PAGE).await?;
            let Some(last) = rows.last().map(|row| row.seq) else { break };
            // A tick is not even read as what it is: most events are about no notice.
            for row in rows.iter().filter(|row| row.event.starts_with(NOTICE)) {
                self.hand_in(&row.recorded()?).await?;
            }
            at = last;
        }
        if at.0 >= self.kept.0 + MANY {
            self.app.store.follow(&id, at).await?;
            self.kept = at;
        }
        Ok(())
    }

    async fn hand_in(&mut self, recorded: &Recorded) -> Result<(), StoreError> {
        let (app, whole) = (&self.app, self.room.views().whole().clone());
        let run = Run::of(&whole);
        let shown = whole.word.is_public && run == Run::ForReal;
        let page = shown.then(|| app.dispatch.office().link(&status_path(&whole.id)));
        let Some(leaving) = leaving(&whole, recorded, page) else { return Ok(()) };
        let (outgoing, to) = (&leaving.outgoing, leaving.to.as_slice());
        let since = self.on_the_wall(recorded.at);
        let posted = app.dispatch.enqueue(run, recorded.seq, outgoing, to, since).await?;
        match posted {
            Posted::New => {
                tracing::info!(room = %whole.id, seq = recorded.seq.0, "handed to the channels");
                self.kept = recorded.seq;
            }
            Posted::Already | Posted::Rehearsed => {}
        }
        Ok(())
    }

    /// A moment of the room's time on the clock that schedules: a story's day is long past.
    fn on_the_wall(&self, at: Timestamp) -> Timestamp {
        let clock = &self.app.clock;
        let age = clock.now().micros().saturating_sub(at.micros()).max(0);
        Timestamp::from_micros(clock.wall().micros().saturating_sub(age))
    }
}
