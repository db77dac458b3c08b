//! What is kept of what people outside were shown: how often it has changed.

use super::StoreError;
use async_trait::async_trait;
use domain::{RoomId, Timestamp};

/// The numbers of editions.
#[async_trait]
pub trait EditionStore: Send + Sync + 'static {
    /// The number of what is shown of a room, known by its digest, and since when it is shown.
    /// What differs from the last one gets the next number.
    async fn edition(
        &self,
        room: &RoomId,
        digest: &[u8; 32],
        now: Timestamp,
    ) -> Result<(u64, Timestamp), StoreError>;
}
