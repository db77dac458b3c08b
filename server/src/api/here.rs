//! `POST /api/rooms/{room}/here`: whether the pages of a browser are touched. This is all that is
//! told about whoever sits there: yes or no, at most once a minute. Kept in memory only, and only
//! as long as the browser follows the room.

use crate::{
    error::AppError,
    extract::{Asker, Json},
    state::AppState,
};
use axum::{extract::State, http::StatusCode};
use domain::Timestamp;
use serde::Deserialize;

/// A browser says that it is idle after so many seconds without a touch; `frontend/boot.js` counts
/// the same.
const AFTER: i64 = 300;

/// What the browser says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Whether nobody has touched any of its pages for five minutes.
    idle: bool,
}

/// Takes note of it.
///
/// # Errors
/// When the body cannot be read.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    Json(Said { idle }): Json<Said>,
) -> Result<StatusCode, AppError> {
    let clock = app.clock.reading();
    let before = AFTER.saturating_mul(i64::from(clock.rate));
    let since = Timestamp::from_seconds(clock.now.seconds().saturating_sub(before));
    let session = &asker.signed_in.session.token_hash;
    asker.live.sits_idle(&asker.person.id, session, idle.then_some(since));
    Ok(StatusCode::NO_CONTENT)
}
