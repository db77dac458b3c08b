//! `GET /api/rooms/{room}/log?after=N`: frames after a number, as one JSON array.

use crate::{
    error::AppError,
    extract::{Asker, Query},
    state::AppState,
    stream::frames_after,
};
use axum::{Json, extract::State};
use domain::{Seq, wire::EventFrame};
use serde::Deserialize;

/// The most frames in one answer; who wants more asks again from the last.
const AT_ONCE: usize = 1_000;

/// From where.
#[derive(Debug, Deserialize)]
pub struct After {
    /// The last number the reader has.
    #[serde(default)]
    pub after: Seq,
}

/// The frames.
///
/// # Errors
/// When the log cannot be read.
pub async fn get(
    State(app): State<AppState>,
    asker: Asker,
    Query(After { after }): Query<After>,
) -> Result<Json<Vec<EventFrame>>, AppError> {
    let role = asker.person.role;
    let frames = frames_after(&app.store, &asker.live, role, after, AT_ONCE).await;
    frames.map(Json).map_err(AppError::internal)
}
