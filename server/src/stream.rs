//! The one read path: everything after a number, for one role, and then live.
//!
//! A stream reads the log; the ring in memory is only its last page. Whatever is in doubt (a
//! reader who fell behind, a number from another life of the log) ends the stream with a word,
//! and the reader asks again: never a silent gap.

mod follower;
pub(crate) mod frame;

use crate::{
    clock::Clock,
    rooms::LiveRoom,
    samples::Frames,
    store::{EventStore, StoreError, TokenHash},
};
use axum::body::Bytes;
use domain::{Person, Recorded, Role, Room, RoomId, Seq, audience::seen_by, wire::EventFrame};
use follower::Follower;
use frontend::told::told;
use futures::Stream;
use std::sync::Arc;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

pub use frame::reload;

/// Events read from the log at once.
const PAGE: u32 = 500;

/// Who follows, and from where.
pub struct Reader {
    /// As which role the room is seen.
    pub role: Role,
    /// Who is shown as present.
    pub person: Person,
    /// By which session they are present.
    pub session: TokenHash,
    /// The last number the reader has.
    pub after: Seq,
    /// Ends the stream when the server stops.
    pub stop: CancellationToken,
    /// Ends the stream when the reader's session does.
    pub session_over: CancellationToken,
    /// What is measured in the room, as it comes in.
    pub samples: broadcast::Receiver<Frames>,
}

/// Whole frames of server-sent events, ready to be written. The reader is present as long as the
/// stream is kept.
pub fn follow(
    room: Arc<LiveRoom>,
    store: Arc<dyn EventStore>,
    clock: Arc<dyn Clock>,
    reader: Reader,
) -> impl Stream<Item = Bytes> + Send {
    let follower = Follower::new(room, store, clock, reader);
    futures::stream::unfold(follower, |mut follower| async move {
        let frame = follower.next().await?;
        Some((frame, follower))
    })
}

/// At most `limit` frames for a role after a number, read from the log.
///
/// # Errors
/// A [`StoreError`].
pub async fn frames_after(
    store: &dyn EventStore,
    room: &LiveRoom,
    role: Role,
    after: Seq,
    limit: usize,
) -> Result<Vec<EventFrame>, StoreError> {
    let (view, room) = (room.views().of(role).clone(), room.id());
    let mut prev = last_seen(store, room, role, after).await?;
    let mut frames = Vec::new();
    let mut upto = after;
    loop {
        let events = store.events(room, upto, PAGE).await?;
        let Some(last) = events.last() else { return Ok(frames) };
        upto = last.seq;
        frames.extend(frames_of(&events, &view, role, &mut prev));
        if frames.len() >= limit {
            frames.truncate(limit);
            return Ok(frames);
        }
    }
}

/// What a role gets of a page of the log. `prev` is the last number it got; `view` lends its
/// titles and names to sentences.
///
/// What an old event of the other families changed on the page is not known any more: whoever
/// comes to one loads the room again.
fn frames_of(
    events: &[Recorded],
    view: &Room,
    role: Role,
    prev: &mut Seq,
) -> impl Iterator<Item = EventFrame> {
    events.iter().filter_map(move |recorded| seen_by(recorded, role)).map(move |recorded| {
        let prev = std::mem::replace(prev, recorded.seq);
        EventFrame { prev, recorded: told(view, &recorded, None) }
    })
}

/// The last event up to a number that reached a role; 0 when none did.
async fn last_seen(
    store: &dyn EventStore,
    room: &RoomId,
    role: Role,
    upto: Seq,
) -> Result<Seq, StoreError> {
    let mut end = upto;
    // The reader's own number is nearly always the answer: one row, and only then whole pages.
    let mut step = 1;
    while end > Seq(0) {
        let begin = Seq(end.0.saturating_sub(step));
        let events = store.events(room, begin, PAGE).await?;
        let mut before = events.iter().rev().filter(|recorded| recorded.seq <= end);
        if let Some(seen) = before.find_map(|recorded| seen_by(recorded, role)) {
            return Ok(seen.seq);
        }
        end = begin;
        step = u64::from(PAGE);
    }
    Ok(Seq(0))
}

#[cfg(test)]
mod tests;
