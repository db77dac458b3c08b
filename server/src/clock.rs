//! The one place that reads the time. Rules, streams and pages get theirs from a [`Clock`].
//!
//! A room has a time of its own: in a demo it is the time of the story, on a day long past. What
//! guards people (sessions, links, limits) runs on the wall's time always.

mod story;

use domain::{
    Timestamp,
    wire::{self, ClockKind},
};
use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

pub use story::{StoryClock, StoryMark};

/// Where the time comes from.
pub trait Clock: Send + Sync + 'static {
    /// The room's time: what is recorded.
    fn now(&self) -> Timestamp;

    /// The real time: what sessions and links run out by.
    fn wall(&self) -> Timestamp;

    /// The room's time as it travels to the browser.
    fn reading(&self) -> wire::Clock;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        self.wall()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn wall(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    fn reading(&self) -> wire::Clock {
        wire::Clock { now: self.now(), rate: 1, kind: ClockKind::Real }
    }
}

/// A clock that stands still until it is moved, for tests.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows this.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.micros()))
    }

    /// Moves it by some seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds.saturating_mul(1_000_000), Ordering::Relaxed);
    }

    /// Shows something else from now on.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::Relaxed);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }

    fn wall(&self) -> Timestamp {
        self.now()
    }

    fn reading(&self) -> wire::Clock {
        wire::Clock { now: self.now(), rate: 1, kind: ClockKind::Real }
    }
}
