//! `GET /api/rooms/{room}`: the room as the reader's role sees it.

use crate::{extract::Asker, state::AppState, store::EventStore};
use axum::{Json, extract::State};
use domain::wire::Snapshot;

/// The room now.
pub async fn get(State(app): State<AppState>, asker: Asker) -> Json<Snapshot> {
    Json(of(&app, &asker))
}

/// The room as a role sees it, with the number its stream goes on from.
#[must_use]
pub fn of(app: &AppState, asker: &Asker) -> Snapshot {
    Snapshot {
        epoch: app.store.epoch(),
        room: (*asker.view()).clone(),
        clock: app.clock.reading(),
        presence: asker.live.presence(),
    }
}
