//! How long to wait before trying again. Pure: the die is thrown by the caller.

/// Waiting times that double from the first to the last, each shortened by chance, so that two
/// hundred pages do not come back in the same instant.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    first: f64,
    last: f64,
    tries: u32,
}

impl Backoff {
    /// For the stream.
    pub const STREAM: Self = Self { first: 300.0, last: 10_000.0, tries: 0 };

    /// For commands.
    pub const COMMAND: Self = Self { first: 500.0, last: 15_000.0, tries: 0 };

    /// The first wait at most, in milliseconds.
    #[must_use]
    pub const fn first(&self) -> f64 {
        self.first
    }

    /// The next wait in milliseconds; `chance` is between 0 and 1.
    pub fn next(&mut self, chance: f64) -> f64 {
        let wait = self.after(self.tries, chance);
        self.tries = self.tries.saturating_add(1);
        wait
    }

    /// The wait after a number of failed tries.
    #[must_use]
    pub fn after(&self, tries: u32, chance: f64) -> f64 {
        let whole = (self.first * f64::from(1_u32 << tries.min(16))).min(self.last);
        whole * (0.5 + chance.clamp(0.0, 1.0) / 2.0)
    }

    /// How many tries failed.
    #[must_use]
    pub const fn tries(&self) -> u32 {
        self.tries
    }

    /// It worked.
    pub const fn reset(&mut self) {
        self.tries = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_the_last_and_never_below_half() {
        let mut backoff = Backoff::STREAM;
        let waits: Vec<f64> = (0..8).map(|_| backoff.next(1.0)).collect();
        assert_eq!(waits[..4], [300.0, 600.0, 1_200.0, 2_400.0]);
        assert_eq!(waits[7], 10_000.0);
        assert_eq!(backoff.after(0, 0.0), 150.0);
        assert_eq!(backoff.after(u32::MAX, 0.0), 5_000.0);
        backoff.reset();
        assert_eq!(backoff.next(1.0), 300.0);
    }
}
