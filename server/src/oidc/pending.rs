//! Sign-ins under way: what was sent to the provider, until its answer comes back.

use crate::store::TokenHash;
use domain::Timestamp;
use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How long somebody may take at the provider, in seconds.
pub const TIME_AT_PROVIDER: i64 = 600;

/// Sign-ins remembered at once.
const KEPT: usize = 10_000;

/// Of these, so many from one address: who starts sign-ins without end only forgets their own.
const OF_ONE_ADDRESS: usize = 200;

/// A sign-in that waits for the provider's answer.
#[derive(Debug)]
pub struct Waiting {
    /// The cookie of the browser that asked.
    pub cookie: TokenHash,
    /// Must be in the token: it was made for this sign-in.
    pub nonce: Nonce,
    /// Proves that we asked; never leaves the server before the answer is there.
    pub verifier: PkceCodeVerifier,
    /// Where to go afterwards.
    pub back: String,
    /// Until when the answer is taken.
    pub until: Timestamp,
    /// From where it was started.
    pub address: Option<IpAddr>,
}

/// The sign-ins under way, by the hash of their `state`.
#[derive(Debug, Default)]
pub struct Pending(Mutex<HashMap<TokenHash, Waiting>>);

impl Pending {
    /// Remembers one.
    pub fn add(&self, state: &CsrfToken, waiting: Waiting, now: Timestamp) {
        let mut all = self.all();
        all.retain(|_, waiting| now < waiting.until);
        let of_address = all.values().filter(|other| other.address == waiting.address).count();
        if of_address >= OF_ONE_ADDRESS {
            forget_oldest(&mut all, |other| other.address == waiting.address);
        } else if all.len() >= KEPT {
            forget_oldest(&mut all, |_| true);
        }
        all.insert(TokenHash::of(state.secret().as_bytes()), waiting);
    }

    /// Takes the one that an answer belongs to. It is gone then, whatever comes of it: an answer
    /// is good once, and one that turns up in another browser is good for nothing.
    pub fn take(&self, state: &str, cookie: TokenHash, now: Timestamp) -> Option<Waiting> {
        let waiting = self.all().remove(&TokenHash::of(state.as_bytes()))?;
        (waiting.cookie == cookie && now < waiting.until).then_some(waiting)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<TokenHash, Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn forget_oldest(all: &mut HashMap<TokenHash, Waiting>, of: impl Fn(&Waiting) -> bool) {
    let candidates = all.iter().filter(|(_, waiting)| of(waiting));
    let oldest = candidates.min_by_key(|(_, waiting)| waiting.until).map(|(state, _)| *state);
    if let Some(oldest) = oldest {
        all.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(address: u8, until: i64) -> Waiting {
        Waiting {
            cookie: TokenHash::of(b"cookie"),
            nonce: Nonce::new("nonce".into()),
            verifier: PkceCodeVerifier::new("v".repeat(43)),
            back: "/".into(),
            until: Timestamp::from_seconds(until),
            address: Some(IpAddr::from([127, 0, 0, address])),
        }
    }

    #[test]
    fn an_answer_is_good_once_in_one_browser_and_in_time() {
        let (pending, at) = (Pending::default(), Timestamp::from_seconds);
        let (ours, other) = (TokenHash::of(b"cookie"), TokenHash::of(b"planted"));
        let add = |state: &str| pending.add(&CsrfToken::new(state.into()), waiting(1, 600), at(0));
        add("a");
        assert!(pending.take("b", ours, at(1)).is_none());
        assert!(pending.take("a", ours, at(1)).is_some());
        assert!(pending.take("a", ours, at(1)).is_none(), "taken twice");
        add("a");
        assert!(pending.take("a", other, at(1)).is_none());
        assert!(pending.take("a", ours, at(1)).is_none(), "somebody else has seen it");
        add("a");
        assert!(pending.take("a", ours, at(600)).is_none(), "too late");
    }

    #[test]
    fn a_flood_from_one_address_forgets_only_its_own() {
        let (pending, at) = (Pending::default(), Timestamp::from_seconds);
        let state = |text: String| CsrfToken::new(text);
        pending.add(&state("mine".into()), waiting(1, 600), at(0));
        for number in 0..2 * OF_ONE_ADDRESS {
            let until = 601 + i64::try_from(number).unwrap();
            pending.add(&state(format!("{number}")), waiting(2, until), at(0));
        }
        assert_eq!(pending.all().len(), OF_ONE_ADDRESS + 1);
        assert!(pending.take("0", TokenHash::of(b"cookie"), at(1)).is_none());
        assert!(pending.take("mine", TokenHash::of(b"cookie"), at(1)).is_some());
        pending.add(&state("late".into()), waiting(1, 99_999), at(50_000));
        assert_eq!(pending.all().len(), 1, "what has run out is forgotten");
    }
}
