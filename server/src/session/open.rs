//! Sessions with a stream open: ended at once when their session ends.

use super::{IDLE, TOUCH_EVERY, touch};
use crate::{
    state::AppState,
    store::{Session, TokenHash},
};
use domain::{RoomId, Timestamp};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio_util::sync::CancellationToken;

/// How often sessions are looked at, to end those that have run out.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Every session that has a stream open. One task looks after all of them: a timer per stream
/// would cost more memory than the stream.
#[derive(Debug, Clone, Default)]
pub struct OpenSessions(Arc<Mutex<HashMap<Place, Entry>>>);

/// A session in a room: ended in one, it may go on in another.
type Place = (TokenHash, RoomId);

#[derive(Debug)]
struct Entry {
    over: CancellationToken,
    streams: usize,
    expires_at: Timestamp,
    touched_at: Timestamp,
}

/// One open stream of a session; dropping it says that the stream has closed.
#[derive(Debug)]
pub struct OpenSession {
    sessions: OpenSessions,
    place: Place,
    /// Cancelled when the session has ended.
    pub over: CancellationToken,
}

impl OpenSessions {
    /// Notes that a session opens a stream of a room.
    #[must_use]
    pub fn open(&self, session: &Session, room: &RoomId) -> OpenSession {
        let place = (session.token_hash, room.clone());
        let mut entries = self.entries();
        let entry = entries.entry(place.clone()).or_insert_with(|| Entry {
            over: CancellationToken::new(),
            streams: 0,
            expires_at: session.expires_at,
            touched_at: session.seen_at,
        });
        entry.streams += 1;
        let over = entry.over.clone();
        OpenSession { sessions: self.clone(), place, over }
    }

    /// Ends the streams of a session.
    pub fn end(&self, session: &TokenHash) {
        self.end_where(|(open, _)| open == session);
    }

    /// Ends the streams of a session in one room.
    pub fn end_in(&self, session: &TokenHash, room: &RoomId) {
        self.end_where(|(open, place)| open == session && place == room);
    }

    fn end_where(&self, ends: impl Fn(&Place) -> bool) {
        self.entries().retain(|place, entry| {
            let over = ends(place);
            if over {
                entry.over.cancel();
            }
            !over
        });
    }

    /// Ends the streams of sessions that run out while they are open, and notes that the others
    /// are in use: a wall screen that nobody touches for a night is still somebody looking.
    pub async fn look_after(app: AppState) {
        let stop = app.stop.clone();
        while stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await.is_some() {
            let now = app.clock.wall();
            for session in app.sessions.look(now) {
                if let Err(error) = touch(&app, &session, now).await {
                    tracing::warn!(%error, "cannot note that a session is in use");
                }
            }
        }
    }

    /// Ends what has run out; gives what should be noted as in use.
    fn look(&self, now: Timestamp) -> Vec<TokenHash> {
        let mut entries = self.entries();
        let ended = |_: &Place, entry: &mut Entry| {
            // A stream is use, and is noted every few minutes: one that was not for so long was
            // asleep with the machine, and nobody knows who sits there now.
            let unused = now.seconds_since(entry.touched_at) >= IDLE;
            let over = unused || now.seconds_since(entry.expires_at) >= 0;
            if over {
                entry.over.cancel();
            }
            !over
        };
        entries.retain(ended);
        let mut used = Vec::new();
        for ((session, _), entry) in entries.iter_mut() {
            if now.seconds_since(entry.touched_at) >= TOUCH_EVERY {
                entry.touched_at = now;
                used.push(*session);
            }
        }
        used
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<Place, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenSession {
    fn drop(&mut self) {
        let mut entries = self.sessions.entries();
        if let Some(entry) = entries.get_mut(&self.place) {
            entry.streams -= 1;
            if entry.streams == 0 {
                entries.remove(&self.place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(expires: i64) -> Session {
        let at = Timestamp::from_seconds;
        let token_hash = TokenHash::of(b"token");
        Session { token_hash, created_at: at(0), seen_at: at(0), expires_at: at(expires) }
    }

    #[test]
    fn a_stream_that_stays_open_is_use_and_one_that_slept_too_long_is_over() {
        let sessions = OpenSessions::default();
        let session = session(super::super::ABSOLUTE);
        let open = sessions.open(&session, &RoomId::parse("aurora").unwrap());
        for turn in 1..=2 * IDLE / TOUCH_EVERY {
            let used = sessions.look(Timestamp::from_seconds(turn * TOUCH_EVERY));
            assert_eq!(used, [session.token_hash], "turn {turn}");
        }
        assert!(!open.over.is_cancelled());
        let used = sessions.look(Timestamp::from_seconds(3 * IDLE));
        assert!(open.over.is_cancelled() && used.is_empty());
    }

    #[test]
    fn a_stream_is_over_the_moment_its_session_has_run_out() {
        let sessions = OpenSessions::default();
        let at = Timestamp::from_seconds;
        let session = session(100);
        let open = sessions.open(&session, &RoomId::parse("aurora").unwrap());
        sessions.look(at(99));
        assert!(!open.over.is_cancelled());
        sessions.look(at(100));
        assert!(open.over.is_cancelled());
        assert!(LOOK_EVERY <= Duration::from_secs(1), "expiry is seen within a second");
    }
}
