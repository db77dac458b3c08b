//! Sign-in links, kept by their hash only.

use crate::{
    session::Token,
    store::{Link, PeopleStore, StoreError},
};
use domain::{Role, RoomId, Timestamp, text::PersonName};

/// What a link is to be good for.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// In which role its holders come in.
    pub role: Role,
    /// For how long.
    pub hours: i64,
    /// How often; `None` is as often as people like.
    pub uses: Option<u32>,
    /// The one person it lets in.
    pub name: Option<PersonName>,
    /// The name of whoever makes it.
    pub by: String,
}

/// Makes a link of the product's own and gives its path: whoever has it may come in, in this
/// role, until it runs out.
///
/// # Errors
/// When it cannot be kept.
pub async fn invite(
    store: &impl PeopleStore,
    room: &RoomId,
    role: Role,
    now: Timestamp,
    hours: i64,
) -> Result<String, StoreError> {
    let invitation = Invitation { role, hours, uses: None, name: None, by: "Bascule".into() };
    make(store, room, invitation, now).await
}

/// Makes a link and gives its path. Only its hash is kept: this is the one time it can be shown.
///
/// # Errors
/// When it cannot be kept.
pub async fn make(
    store: &impl PeopleStore,
    room: &RoomId,
    invitation: Invitation,
    now: Timestamp,
) -> Result<String, StoreError> {
    let Invitation { role, hours, uses, name, by } = invitation;
    let token = Token::random()?;
    let link = Link {
        token_hash: token.hash(),
        room: room.clone(),
        role,
        created_at: now,
        expires_at: Timestamp::from_seconds(now.seconds() + hours * 3_600),
        uses,
        used: 0,
        name,
        created_by: by,
        revoked_at: None,
    };
    store.add_link(&link).await?;
    Ok(format!("/join/{}", token.hex()))
}
