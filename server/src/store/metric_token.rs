//! Access tokens for the sources of metrics. Known by their hash only.

use super::{StoreError, TokenHash};
use async_trait::async_trait;
use domain::{RoomId, Timestamp, text::PersonName};

/// Access tokens for the sources of metrics.
#[async_trait]
pub trait MetricTokenStore: Send + Sync + 'static {
    /// Keeps a token.
    async fn add_metric_token(&self, token: &MetricToken) -> Result<(), StoreError>;

    /// What is known of a token.
    async fn metric_token(&self, token: &TokenHash) -> Result<Option<MetricToken>, StoreError>;

    /// The tokens of a room, the latest first.
    async fn metric_tokens_of(&self, room: &RoomId) -> Result<Vec<MetricToken>, StoreError>;

    /// Notes that a token was used; never moves back.
    async fn touch_metric_token(&self, token: &TokenHash, now: Timestamp)
    -> Result<(), StoreError>;

    /// Ends a token of a room.
    async fn revoke_metric_token(
        &self,
        room: &RoomId,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError>;
}

/// What lets a source send samples of one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricToken {
    /// Its hash.
    pub token_hash: TokenHash,
    /// Of which room.
    pub room: RoomId,
    /// The one metric it is for; `None` is every metric of the room.
    pub metric: Option<String>,
    /// What the lead calls it.
    pub name: PersonName,
    /// The name of whoever made it.
    pub created_by: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
    /// Since when it is good for nothing.
    pub revoked_at: Option<Timestamp>,
}
