//! `GET /api/me`: who this session is, room by room. A stream that broke asks it to tell "signed
//! out" from "down".

use crate::session::SignedIn;
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
pub async fn get(signed_in: SignedIn) -> Json<Me> {
    let part = |member: crate::store::Member| Part { room: member.room, person: member.person };
    Json(Me { rooms: signed_in.members.into_iter().map(part).collect() })
}
