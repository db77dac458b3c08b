//! `GET /api/me`: who this session is, room by room. A stream that broke asks it to tell "signed
//! out" from "down".

use crate::{extract::Browser, store::Member};
use axum::Json;
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
pub async fn get(Browser(signed_in): Browser) -> Json<Me> {
    let part = |member: &Member| Part { room: member.room.clone(), person: member.person.clone() };
    Json(Me { rooms: signed_in.members.iter().map(part).collect() })
}
