//! `GET /api/rooms/{room}`: the room as the reader's role sees it.

use crate::{extract::Asker, state::AppState, store::EventStore};
use axum::{Json, extract::State};
use domain::wire::Snapshot;
use frontend::told::page_view;

/// The room now.
pub async fn get(State(app): State<AppState>, asker: Asker) -> Json<Snapshot> {
    Json(of(&app, &asker))
}

/// The room as a role's page knows it, with the number its stream goes on from.
#[must_use]
pub fn of(app: &AppState, asker: &Asker) -> Snapshot {
    Snapshot {
        epoch: app.store.epoch(),
        room: page_view(&asker.view()),
        clock: app.clock.reading(),
        presence: asker.live.presence(),
    }
}
