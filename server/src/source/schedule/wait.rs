//! How long to wait, and for how long to wait for an answer.

use domain::Length;
use std::time::Duration;

/// The longest that any source may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest between two questions to a source that does not answer, unless its period is longer.
const LONGEST: Duration = Duration::from_secs(60);

/// The shortest period, however fast a story's clock runs.
const SHORTEST: Duration = Duration::from_millis(200);

/// A period of the room's clock on the wall's.
pub fn on_the_wall(period: Length, rate: u32) -> Duration {
    (Duration::from_secs(u64::from(period.seconds())) / rate.max(1)).max(SHORTEST)
}

/// How long an answer may take: four fifths of the period. With a twentieth of jitter, two answers
/// in a row are then less than two periods apart, so a slow source is not taken for a dead one.
pub fn deadline(period: Duration) -> Duration {
    (period * 4 / 5).min(PATIENCE)
}

/// How long after a question the next one comes: a period; half of one after the first failure, so
/// that a single one does not make the number stale; then twice as long each time, up to a minute.
/// With a twentieth of jitter, so that sources do not fall into step.
pub fn after(period: Duration, failures: u32) -> Duration {
    let wait = match failures {
        0 => period,
        1 => period / 2,
        more => (period * 2_u32.pow((more - 2).min(10))).min(LONGEST.max(period)),
    };
    wait * 19 / 20 + part_of(wait / 10)
}

/// A random part of a length of time.
pub fn part_of(whole: Duration) -> Duration {
    // Without randomness all wait the same: no harm done.
    let part = u32::try_from(getrandom::u64().unwrap_or(0) >> 32).unwrap_or(0);
    whole.mul_f64(f64::from(part) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Duration = Duration::from_secs(10);

    #[test]
    fn one_failure_is_tried_again_soon_and_many_ever_more_rarely() {
        let waits = |period, failures, expected: Duration| {
            for _ in 0..100 {
                let wait = after(period, failures);
                let (low, high) = (expected * 19 / 20, expected * 21 / 20);
                assert!(wait >= low && wait <= high, "{failures} failures: {wait:?}");
            }
        };
        waits(TEN, 0, TEN);
        waits(TEN, 1, TEN / 2);
        waits(TEN, 2, TEN);
        waits(TEN, 3, TEN * 2);
        waits(TEN, 4, TEN * 4);
        waits(TEN, 5, LONGEST);
        waits(TEN, u32::MAX, LONGEST);
        waits(TEN * 30, 9, TEN * 30);
    }

    #[test]
    fn two_answers_in_a_row_are_less_than_two_periods_apart_at_worst() {
        for seconds in [1, 2, 6, 10, 300] {
            let period = Duration::from_secs(seconds);
            assert!(period * 21 / 20 + deadline(period) < period * 2, "{seconds} s");
            assert!(deadline(period) <= PATIENCE);
        }
    }

    #[test]
    fn a_fast_clock_asks_more_often_but_not_without_end() {
        assert_eq!(on_the_wall(Length::from_seconds(10), 1), TEN);
        assert_eq!(on_the_wall(Length::from_seconds(10), 10), Duration::from_secs(1));
        assert_eq!(on_the_wall(Length::from_seconds(1), 1_000), SHORTEST);
        assert_eq!(on_the_wall(Length::from_seconds(10), 0), TEN);
    }
}
