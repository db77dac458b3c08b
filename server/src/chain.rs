//! The hash chain of a log: each row carries SHA-256 over the hash before it and what it says
//! itself. A row that was changed on disk no longer fits, and so can be named.

use domain::RoomId;
use sha2::{Digest, Sha256};
use std::fmt;

/// A link of the chain.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What comes before the first event. It holds the room, so that a log cannot be passed off
    /// as that of another room.
    #[must_use]
    pub fn genesis(room: &RoomId) -> Self {
        Self::over(&[b"bascule log 1", room.as_str().as_bytes()])
    }

    /// The link after this one.
    #[must_use]
    pub fn then(&self, row: &Said<'_>) -> Self {
        Self::over(&[
            &self.0,
            &row.seq.to_be_bytes(),
            &row.at.to_be_bytes(),
            row.actor.as_bytes(),
            &row.version.to_be_bytes(),
            row.event.as_bytes(),
        ])
    }

    /// Of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 32 stored bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Each part goes in with its length: no two different rows look the same when joined.
    fn over(parts: &[&[u8]]) -> Self {
        let mut sha = Sha256::new();
        for part in parts {
            sha.update((part.len() as u64).to_be_bytes());
            sha.update(part);
        }
        Self(sha.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// What a row says, exactly as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its number.
    pub seq: i64,
    /// When, in microseconds.
    pub at: i64,
    /// Who, as JSON.
    pub actor: &'a str,
    /// The version of the event's shape.
    pub version: i64,
    /// What happened, as JSON.
    pub event: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: Said<'static> =
        Said { seq: 1, at: 5, actor: "\"bascule\"", version: 1, event: "{}" };

    #[test]
    fn every_part_of_a_row_counts() {
        let room = RoomId::parse("demo").unwrap();
        let start = Hash::genesis(&room);
        let changed = [
            Said { seq: 2, ..SAID },
            Said { at: 6, ..SAID },
            Said { actor: "\"bascule\"{", event: "}", ..SAID },
            Said { version: 2, ..SAID },
            Said { event: "{ }", ..SAID },
        ];
        for row in changed {
            assert_ne!(start.then(&row), start.then(&SAID), "{row:?}");
        }
        assert_ne!(Hash::genesis(&RoomId::parse("demo-2").unwrap()), start);
    }
}
