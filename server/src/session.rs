//! Who a browser is: a random token in a cookie, its hash on disk, and the rooms it has a part in.

mod cookie;
mod known;
mod open;

use crate::{
    error::AppError,
    rooms::LiveRoom,
    state::AppState,
    store::{Member, PeopleStore, Session, StoreError, TokenHash},
};
use axum::http::{HeaderMap, HeaderValue};
use domain::{Person, RoomId, Timestamp};
use std::{
    fmt::{self, Write},
    sync::Arc,
};

pub use cookie::{cookie, cookie_name, set_cookie};
pub use known::KnownSessions;
pub use open::{OpenSession, OpenSessions};

/// A session that nobody uses ends after this many seconds: twelve hours.
pub const IDLE: i64 = 12 * 3_600;

/// A session ends after this many seconds in any case: seven days.
pub const ABSOLUTE: i64 = 7 * 24 * 3_600;

/// "Last used" is written down at most this often, in seconds, so that reading stays reading.
const TOUCH_EVERY: i64 = 300;

/// 256 random bits: who holds them is let in. Shown to its holder once; never logged, and known
/// to the disk by its hash only.
pub struct Token([u8; 32]);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// As written in cookies and links: 64 hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    /// Reads what a cookie or a link says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// What the disk knows of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A browser that is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Its session.
    pub session: Session,
    /// Who it is, room by room.
    pub members: Vec<Member>,
}

impl SignedIn {
    /// Who it is in a room.
    #[must_use]
    pub fn member_of(&self, room: &RoomId) -> Option<&Member> {
        self.members.iter().find(|member| member.room == *room)
    }
}

/// Who a session is in a room now: the role is the room's to say, and a part that has ended is
/// none.
///
/// # Errors
/// When the room cannot be read.
pub async fn part_of(
    app: &AppState,
    member: &Member,
) -> Result<Option<(Arc<LiveRoom>, Person)>, AppError> {
    let opened = app.rooms.open(&member.room).await.map_err(AppError::internal)?;
    Ok(opened.and_then(|live| live.part_of(&member.person.id).map(|person| (live, person))))
}

/// Finds who sent a request; a cookie that is odd in any way is nobody.
///
/// # Errors
/// When the store cannot be read.
pub async fn find(app: &AppState, headers: &HeaderMap) -> Result<Option<Arc<SignedIn>>, AppError> {
    let Some(token) = cookie(headers, cookie_name(&app.config)).and_then(Token::parse) else {
        return Ok(None);
    };
    let hash = token.hash();
    let found = match app.known.get(&hash) {
        Some(known) => Some(known),
        None => read(app, &hash).await.map_err(AppError::internal)?,
    };
    let now = app.clock.wall();
    let Some(signed_in) = found.filter(|found| !is_over(&found.session, now)) else {
        return Ok(None);
    };
    if now.seconds_since(signed_in.session.seen_at) >= TOUCH_EVERY {
        touch(app, &hash, now).await.map_err(AppError::internal)?;
    }
    Ok(Some(signed_in))
}

async fn read(app: &AppState, hash: &TokenHash) -> Result<Option<Arc<SignedIn>>, StoreError> {
    let before = app.known.before();
    let Some(session) = app.store.session_by_hash(hash).await? else { return Ok(None) };
    let members = app.store.members_of(hash).await?;
    let signed_in = Arc::new(SignedIn { session, members });
    app.known.keep(before, signed_in.clone());
    Ok(Some(signed_in))
}

/// Notes that a session is in use.
async fn touch(app: &AppState, hash: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
    app.known.touch(hash, now);
    app.store.touch_session(hash, now).await
}

/// Whether a session has ended by itself.
#[must_use]
pub const fn is_over(session: &Session, now: Timestamp) -> bool {
    now.seconds_since(session.expires_at) >= 0 || now.seconds_since(session.seen_at) >= IDLE
}

/// Starts a new session that is `member` in one room: [`start_in`].
///
/// # Errors
/// When the store cannot be written.
pub async fn start(
    app: &AppState,
    before: Option<Arc<SignedIn>>,
    member: Member,
) -> Result<HeaderValue, AppError> {
    start_in(app, before, vec![member]).await
}

/// Starts a new session that is these members, one a room, and keeps its other rooms, and gives
/// the cookie for it. The old token ends: one that was planted in this browser must not be let in.
///
/// # Errors
/// When the store cannot be written.
pub async fn start_in(
    app: &AppState,
    before: Option<Arc<SignedIn>>,
    members: Vec<Member>,
) -> Result<HeaderValue, AppError> {
    let token = Token::random().map_err(AppError::internal)?;
    let now = app.clock.wall();
    let session = Session {
        token_hash: token.hash(),
        created_at: now,
        seen_at: now,
        expires_at: Timestamp::from_seconds(now.seconds() + ABSOLUTE),
    };
    app.store.add_session(&session).await.map_err(AppError::internal)?;
    let kept = before.iter().flat_map(|before| &before.members);
    let kept = kept.filter(|kept| members.iter().all(|member| kept.room != member.room));
    for member in kept.chain(&members) {
        app.store.add_member(&session.token_hash, member).await.map_err(AppError::internal)?;
    }
    if let Some(before) = before {
        end(app, &before.session.token_hash).await?;
    }
    Ok(set_cookie(&app.config, cookie_name(&app.config), &token.hex(), ABSOLUTE))
}

/// Ends a session at once, and the streams it has open.
///
/// # Errors
/// When the store cannot be written.
pub async fn end(app: &AppState, session: &TokenHash) -> Result<(), AppError> {
    app.store.remove_session(session).await.map_err(AppError::internal)?;
    app.known.forget(session);
    app.sessions.end(session);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_written() {
        let token = Token::random().unwrap();
        let read = Token::parse(&token.hex()).unwrap();
        assert_eq!(read.hash(), token.hash());
        for bad in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
            assert!(Token::parse(bad).is_none(), "{bad:?} was accepted");
        }
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
