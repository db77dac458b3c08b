//! How often somebody asks for notices, by where they ask from.

use domain::Timestamp;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

/// How many addresses may be given from one place in an hour. An office behind one address fits.
const AN_HOUR: u32 = 20;

/// Places remembered at once.
const KEPT: usize = 10_000;

/// Counts asks by place, one hour at a time.
#[derive(Debug, Default)]
pub struct Asks(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    hour: i64,
    by_place: HashMap<IpAddr, u32>,
}

impl Asks {
    /// Counts one more; `false` when it was one too many.
    pub fn another(&self, from: IpAddr, now: Timestamp) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hour = now.seconds().div_euclid(3_600);
        if counted.hour != hour {
            counted.hour = hour;
            counted.by_place.clear();
        }
        let place = place(from);
        // A full table is an attack from everywhere: nobody new may ask until the hour is over,
        // and no mailbox is flooded.
        if counted.by_place.len() >= KEPT && !counted.by_place.contains_key(&place) {
            return false;
        }
        let asks = counted.by_place.entry(place).or_insert(0);
        *asks += 1;
        *asks <= AN_HOUR
    }
}

/// One household or office: of the new addresses it owns 64 bits.
fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_ask_twenty_times_an_hour_and_its_other_addresses_are_the_same_place() {
        let asks = Asks::default();
        let at = Timestamp::from_seconds;
        let here = |last: u32| -> IpAddr { format!("2001:db8:1:2::{last:x}").parse().unwrap() };
        assert!((0..AN_HOUR).all(|n| asks.another(here(n), at(7_200))));
        assert!(!asks.another(here(99), at(7_300)));
        assert!(asks.another("2001:db8:1:3::1".parse().unwrap(), at(7_300)));
        assert!(asks.another(here(99), at(10_800)));
    }
}
