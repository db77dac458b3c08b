//! How often an address has tried links that nobody made.

use domain::Timestamp;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

/// Unknown links an address may try in a minute.
const A_MINUTE: u32 = 20;

/// Addresses remembered at once.
const KEPT: usize = 10_000;

/// Counts tries by address, one minute at a time.
#[derive(Debug, Default)]
pub struct Tries(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    minute: i64,
    by_address: HashMap<IpAddr, u32>,
}

impl Tries {
    /// Counts one more try; `false` when it was one too many.
    pub fn another(&self, address: IpAddr, now: Timestamp) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.seconds().div_euclid(60);
        if counted.minute != minute {
            counted.minute = minute;
            counted.by_address.clear();
        }
        // A full table within one minute is an attack from everywhere: 256 random bits are what
        // guards the rooms then, and this only keeps the log short.
        if counted.by_address.len() >= KEPT && !counted.by_address.contains_key(&address) {
            return false;
        }
        let tries = counted.by_address.entry(address).or_insert(0);
        *tries += 1;
        *tries <= A_MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twenty_first_try_in_a_minute_is_too_many() {
        let tries = Tries::default();
        let address = IpAddr::from([127, 0, 0, 1]);
        let at = Timestamp::from_seconds;
        assert!((0..A_MINUTE).all(|_| tries.another(address, at(60))));
        assert!(!tries.another(address, at(119)));
        assert!(tries.another(IpAddr::from([127, 0, 0, 2]), at(119)));
        assert!(tries.another(address, at(120)));
    }
}
