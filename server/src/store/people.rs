//! Who may come in. Tokens are known by their hash only.

use super::StoreError;
use async_trait::async_trait;
use domain::{Person, Role, RoomId, Timestamp};
use sha2::{Digest, Sha256};
use std::fmt;

/// Invitations, sessions, and who a session is in which room.
#[async_trait]
pub trait PeopleStore: Send + Sync + 'static {
    /// Keeps an invitation.
    async fn add_link(&self, link: &Link) -> Result<(), StoreError>;

    /// The invitation of a token.
    async fn link_by_hash(&self, token: &TokenHash) -> Result<Option<Link>, StoreError>;

    /// Keeps a session.
    async fn add_session(&self, session: &Session) -> Result<(), StoreError>;

    /// The session of a token.
    async fn session_by_hash(&self, token: &TokenHash) -> Result<Option<Session>, StoreError>;

    /// Notes that a session was used.
    async fn touch_session(&self, token: &TokenHash, seen: Timestamp) -> Result<(), StoreError>;

    /// Says who a session is in a room; an earlier word for the same room is replaced.
    async fn add_member(&self, session: &TokenHash, member: &Member) -> Result<(), StoreError>;

    /// Who a session is, room by room.
    async fn members_of(&self, session: &TokenHash) -> Result<Vec<Member>, StoreError>;

    /// Ends a session and all it was.
    async fn remove_session(&self, token: &TokenHash) -> Result<(), StoreError>;
}

/// The SHA-256 of a token. The token itself is 256 random bits, so no salt is needed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub(super) [u8; 32]);

impl TokenHash {
    /// Of a token.
    #[must_use]
    pub fn of(token: &[u8]) -> Self {
        Self(Sha256::digest(token).into())
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenHash({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// An invitation: whoever holds its token may join the room in this role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The hash of its token.
    pub token_hash: TokenHash,
    /// To which room.
    pub room: RoomId,
    /// In which role.
    pub role: Role,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A browser that came in by a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of its token.
    pub token_hash: TokenHash,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Who a session is in one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Which room.
    pub room: RoomId,
    /// Who.
    pub person: Person,
}
