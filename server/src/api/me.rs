//! `GET /api/me`: who this session is, room by room. A stream that broke asks it to tell "signed
//! out" from "down".

use crate::{error::AppError, extract::Browser, session, state::AppState};
use axum::{Json, extract::State};
use domain::{Person, RoomId};
use serde::Serialize;

/// The answer.
#[derive(Debug, Serialize)]
pub struct Me {
    rooms: Vec<Part>,
}

/// A part in one room.
#[derive(Debug, Serialize)]
pub struct Part {
    room: RoomId,
    person: Person,
}

/// Who this is.
///
/// # Errors
/// When a room cannot be read.
pub async fn get(
    State(app): State<AppState>,
    Browser(signed_in): Browser,
) -> Result<Json<Me>, AppError> {
    let mut rooms = Vec::new();
    for member in &signed_in.members {
        if let Some((_, person)) = session::part_of(&app, member).await? {
            rooms.push(Part { room: member.room.clone(), person });
        }
    }
    Ok(Json(Me { rooms }))
}
