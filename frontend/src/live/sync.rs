//! What a frame of the stream means for somebody who has folded up to a number. Pure.

use crate::json;
use domain::{
    Event, Room, Seq, evolve,
    wire::{EventFrame, Farewell, Heartbeat, Presence},
};

/// What to do with a frame.
///
/// An event is applied when nothing can lie between it and what is already folded: when the
/// number before it, for this audience, is one we have reached. What we have already is
/// ignored. Everything else is a gap, and a gap is never guessed over.
#[must_use]
pub fn sync(last: Seq, epoch: u64, frame: &Frame) -> Step {
    match frame {
        Frame::Reload => Step::Reload,
        Frame::Heartbeat(beat) if beat.epoch != epoch => Step::Reload,
        Frame::Heartbeat(beat) if beat.head > last => Step::Resync,
        Frame::Event(event) if event.recorded.seq <= last => Step::Ignore,
        Frame::Event(event) if event.prev > last || is_told_late(event) => Step::Resync,
        Frame::Event(_) | Frame::Heartbeat(_) | Frame::Presence(_) | Frame::Farewell(_) => {
            Step::Apply
        }
    }
}

/// Whether the page was told of something so late that nobody knows any more what it changed on
/// the page: only the whole room says.
fn is_told_late(event: &EventFrame) -> bool {
    matches!(&event.recorded.event, Event::Told(told) if told.patch.is_none())
}

/// The outcomes of [`sync`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Take it in.
    Apply,
    /// It is known already.
    Ignore,
    /// Something is missing: read the log after the last number.
    Resync,
    /// The page and the log no longer belong together: load the page again.
    Reload,
}

/// One frame of the stream.
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::large_enum_variant, reason = "one lives at a time; a box would be downloaded")
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// Something happened.
    Event(EventFrame),
    /// The stream is alive, and this is where the log ends.
    Heartbeat(Heartbeat),
    /// Who is here.
    Presence(Presence),
    /// The stream ends on purpose.
    Farewell(Farewell),
    /// The server says that this page is of another time.
    Reload,
}

impl Frame {
    /// The kinds a stream is listened to for.
    pub const KINDS: [&'static str; 6] =
        ["event", "heartbeat", "presence", "farewell", "reload", Self::PASSED_ON];

    /// Numbers: this page passes them on to the script of its panels.
    pub const PASSED_ON: &'static str = "sample";

    /// Reads a frame. `None` is something this page does not understand: a newer server speaks.
    #[must_use]
    pub fn parse(kind: &str, data: &str) -> Option<Self> {
        match kind {
            "event" => json::read(data).ok().map(Self::Event),
            "heartbeat" => json::read(data).ok().map(Self::Heartbeat),
            "presence" => json::read(data).ok().map(Self::Presence),
            "farewell" => json::read(data).ok().map(Self::Farewell),
            "reload" => Some(Self::Reload),
            _ => None,
        }
    }
}

/// Folds an event into the room when [`sync`] says so.
pub fn take(room: &mut Room, epoch: u64, frame: &EventFrame) -> Step {
    let step = sync(room.seq, epoch, &Frame::Event(frame.clone()));
    if step == Step::Apply {
        evolve(room, &frame.recorded);
    }
    step
}

/// How long a reader waits for frames that a heartbeat has announced.
///
/// Frames may still be on their way when a heartbeat overtakes nothing but our patience: the
/// second heartbeat in a row that is ahead of us, without a step forward in between, is proof.
#[derive(Debug, Clone, Copy, Default)]
pub struct Patience {
    behind: Option<Seq>,
}

impl Patience {
    /// For a reader who comes to a stream that somebody else opened: frames before its first
    /// heartbeat were never meant for this reader, so there is nothing to wait for.
    #[must_use]
    pub const fn none_left(last: Seq) -> Self {
        Self { behind: Some(last) }
    }

    /// Takes a heartbeat's head; true when it is time to read the log.
    pub fn is_over(&mut self, last: Seq, head: Seq) -> bool {
        let before = self.behind.take();
        if head <= last {
            return false;
        }
        self.behind = Some(last);
        before == Some(last)
    }
}

#[cfg(test)]
mod tests;
