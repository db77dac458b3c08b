//! What the person at the terminal reads.
//!
//! Everything goes to standard error, as cargo's own lines do, so that they stay in order.

use std::time::{Duration, Instant};

/// A step shorter than this is not worth a second line.
const WORTH_SAYING: Duration = Duration::from_secs(2);

/// One plain line.
pub fn line(text: &str) {
    eprintln!("{text}");
}

/// The sentence on which everything stops.
pub fn failure(sentence: &str) {
    eprintln!("xtask: {sentence}");
}

/// Says what is about to happen, does it, and says how long it took if that was long.
pub fn step<T>(what: &str, work: impl FnOnce() -> T) -> T {
    line(what);
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    if took > WORTH_SAYING {
        line(&format!("  took {}", spoken(took)));
    }
    result
}

fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_said_in_minutes() {
        assert_eq!(spoken(Duration::from_millis(13_400)), "13 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 05 s");
    }
}
