//! Who a browser is: a random token in a cookie, its hash on disk, and the rooms it has a part in.

mod open;

use crate::{
    config::Config,
    error::AppError,
    state::AppState,
    store::{Member, PeopleStore, Session, TokenHash},
};
use axum::http::{HeaderMap, HeaderValue, header};
use domain::{RoomId, Timestamp};
use std::fmt::{self, Write};

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

/// Finds who sent a request; a cookie that is odd in any way is nobody.
///
/// # Errors
/// When the store cannot be read.
pub async fn find(app: &AppState, headers: &HeaderMap) -> Result<Option<SignedIn>, AppError> {
    let Some(token) = cookie(headers, cookie_name(&app.config)).and_then(Token::parse) else {
        return Ok(None);
    };
    let hash = token.hash();
    let found = app.store.session_by_hash(&hash).await.map_err(AppError::internal)?;
    let now = app.clock.wall();
    let Some(session) = found.filter(|session| !is_over(session, now)) else { return Ok(None) };
    if now.seconds_since(session.seen_at) >= TOUCH_EVERY {
        app.store.touch_session(&hash, now).await.map_err(AppError::internal)?;
    }
    let members = app.store.members_of(&hash).await.map_err(AppError::internal)?;
    Ok(Some(SignedIn { session, members }))
}

/// Whether a session has ended by itself.
#[must_use]
pub const fn is_over(session: &Session, now: Timestamp) -> bool {
    now.seconds_since(session.expires_at) >= 0 || now.seconds_since(session.seen_at) >= IDLE
}

/// Starts a new session that is `member` in one room and keeps its other rooms, and gives the
/// cookie for it. The old token ends: one that was planted in this browser must not be let in.
///
/// # Errors
/// When the store cannot be written.
pub async fn start(
    app: &AppState,
    before: Option<SignedIn>,
    member: Member,
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
    let kept = kept.filter(|kept| kept.room != member.room);
    for member in kept.chain([&member]) {
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
    app.sessions.end(session);
    Ok(())
}

/// The name of the session's cookie. With https the browser itself guards it: `__Host-` takes no
/// other site's, no other path's and no plain http's.
#[must_use]
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-bascule" } else { "bascule" }
}

/// Writes a cookie; `seconds` of 0 takes it away.
///
/// # Panics
/// Never: names and values are our own words and hexadecimal digits.
#[must_use]
pub fn set_cookie(config: &Config, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("our own words and digits are a header")
}

/// The value of a cookie. Two different ones by one name are none: somebody else wrote one.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut values = all
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| value);
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
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

    #[test]
    fn two_different_cookies_by_one_name_are_nobody() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; bascule=x; =; ;;b"));
        assert_eq!(cookie(&headers, "bascule"), Some("x"));
        headers.append(header::COOKIE, HeaderValue::from_bytes(b"caf\xe9=1").unwrap());
        headers.append(header::COOKIE, HeaderValue::from_static("bascule=x"));
        assert_eq!(cookie(&headers, "bascule"), Some("x"));
        headers.append(header::COOKIE, HeaderValue::from_static("bascule=y"));
        assert_eq!(cookie(&headers, "bascule"), None);
    }
}
