//! One open stream: greeting, catching up from the log, live, over.

use super::{PAGE, Reader, frame, frames_of, last_seen};
use crate::{
    clock::Clock,
    rooms::{LiveRoom, Stay},
    samples::Frames,
    store::{EventStore, StoreError},
};
use axum::body::Bytes;
use domain::{
    PersonId, Role, Seq,
    wire::{Farewell, Heartbeat},
};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::{
    sync::{
        broadcast::{self, error::RecvError},
        watch,
    },
    time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until},
};
use tokio_util::sync::CancellationToken;

/// How often a stream proves that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(3);

/// Who is here is said at most this often.
const PRESENCE_PAUSE: Duration = Duration::from_secs(1);

/// Frames taken from memory at once, so that a slow reader holds few.
const AT_ONCE: usize = 64;

pub(super) struct Follower {
    room: Arc<LiveRoom>,
    store: Arc<dyn EventStore>,
    clock: Arc<dyn Clock>,
    /// Who follows, as what. The room says whether that is still so.
    role: Role,
    person: PersonId,
    people_at: Option<u64>,
    stop: CancellationToken,
    session_over: CancellationToken,
    stage: Stage,
    /// Everything up to here has been looked at.
    cursor: Seq,
    /// The last number that this reader has.
    sent: Seq,
    /// Frames to send, oldest first.
    ready: VecDeque<Bytes>,
    log: watch::Receiver<Seq>,
    presence: watch::Receiver<u64>,
    /// Gone when nothing will be measured any more.
    samples: Option<broadcast::Receiver<Frames>>,
    beat: Interval,
    beat_due: bool,
    presence_due: bool,
    presence_from: Instant,
    _stay: Stay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Greeting,
    CatchingUp,
    Live,
    Over,
}

/// What a follower does next could not be done; the stream ends and the reader asks again.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Follower {
    pub(super) fn new(
        room: Arc<LiveRoom>,
        store: Arc<dyn EventStore>,
        clock: Arc<dyn Clock>,
        reader: Reader,
    ) -> Self {
        let Reader { role, person, session, after, stop, session_over, samples } = reader;
        let me = person.id.clone();
        let stay = room.come_in(person, session);
        let (log, presence) = (room.woken(), room.presence_changed());
        let now = Instant::now();
        let mut beat = interval_at(now + HEARTBEAT, HEARTBEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            room,
            store,
            clock,
            role,
            person: me,
            people_at: None,
            stop,
            session_over,
            stage: Stage::Greeting,
            cursor: after,
            sent: after,
            ready: VecDeque::new(),
            log,
            presence,
            samples: Some(samples),
            beat,
            beat_due: false,
            presence_due: false,
            presence_from: now + PRESENCE_PAUSE,
            _stay: stay,
        }
    }

    /// The next frame; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        loop {
            self.end_if_told().unwrap_or_else(|broken| self.break_off(&broken));
            if let Some(frame) = self.ready.pop_front() {
                return Some(frame);
            }
            let went = match self.stage {
                Stage::Greeting => self.greet().await,
                Stage::CatchingUp => self.catch_up().await,
                Stage::Live => self.go_on().await,
                Stage::Over => return None,
            };
            went.unwrap_or_else(|broken| self.break_off(&broken));
        }
    }

    /// The first frame: who is here. No heartbeat yet: the page may call itself live only once it
    /// has everything, and the first heartbeat comes right after the last event that it lacks.
    async fn greet(&mut self) -> Result<(), Broken> {
        if self.cursor > self.room.head().seq && self.is_beyond_the_log().await? {
            self.ready.push_back(frame::reload());
            self.stage = Stage::Over;
            return Ok(());
        }
        self.sent = match self.room.last_seen(self.role, self.cursor) {
            Some(seen) => seen,
            None => last_seen(&*self.store, self.room.id(), self.role, self.cursor).await?,
        };
        self.push_presence()?;
        self.stage = Stage::CatchingUp;
        Ok(())
    }

    /// A page of the log may show an event a moment before the room in memory does.
    async fn is_beyond_the_log(&self) -> Result<bool, StoreError> {
        let head = self.store.head(self.room.id()).await?;
        Ok(head.is_none_or(|head| self.cursor > head.seq))
    }

    /// A page from the log, until the rest is in memory; then a heartbeat says: this is all.
    async fn catch_up(&mut self) -> Result<(), Broken> {
        if self.take_from_memory()? {
            self.stage = Stage::Live;
            self.beat_due = true;
            return Ok(());
        }
        let events = self.store.events(self.room.id(), self.cursor, PAGE).await?;
        self.cursor = events.last().map_or(self.cursor, |last| last.seq);
        let view = self.room.views().of(self.role).clone();
        for frame in frames_of(&events, &view, self.role, &mut self.sent) {
            self.ready.push_back(frame::event(&frame)?);
        }
        Ok(())
    }

    /// Everything there is, then whatever comes first.
    async fn go_on(&mut self) -> Result<(), Broken> {
        if self.cursor < self.room.head().seq {
            if !self.take_from_memory()? {
                self.farewell(Farewell::Lagging, None)?;
            }
            return Ok(());
        }
        if self.beat_due {
            self.beat_due = false;
            return self.push_heartbeat();
        }
        let Self { stop, session_over, beat, log, presence, samples, .. } = self;
        let said_recently = sleep_until(self.presence_from);
        tokio::select! {
            biased;
            () = session_over.cancelled() => {}
            () = stop.cancelled() => {}
            _ = beat.tick() => self.beat_due = true,
            came = next_samples(samples) => self.push_samples(came),
            // The room keeps the senders as long as we keep the room.
            _ = log.changed() => {}
            _ = presence.changed(), if !self.presence_due => self.presence_due = true,
            () = said_recently, if self.presence_due => {
                self.presence_due = false;
                self.presence_from = Instant::now() + PRESENCE_PAUSE;
                self.push_presence()?;
            }
        }
        Ok(())
    }

    /// Takes the next frames from memory; `false` when they are no longer there.
    fn take_from_memory(&mut self) -> Result<bool, Broken> {
        let Some(ahead) = self.room.frames_after(self.role, self.cursor, AT_ONCE) else {
            return Ok(false);
        };
        self.cursor = ahead.upto;
        for (seq, bytes) in ahead.frames {
            self.sent = seq;
            self.ready.push_back(bytes);
        }
        Ok(true)
    }

    /// Looked at before every frame: what is waiting is not sent to somebody who may no longer
    /// read it.
    fn end_if_told(&mut self) -> Result<(), Broken> {
        if self.stage == Stage::Over {
            return Ok(());
        }
        if self.session_over.is_cancelled() {
            return self.farewell(Farewell::SignedOut, None);
        }
        if let Some(why) = self.has_changed() {
            return self.farewell(why, None);
        }
        if self.stop.is_cancelled() {
            return self.farewell(Farewell::Restarting, Some(frame::retry_after()));
        }
        Ok(())
    }

    /// Whether the reader's part in the room is another than the one the stream was opened in.
    /// Looked up only when somebody's part has changed: streams are many, and changes few.
    fn has_changed(&mut self) -> Option<Farewell> {
        let people_at = self.room.people_at();
        if self.people_at.replace(people_at) == Some(people_at) {
            return None;
        }
        if self.room.is_removed() {
            return Some(Farewell::RoomRemoved);
        }
        match self.room.part_of(&self.person) {
            Some(me) if me.role == self.role => None,
            Some(_) => Some(Farewell::RoleChanged),
            None => Some(Farewell::Revoked),
        }
    }

    fn farewell(&mut self, why: Farewell, retry: Option<u32>) -> Result<(), Broken> {
        self.stage = Stage::Over;
        self.ready.clear();
        self.ready.push_back(frame::farewell(why, retry)?);
        Ok(())
    }

    fn push_heartbeat(&mut self) -> Result<(), Broken> {
        let (epoch, clock) = (self.store.epoch(), self.clock.reading());
        self.ready.push_back(frame::heartbeat(&Heartbeat { epoch, head: self.sent, clock })?);
        Ok(())
    }

    /// Numbers have no number of their own: what was missed is not sent again, the newest counts.
    fn push_samples(&mut self, came: Result<Frames, RecvError>) {
        match came {
            Ok(frames) => {
                let now = self.clock.now();
                let view = self.room.views().of(self.role).clone();
                let bytes = frames.bytes(|frames| frame::samples(&view, frames, now));
                if !bytes.is_empty() {
                    self.ready.push_back(bytes);
                }
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => self.samples = None,
        }
    }

    fn push_presence(&mut self) -> Result<(), Broken> {
        self.ready.push_back(self.room.presence_frame()?);
        Ok(())
    }

    fn break_off(&mut self, broken: &Broken) {
        tracing::error!(room = %self.room.id(), error = %broken, "a stream broke off");
        self.stage = Stage::Over;
        self.ready.clear();
    }
}

async fn next_samples(
    samples: &mut Option<broadcast::Receiver<Frames>>,
) -> Result<Frames, RecvError> {
    match samples {
        Some(samples) => samples.recv().await,
        None => std::future::pending().await,
    }
}
