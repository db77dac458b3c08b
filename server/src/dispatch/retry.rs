//! When a letter is tried again, and when it is given up. Pure: time and chance come in.

use crate::{
    channel::{
        Trouble,
        http::{Answer, Untaken},
    },
    store::Settled,
};
use domain::{Length, Timestamp};
use std::time::Duration;

/// How long to wait between attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// After the first one.
    pub first: Duration,
    /// At most, unless the other side asks for more.
    pub most: Duration,
}

impl Default for Patience {
    /// A notice is news for minutes: quick at first, never slower than every five minutes.
    fn default() -> Self {
        Self { first: Duration::from_secs(2), most: Duration::from_secs(300) }
    }
}

impl Patience {
    /// How long to wait after so many attempts: twice as long each time, of which `chance` (0 to
    /// 255) leaves between half and all, so that letters that failed together do not come back
    /// together.
    #[must_use]
    pub fn after(&self, attempts: u32, chance: u8) -> Duration {
        let doubled = self.first.saturating_mul(1 << attempts.saturating_sub(1).min(20));
        let whole = doubled.min(self.most);
        whole / 2 + whole * u32::from(chance) / 510
    }
}

/// One attempt and what is known of the letter.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    /// Which one, from 1.
    pub number: u32,
    /// Since when the letter is with the dispatch.
    pub created_at: Timestamp,
    /// For how long it is tried.
    pub give_up_after: Length,
    /// Now.
    pub now: Timestamp,
    /// The same in the room's time, which the record is kept in.
    pub in_the_room: Timestamp,
    /// Chance, from 0 to 255.
    pub chance: u8,
}

/// What follows from the answer to an attempt.
#[must_use]
pub fn settle(patience: &Patience, attempt: &Attempt, outcome: Result<Answer, Untaken>) -> Settled {
    let at = attempt.in_the_room;
    let Untaken { trouble, after } = match outcome {
        Ok(Answer { said }) => return Settled::Sent { at, answer: said },
        Err(untaken) => untaken,
    };
    if trouble.is_final() {
        return Settled::Failed { at, trouble };
    }
    let wait = patience.after(attempt.number, attempt.chance).max(after.unwrap_or_default());
    let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
    let next_at = Timestamp::from_micros(attempt.now.micros().saturating_add(wait));
    // Known to be too late already: waiting for it would only hide that it has failed.
    if next_at >= attempt.created_at.plus(attempt.give_up_after) {
        let seconds = attempt.now.seconds_since(attempt.created_at);
        let last = Some(Box::new(trouble));
        return Settled::Failed { at, trouble: Trouble::TooOld { seconds, last } };
    }
    Settled::Later { next_at, trouble }
}

/// What is no news any more is not even tried: the server may have been down for a day.
#[must_use]
pub fn too_late(attempt: &Attempt) -> Option<Settled> {
    let seconds = attempt.now.seconds_since(attempt.created_at);
    let trouble = Trouble::TooOld { seconds, last: None };
    let is_old = attempt.now >= attempt.created_at.plus(attempt.give_up_after);
    is_old.then_some(Settled::Failed { at: attempt.in_the_room, trouble })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience =
        Patience { first: Duration::from_secs(2), most: Duration::from_secs(300) };

    fn attempt(number: u32, now: i64) -> Attempt {
        Attempt {
            number,
            created_at: Timestamp::from_seconds(0),
            give_up_after: Length::from_minutes(60),
            now: Timestamp::from_seconds(now),
            in_the_room: Timestamp::from_seconds(now),
            chance: 255,
        }
    }

    fn busy(after: Option<u64>) -> Result<Answer, Untaken> {
        let trouble = Trouble::Http { status: 503, said: String::new() };
        Err(Untaken { trouble, after: after.map(Duration::from_secs) })
    }

    fn waits(settled: &Settled, now: i64) -> i64 {
        match settled {
            Settled::Later { next_at, .. } => next_at.seconds() - now,
            other => panic!("not tried again: {other:?}"),
        }
    }

    #[test]
    fn each_wait_is_twice_the_one_before_up_to_a_limit_and_chance_takes_at_most_half() {
        let whole = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
        for (number, seconds) in (1..).zip(whole) {
            assert_eq!(PATIENCE.after(number, 255), Duration::from_secs(seconds));
            assert_eq!(PATIENCE.after(number, 0), Duration::from_secs(seconds) / 2);
        }
        assert_eq!(PATIENCE.after(u32::MAX, 255), PATIENCE.most);
    }

    #[test]
    fn the_other_side_may_ask_for_a_longer_wait_but_not_for_a_shorter_one() {
        let settled = |after| settle(&PATIENCE, &attempt(3, 100), busy(after));
        assert_eq!(waits(&settled(None), 100), 8);
        assert_eq!(waits(&settled(Some(1)), 100), 8);
        assert_eq!(waits(&settled(Some(900)), 100), 900);
    }

    #[test]
    fn what_would_come_too_late_is_given_up_with_its_last_reason() {
        let settled = settle(&PATIENCE, &attempt(3, 100), busy(Some(3_600)));
        match settled {
            Settled::Failed {
                trouble: Trouble::TooOld { seconds: 100, last: Some(last) }, ..
            } => {
                assert!(matches!(*last, Trouble::Http { status: 503, .. }));
            }
            other => panic!("not given up: {other:?}"),
        }
    }

    #[test]
    fn what_waited_for_longer_than_it_is_news_is_not_even_tried() {
        assert_eq!(too_late(&attempt(1, 3_599)), None);
        let trouble = Trouble::TooOld { seconds: 3_600, last: None };
        let at = Timestamp::from_seconds(3_600);
        assert_eq!(too_late(&attempt(1, 3_600)), Some(Settled::Failed { at, trouble }));
    }

    #[test]
    fn a_clear_no_is_not_asked_twice() {
        let no = Trouble::Http { status: 404, said: "no_service".into() };
        let settled = settle(&PATIENCE, &attempt(1, 0), Err(no.clone().into()));
        assert_eq!(settled, Settled::Failed { at: Timestamp::from_seconds(0), trouble: no });
    }
}
