//! Sign-in links: one per role of a room, kept by their hash only.

use crate::{
    session::Token,
    store::{Link, PeopleStore, StoreError},
};
use domain::{Role, RoomId, Timestamp};

/// Makes a link and gives its path. Whoever has it may come in, in this role, until it runs out.
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
    let token = Token::random()?;
    let link = Link {
        token_hash: token.hash(),
        room: room.clone(),
        role,
        created_at: now,
        expires_at: Timestamp::from_seconds(now.seconds() + hours * 3_600),
    };
    store.add_link(&link).await?;
    Ok(join_path(&token))
}

fn join_path(token: &Token) -> String {
    format!("/join/{}", token.hex())
}
