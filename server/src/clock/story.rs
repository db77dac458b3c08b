//! A clock that shows the day of a story, and may run faster than the wall's.

use super::{Clock, SystemClock};
use domain::{
    Timestamp,
    wire::{self, ClockKind},
};
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a story clock must remember to go on after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryMark {
    /// What the story clock showed…
    pub story: Timestamp,
    /// …when the wall's showed this.
    pub wall: Timestamp,
    /// Seconds of the story per second on the wall.
    pub speed: u32,
}

impl StoryMark {
    fn at(self, wall: Timestamp) -> Timestamp {
        let passed = wall.micros().saturating_sub(self.wall.micros()).max(0);
        let passed = passed.saturating_mul(i64::from(self.speed));
        Timestamp::from_micros(self.story.micros().saturating_add(passed))
    }
}

/// Shows the time of the story.
#[derive(Debug)]
pub struct StoryClock {
    hand: Mutex<Hand>,
}

#[derive(Debug, Clone, Copy)]
struct Hand {
    mark: StoryMark,
    /// While a script is played at once, the hand is held where the script is.
    held: Option<Timestamp>,
    /// While a script is played as it happened, the hand waits for the next line.
    not_after: Option<Timestamp>,
    /// The latest time shown: the wall's clock may be set back, the record may not.
    shown: Timestamp,
}

impl StoryClock {
    /// A clock that goes on from a mark.
    #[must_use]
    pub const fn from_mark(mark: StoryMark) -> Self {
        Self { hand: Mutex::new(Hand { mark, held: None, not_after: None, shown: mark.story }) }
    }

    /// A clock that starts at a moment of the story, now.
    #[must_use]
    pub fn starting(story: Timestamp, speed: u32) -> Self {
        Self::from_mark(StoryMark { story, wall: SystemClock.wall(), speed })
    }

    /// Holds the hand at a moment of the story; never moves it back.
    pub fn hold(&self, at: Timestamp) {
        let mut hand = self.hand();
        hand.shown = hand.shown.max(at);
        hand.held = Some(hand.shown);
    }

    /// Lets the clock run from a moment of the story at a speed, and says what to remember.
    pub fn run_at(&self, story: Timestamp, speed: u32) -> StoryMark {
        let mut hand = self.hand();
        hand.mark = StoryMark { story, wall: SystemClock.wall(), speed };
        hand.shown = hand.shown.max(story);
        hand.held = None;
        hand.mark
    }

    /// Shows no later time than this until told otherwise: what happens at a time of the story is
    /// recorded at that time, however fast the story runs. The hand then jumps to where it would
    /// have been.
    pub fn wait_at(&self, at: Option<Timestamp>) {
        self.hand().not_after = at;
    }

    fn hand(&self) -> MutexGuard<'_, Hand> {
        // A hand is three plain values: there is no half-made state to protect from.
        self.hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        let mut hand = self.hand();
        let reading = hand.held.unwrap_or_else(|| hand.mark.at(SystemClock.wall()));
        let reading = hand.not_after.map_or(reading, |at| reading.min(at));
        hand.shown = hand.shown.max(reading);
        hand.shown
    }

    fn wall(&self) -> Timestamp {
        SystemClock.wall()
    }

    fn reading(&self) -> wire::Clock {
        let rate = self.hand().mark.speed;
        wire::Clock { now: self.now(), rate, kind: ClockKind::Story }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_on_where_the_story_was() {
        let mark = StoryMark {
            story: Timestamp::from_seconds(1000),
            wall: Timestamp::from_seconds(50),
            speed: 60,
        };
        assert_eq!(mark.at(Timestamp::from_seconds(52)), Timestamp::from_seconds(1120));
        assert_eq!(mark.at(Timestamp::from_seconds(10)), Timestamp::from_seconds(1000));
    }

    #[test]
    fn a_hand_that_waits_shows_the_time_it_waits_for_and_then_goes_on() {
        let clock = StoryClock::starting(Timestamp::from_seconds(1000), 600_000_000);
        clock.wait_at(Some(Timestamp::from_seconds(1001)));
        while clock.now() < Timestamp::from_seconds(1001) {}
        assert_eq!(clock.now(), Timestamp::from_seconds(1001));
        clock.wait_at(None);
        assert!(clock.now() > Timestamp::from_seconds(1001));
    }

    #[test]
    fn a_held_hand_never_goes_back() {
        let clock = StoryClock::starting(Timestamp::from_seconds(1000), 1);
        clock.hold(Timestamp::from_seconds(2000));
        clock.hold(Timestamp::from_seconds(1500));
        assert_eq!(clock.now(), Timestamp::from_seconds(2000));
    }
}
