//! The T-clock: how long the interruption has lasted, without the holds.

use crate::time::Timestamp;

/// Whole seconds from the start of the interruption to now without those on hold, so that it
/// stands while a hold is on. Negative before the start, where holds do not count yet.
///
/// Holds as (from, until), `None` for one that is on, in the order in which they began.
#[must_use]
pub fn t_clock(since: Timestamp, holds: &[(Timestamp, Option<Timestamp>)], now: Timestamp) -> i64 {
    let passed = now.micros().saturating_sub(since.micros());
    passed.saturating_sub(micros_held(since, holds, now)).div_euclid(1_000_000)
}

/// Whole seconds on hold between a moment and now: what the holds have cost. Holds as in
/// [`t_clock`]; where two overlap, the time counts once.
#[must_use]
pub fn held(since: Timestamp, holds: &[(Timestamp, Option<Timestamp>)], now: Timestamp) -> i64 {
    micros_held(since, holds, now).div_euclid(1_000_000)
}

fn micros_held(since: Timestamp, holds: &[(Timestamp, Option<Timestamp>)], now: Timestamp) -> i64 {
    let mut counted_to = since;
    let mut held = 0_i64;
    for (from, until) in holds {
        let from = counted_to.max(*from);
        let until = until.map_or(now, |until| until.min(now));
        if until > from {
            held = held.saturating_add(until.micros().saturating_sub(from.micros()));
            counted_to = until;
        }
    }
    held
}
