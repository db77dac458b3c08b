//! Who may come in. Tokens are known by their hash only.

use super::StoreError;
use async_trait::async_trait;
use domain::{Person, PersonId, Role, RoomId, Timestamp, text::PersonName};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// Invitations, sessions, and who a session is in which room.
#[async_trait]
pub trait PeopleStore: Send + Sync + 'static {
    /// Keeps an invitation.
    async fn add_link(&self, link: &Link) -> Result<(), StoreError>;

    /// The invitation of a token.
    async fn link_by_hash(&self, token: &TokenHash) -> Result<Option<Link>, StoreError>;

    /// The invitations of a room, the latest first.
    async fn links_of(&self, room: &RoomId) -> Result<Vec<Link>, StoreError>;

    /// Uses an invitation once; false when it is not good for it. Of two who try the last use at
    /// once, one is told false.
    async fn use_link(&self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError>;

    /// Gives a use back that led nowhere.
    async fn unuse_link(&self, token: &TokenHash) -> Result<(), StoreError>;

    /// Ends an invitation of a room.
    async fn revoke_link(
        &self,
        room: &RoomId,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<(), StoreError>;

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

    /// The sessions that are somebody in a room, the last used first.
    async fn sessions_of(
        &self,
        room: &RoomId,
        person: &PersonId,
    ) -> Result<Vec<Session>, StoreError>;

    /// Ends what a session is in one room.
    async fn remove_member(&self, session: &TokenHash, room: &RoomId) -> Result<(), StoreError>;

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

    /// Its first half, to name a link or a session in a form. It lets nobody in.
    #[must_use]
    pub fn short(&self) -> String {
        self.0.iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
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
    /// How often it may be used; `None` is as often as people like.
    pub uses: Option<u32>,
    /// How often it was used.
    pub used: u32,
    /// The one person it lets in; `None` lets in whoever has it.
    pub name: Option<PersonName>,
    /// The name of whoever made it.
    pub created_by: String,
    /// Since when it lets nobody in.
    pub revoked_at: Option<Timestamp>,
}

impl Link {
    /// Whether it lets somebody in, and if not, why.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> LinkState {
        if self.revoked_at.is_some() {
            LinkState::Revoked
        } else if now >= self.expires_at {
            LinkState::Expired
        } else if self.uses.is_some_and(|uses| self.used >= uses) {
            LinkState::UsedUp
        } else {
            LinkState::Open
        }
    }
}

/// Whether an invitation lets somebody in, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Open,
    /// It was used as often as it may be.
    UsedUp,
    /// It has run out.
    Expired,
    /// Somebody ended it.
    Revoked,
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
