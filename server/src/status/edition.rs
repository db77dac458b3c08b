//! One state of what people outside are shown.

use super::{json, page, stream};
use axum::body::Bytes;
use domain::{RoomId, Timestamp, public::Public};
use frontend::boot::Locale;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// SHA-256 of everything people outside are shown.
pub type EditionDigest = [u8; 32];

/// One state of what people outside are shown.
#[derive(Debug)]
pub struct Edition {
    /// Of which room.
    pub room: RoomId,
    /// Its number, from 1: how often what is shown has changed.
    pub number: u64,
    /// Since when it is shown.
    pub since: Timestamp,
    /// What is shown.
    pub public: Public,
    digest: EditionDigest,
    /// Its frame on the stream in each language, made once for all readers.
    frames: [OnceLock<Bytes>; 2],
}

impl Edition {
    /// With the number it was given.
    #[must_use]
    pub const fn new(
        room: RoomId,
        public: Public,
        digest: EditionDigest,
        (number, since): (u64, Timestamp),
    ) -> Self {
        let frames = [OnceLock::new(), OnceLock::new()];
        Self { room, number, since, public, digest, frames }
    }

    /// What tells one edition from another.
    #[must_use]
    pub const fn digest(&self) -> &EditionDigest {
        &self.digest
    }

    /// The tag of one way it is shown. It is weak: a proxy may compress what it stands for, and
    /// the page says in a corner when it was made.
    #[must_use]
    pub fn tag(&self, way: &str) -> String {
        let short: String = self.digest[..10].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("W/\"{short}-{way}\"")
    }

    /// Its frame on the stream.
    #[must_use]
    pub fn frame(&self, locale: Locale) -> Bytes {
        let place = usize::from(locale == Locale::Fr);
        self.frames[place].get_or_init(|| stream::frame(self, &page::parts(self, locale))).clone()
    }
}

/// The digest of what is shown: everything is in the JSON.
///
/// # Errors
/// When it cannot be written as JSON, which nothing of ours is known to do.
pub fn digest(public: &Public) -> Result<EditionDigest, serde_json::Error> {
    Ok(Sha256::digest(serde_json::to_vec(&json::Shown::of(public))?).into())
}
