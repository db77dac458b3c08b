//! The token of a source of metrics: it sends samples of one room, and does nothing else.

use crate::{
    error::AppError,
    extract::path_part,
    lifecycle::Peer,
    session::Token,
    source::InletKind,
    state::AppState,
    store::{MetricToken, MetricTokenStore, StoreError},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use domain::{
    MetricId, RoomId, Timestamp,
    rights::{Action, Permission, Principal, permission},
    text::PersonName,
};

/// "Last used" is written down at most this often, in seconds: sources send every few seconds.
const TOUCH_EVERY: i64 = 60;

/// Whoever sends samples. Only the guard of the route makes one.
#[derive(Debug, Clone)]
pub struct Source {
    /// Of which room.
    pub room: RoomId,
    /// The one metric its token is for; `None` is every metric of the room.
    pub metric: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Source {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        // Absent means that the route was declared wrongly: closed, not open.
        parts.extensions.get::<Self>().cloned().ok_or(AppError::BadToken)
    }
}

/// Makes a token and gives it. Only its hash is kept: this is the one time it can be shown.
///
/// # Errors
/// When it cannot be kept.
pub async fn make(
    store: &impl MetricTokenStore,
    room: &RoomId,
    name: PersonName,
    by: String,
    now: Timestamp,
) -> Result<String, StoreError> {
    let token = Token::random()?;
    let kept = MetricToken {
        token_hash: token.hash(),
        room: room.clone(),
        metric: None,
        name,
        created_by: by,
        created_at: now,
        used_at: None,
        revoked_at: None,
    };
    store.add_metric_token(&kept).await?;
    Ok(token.hex())
}

/// Lets a source through, or says why not: a token that is not good says nothing about rooms, and
/// one of another room is told what a stranger is told.
///
/// # Errors
/// 401 for a bad token, 429 after too many from one address, 404 for any other room.
pub async fn admit(app: &AppState, parts: &mut Parts, action: Action) -> Result<Source, AppError> {
    let token = bearer(&parts.headers).ok_or(AppError::BadToken)?.to_owned();
    let token = token.as_str();
    if let Some(source) = of_the_file(app, parts, token).await? {
        return Ok(source);
    }
    let now = app.clock.wall();
    let Some(found) = good(app, token).await? else {
        // Only guesses are counted: nobody can shut out a source whose token is good.
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
        let too_many = peer.is_some_and(|peer| !app.tries.another(peer, now));
        return Err(if too_many { AppError::TooManyTries } else { AppError::BadToken });
    };
    let room = path_part(parts, app, "room").await?;
    if found.room.as_str() != room || permission(Principal::MetricToken, action) != Permission::Yes
    {
        return Err(AppError::NoRoom);
    }
    let live = app.rooms.open(&found.room).await.map_err(AppError::internal)?;
    if live.is_none_or(|live| live.is_removed()) {
        return Err(AppError::NoRoom);
    }
    if found.used_at.is_none_or(|used| now.seconds_since(used) >= TOUCH_EVERY) {
        let touched = app.store.touch_metric_token(&found.token_hash, now).await;
        touched.map_err(AppError::internal)?;
    }
    Ok(Source { room: found.room, metric: found.metric })
}

/// A way in that the operator's file opens: one metric of one room, or its alerts.
async fn of_the_file(
    app: &AppState,
    parts: &mut Parts,
    token: &str,
) -> Result<Option<Source>, AppError> {
    let Ok(room) = RoomId::parse(&path_part(parts, app, "room").await?) else { return Ok(None) };
    let metric = path_part(parts, app, "metric").await.ok();
    let kind = match &metric {
        None => InletKind::Alerts,
        Some(metric) => match MetricId::parse(metric) {
            Ok(metric) => InletKind::Samples(metric),
            Err(_) => return Ok(None),
        },
    };
    if app.config.sources.inlet(&room, &kind, token).is_none() {
        return Ok(None);
    }
    let live = app.rooms.open(&room).await.map_err(AppError::internal)?;
    if live.is_none_or(|live| live.is_removed()) {
        return Err(AppError::NoRoom);
    }
    Ok(Some(Source { room, metric }))
}

async fn good(app: &AppState, token: &str) -> Result<Option<MetricToken>, AppError> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let found = app.store.metric_token(&token.hash()).await.map_err(AppError::internal)?;
    Ok(found.filter(|found| found.revoked_at.is_none()))
}

/// The token of an `Authorization: Bearer …`; the scheme is read in any case (RFC 9110, 11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
