//! Who somebody of the organisation is in a room.

use super::StoreError;
use async_trait::async_trait;
use domain::{PersonId, Role, RoomId};

/// Who somebody of the organisation is in a room.
#[async_trait]
pub trait IdentityStore: Send + Sync + 'static {
    /// Everybody that a subject of an issuer is, room by room.
    async fn identities_of(&self, issuer: &str, subject: &str)
    -> Result<Vec<Identity>, StoreError>;

    /// The subject that a person of a room is, if the organisation knows them.
    async fn identity_of_person(
        &self,
        room: &RoomId,
        person: &PersonId,
    ) -> Result<Option<Identity>, StoreError>;

    /// Keeps who somebody is, in place of an earlier word about the same subject and room; false
    /// when the person is somebody else already, and then nothing is kept.
    async fn keep_identity(&self, identity: &Identity) -> Result<bool, StoreError>;
}

/// Somebody of the organisation as a person of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider, by its address.
    pub issuer: String,
    /// The provider's word for them, which never changes.
    pub subject: String,
    /// In which room.
    pub room: RoomId,
    /// Who they are there.
    pub person: PersonId,
    /// The role that was granted last; `None` since none is.
    pub granted: Option<Role>,
}

impl Identity {
    /// Whether both are the same person of the organisation.
    #[must_use]
    pub fn is(&self, issuer: &str, subject: &str) -> bool {
        self.issuer == issuer && self.subject == subject
    }
}
