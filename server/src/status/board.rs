//! Which edition of a room stands now, worked out at most once a second however many ask.

use super::{
    Edition,
    edition::{EditionDigest, digest},
};
use crate::{error::AppError, rooms::LiveRoom, state::AppState, store::EditionStore};
use domain::{RoomId, Seq, Timestamp, public::public};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{Semaphore, watch};

/// How often the clock alone may change what is shown.
const LOOK: Duration = Duration::from_secs(1);

/// Many events in this time are one change outside.
const GATHER: Duration = Duration::from_millis(250);

/// The boards of all published rooms.
#[derive(Debug)]
pub struct Boards {
    by_room: Mutex<HashMap<RoomId, Arc<Board>>>,
    /// A place for each open stream.
    pub(super) places: Arc<Semaphore>,
}

impl Default for Boards {
    fn default() -> Self {
        let places = Arc::new(Semaphore::new(super::STREAMS));
        Self { by_room: Mutex::default(), places }
    }
}

/// What people outside are shown of one room.
#[derive(Debug)]
pub(super) struct Board {
    last: tokio::sync::Mutex<Option<Last>>,
    /// Whoever listens gets each edition, and `None` once the room is not shown any more.
    news: watch::Sender<Option<Arc<Edition>>>,
    /// Whether somebody looks after the news.
    followed: Mutex<bool>,
}

/// The last edition, and how long it is known to stand.
#[derive(Debug)]
struct Last {
    seq: Seq,
    second: i64,
    edition: Arc<Edition>,
}

impl Boards {
    /// The edition that stands now; `None` of a room that is not published, or not there.
    ///
    /// # Errors
    /// When log or store cannot be read.
    pub async fn edition(
        &self,
        app: &AppState,
        room: &RoomId,
    ) -> Result<Option<Arc<Edition>>, AppError> {
        let Some(live) = app.rooms.open(room).await.map_err(AppError::internal)? else {
            return Ok(None);
        };
        // Before anything is kept of it: asking for rooms that are not shown costs no memory.
        if !live.views().whole().word.is_public {
            return Ok(None);
        }
        self.board(room).edition(app, &live).await
    }

    /// The places for open streams.
    #[cfg(test)]
    pub(crate) fn places_for_tests(&self) -> Arc<Semaphore> {
        self.places.clone()
    }

    fn board(&self, room: &RoomId) -> Arc<Board> {
        let mut boards = self.by_room.lock().unwrap_or_else(PoisonError::into_inner);
        boards.entry(room.clone()).or_insert_with(|| Arc::new(Board::new())).clone()
    }

    /// Everything that is shown of a room from now on.
    pub(super) fn follow(
        &self,
        app: &AppState,
        live: Arc<LiveRoom>,
    ) -> watch::Receiver<Option<Arc<Edition>>> {
        let board = self.board(live.id());
        let news = board.news.subscribe();
        let mut followed = board.followed.lock().unwrap_or_else(PoisonError::into_inner);
        if !*followed {
            *followed = true;
            tokio::spawn(board.clone().keep_up(app.clone(), live));
        }
        drop(followed);
        news
    }
}

impl Board {
    fn new() -> Self {
        Self {
            last: tokio::sync::Mutex::default(),
            news: watch::Sender::new(None),
            followed: Mutex::default(),
        }
    }

    async fn edition(
        &self,
        app: &AppState,
        live: &LiveRoom,
    ) -> Result<Option<Arc<Edition>>, AppError> {
        let mut last = self.last.lock().await;
        let (whole, now) = (live.views().whole().clone(), app.clock.reading().now);
        if let Some(known) = last.as_ref()
            && (known.seq, known.second) == (whole.seq, now.seconds())
        {
            return Ok(Some(known.edition.clone()));
        }
        let Some(public) = public(&whole, now) else { return Ok(None) };
        let digest = digest(&public).map_err(AppError::internal)?;
        let same = |known: &&Last| *known.edition.digest() == digest;
        let edition = match last.as_ref().filter(same) {
            Some(known) => known.edition.clone(),
            None => {
                let number = number(app, live.id(), &digest, now).await?;
                Arc::new(Edition::new(live.id().clone(), public, digest, number))
            }
        };
        let (seq, second) = (whole.seq, now.seconds());
        *last = Some(Last { seq, second, edition: edition.clone() });
        Ok(Some(edition))
    }

    /// Tells those who listen, as long as anybody does.
    async fn keep_up(self: Arc<Self>, app: AppState, live: Arc<LiveRoom>) {
        let mut woken = live.woken();
        loop {
            match app.boards.edition(&app, live.id()).await {
                Ok(edition) => self.tell(edition),
                Err(error) => {
                    tracing::warn!(room = %live.id(), ?error, "outside it stays as it is")
                }
            }
            if self.nobody_listens() {
                return;
            }
            tokio::select! {
                () = app.stop.cancelled() => return,
                grown = woken.changed() => if grown.is_ok() { tokio::time::sleep(GATHER).await },
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    fn tell(&self, edition: Option<Arc<Edition>>) {
        let number = |edition: &Option<Arc<Edition>>| edition.as_ref().map(|it| it.number);
        self.news.send_if_modified(|shown| {
            let changed = number(shown) != number(&edition);
            *shown = edition;
            changed
        });
    }

    fn nobody_listens(&self) -> bool {
        let mut followed = self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        *followed = self.news.receiver_count() > 0;
        !*followed
    }
}

/// Numbers go on after a restart: calendars and streams know an edition by them.
async fn number(
    app: &AppState,
    room: &RoomId,
    digest: &EditionDigest,
    now: Timestamp,
) -> Result<(u64, Timestamp), AppError> {
    app.store.edition(room, digest, now).await.map_err(AppError::internal)
}
