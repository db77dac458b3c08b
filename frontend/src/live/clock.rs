//! The room's clock on this screen: what the server's last heartbeat showed, carried on by the
//! browser's monotonic clock. The browser's own time of day is never used. Pure.

use domain::{
    Timestamp,
    wire::{Clock, ClockKind},
};

/// A heartbeat that shows this much less than expected was held up on its way, in milliseconds.
const LATE_MS: f64 = 4_000.0;

/// Smaller differences backwards are jitter of the network.
const JITTER_MS: f64 = 1_000.0;

/// How long heartbeats must agree on an earlier time before it is believed.
const BACK_AFTER_MS: f64 = 6_000.0;

/// Jitter is taken in slowly: a sixteenth with each heartbeat.
const SLEW: f64 = 1.0 / 16.0;

/// A clock that follows the server's.
#[derive(Debug, Clone, Copy)]
pub struct RoomClock {
    shown: Clock,
    at: f64,
    measured: bool,
    back_since: Option<f64>,
}

/// What a heartbeat's time was worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It shows the present.
    InTime,
    /// It was held up on its way, and proves nothing about now.
    Late,
}

impl RoomClock {
    /// Starts from a snapshot.
    #[must_use]
    pub const fn new(clock: Clock, mono: f64) -> Self {
        Self { shown: clock, at: mono, measured: false, back_since: None }
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self, mono: f64) -> Timestamp {
        let passed = (mono - self.at).max(0.0) * 1_000.0 * f64::from(self.shown.rate);
        Timestamp::from_micros(self.shown.now.micros().saturating_add(passed as i64))
    }

    /// Whether it shows the real time.
    #[must_use]
    pub const fn kind(&self) -> ClockKind {
        self.shown.kind
    }

    /// Takes a heartbeat's reading.
    ///
    /// The reading that shows most was delayed least: later ones are believed at once, earlier
    /// ones by less than a second only slowly, earlier ones by more only when they go on.
    pub fn hear(&mut self, clock: Clock, mono: f64) -> Heard {
        let same = clock.rate == self.shown.rate && clock.kind == self.shown.kind;
        let ahead = self.ahead(clock, mono);
        if !self.measured || !same || ahead >= 0.0 {
            *self = Self { shown: clock, at: mono, measured: true, back_since: None };
            return Heard::InTime;
        }
        if ahead > -JITTER_MS {
            self.at -= ahead * SLEW;
            self.back_since = None;
            return Heard::InTime;
        }
        let since = *self.back_since.get_or_insert(mono);
        if mono - since >= BACK_AFTER_MS {
            *self = Self::new(clock, mono);
            self.measured = true;
            return Heard::InTime;
        }
        if ahead < -LATE_MS { Heard::Late } else { Heard::InTime }
    }

    /// What a screen that shows a moment shows next: never a step back that is only jitter.
    #[must_use]
    pub fn onward(&self, shown: Timestamp, mono: f64) -> Timestamp {
        let next = self.now(mono);
        let back = shown.micros().saturating_sub(next.micros());
        let jitter = i64::from(self.shown.rate.max(1)).saturating_mul(1_000_000);
        if (0..jitter).contains(&back) { shown } else { next }
    }

    /// How many real milliseconds until the shown second changes.
    #[must_use]
    pub fn until_tick(&self, mono: f64) -> u32 {
        let rate = i64::from(self.shown.rate.max(1));
        let period = rate.saturating_mul(1_000_000);
        let left = period - self.now(mono).micros().rem_euclid(period);
        // One more millisecond: a timer that fires a hair early would show the old second again.
        u32::try_from(left / rate / 1_000).unwrap_or(1_000).saturating_add(1)
    }

    /// Real milliseconds by which a reading is ahead of this clock.
    fn ahead(&self, clock: Clock, mono: f64) -> f64 {
        let micros = clock.now.micros().saturating_sub(self.now(mono).micros());
        micros as f64 / 1_000.0 / f64::from(self.shown.rate.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(seconds: f64, rate: u32) -> Clock {
        let now = Timestamp::from_micros((seconds * 1e6) as i64);
        Clock { now, rate, kind: ClockKind::Real }
    }

    fn shown(clock: &RoomClock, mono: f64) -> f64 {
        clock.now(mono).micros() as f64 / 1e6
    }

    #[test]
    fn the_first_heartbeat_is_believed_and_time_goes_on_at_its_rate() {
        let mut clock = RoomClock::new(reading(100.0, 60), 0.0);
        assert_eq!(shown(&clock, 1_000.0), 160.0);
        clock.hear(reading(90.0, 60), 1_000.0);
        assert_eq!(shown(&clock, 2_500.0), 180.0);
    }

    #[test]
    fn jitter_is_taken_in_slowly_and_a_later_time_at_once() {
        let mut clock = RoomClock::new(reading(0.0, 1), 0.0);
        clock.hear(reading(10.0, 1), 0.0);
        assert_eq!(clock.hear(reading(12.2, 1), 3_000.0), Heard::InTime);
        assert!((shown(&clock, 3_000.0) - 12.95).abs() < 0.001);
        clock.hear(reading(16.5, 1), 6_000.0);
        assert_eq!(shown(&clock, 6_000.0), 16.5);
    }

    #[test]
    fn heartbeats_held_up_in_a_cable_prove_nothing() {
        let mut clock = RoomClock::new(reading(0.0, 1), 0.0);
        clock.hear(reading(0.0, 1), 0.0);
        // Asleep for a minute; then all that had queued up comes at once.
        for queued in 1..20 {
            let at = 60_000.0 + f64::from(queued);
            assert_eq!(clock.hear(reading(f64::from(queued) * 2.5, 1), at), Heard::Late);
            assert!(shown(&clock, at) >= 60.0);
        }
        assert_eq!(clock.hear(reading(61.0, 1), 61_000.0), Heard::InTime);
    }

    #[test]
    fn a_server_clock_set_back_is_believed_when_it_goes_on() {
        let mut clock = RoomClock::new(reading(1_000.0, 1), 0.0);
        clock.hear(reading(1_000.0, 1), 0.0);
        assert_eq!(clock.hear(reading(3.0, 1), 3_000.0), Heard::Late);
        assert_eq!(clock.hear(reading(6.0, 1), 6_000.0), Heard::Late);
        assert_eq!(clock.hear(reading(9.0, 1), 9_000.0), Heard::InTime);
        assert_eq!(shown(&clock, 10_000.0), 10.0);
    }

    #[test]
    fn ticks_are_aligned_to_the_second_shown() {
        let clock = RoomClock::new(reading(10.25, 1), 0.0);
        assert_eq!(clock.until_tick(0.0), 751);
        assert_eq!(clock.until_tick(750.0), 1_001);
        let fast = RoomClock::new(reading(90.0, 60), 0.0);
        assert_eq!(fast.until_tick(0.0), 501);
    }

    #[test]
    fn the_screen_never_steps_back_by_jitter() {
        let at = Timestamp::from_micros;
        let clock = RoomClock::new(reading(5.0, 1), 0.0);
        assert_eq!(clock.onward(at(5_900_000), 0.0), at(5_900_000));
        assert_eq!(clock.onward(at(6_100_000), 0.0), at(5_000_000));
        assert_eq!(clock.onward(at(4_000_000), 0.0), at(5_000_000));
    }
}
