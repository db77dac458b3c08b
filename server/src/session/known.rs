//! Sessions in memory. The data folder is locked to this process, so nobody else can change one,
//! and ten thousand readers who come back at once need not queue at the disk.

use super::SignedIn;
use crate::store::TokenHash;
use domain::Timestamp;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Sessions remembered at once; more than this many are read from disk again.
const KEPT: usize = 32_768;

/// What was read from disk and is still true.
#[derive(Debug, Default)]
pub struct KnownSessions(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    sessions: HashMap<TokenHash, Arc<SignedIn>>,
    /// How many sessions have been ended: what was read before the last end may be gone.
    ended: u64,
}

/// A moment in the life of the sessions, to be taken before one is read from disk.
#[derive(Debug, Clone, Copy)]
pub struct Before(u64);

impl KnownSessions {
    /// A session that is known.
    pub(super) fn get(&self, token: &TokenHash) -> Option<Arc<SignedIn>> {
        self.known().sessions.get(token).cloned()
    }

    pub(super) fn before(&self) -> Before {
        Before(self.known().ended)
    }

    /// Remembers what was read from disk, unless a session has ended meanwhile: it may be this.
    pub(super) fn keep(&self, before: Before, signed_in: Arc<SignedIn>) {
        let mut known = self.known();
        if known.ended != before.0 {
            return;
        }
        if known.sessions.len() >= KEPT {
            known.sessions.clear();
        }
        known.sessions.insert(signed_in.session.token_hash, signed_in);
    }

    pub(super) fn touch(&self, token: &TokenHash, seen: Timestamp) {
        if let Some(signed_in) = self.known().sessions.get_mut(token) {
            Arc::make_mut(signed_in).session.seen_at = seen;
        }
    }

    /// Forgets a session that has changed on disk.
    pub(crate) fn forget(&self, token: &TokenHash) {
        let mut known = self.known();
        known.sessions.remove(token);
        known.ended += 1;
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
