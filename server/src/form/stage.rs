//! `POST /rooms/{room}/stage`: the lead moves the room on.

use super::{Sender, key};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    state::AppState,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{Command, Stage, wire::Receipt};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Move {
    #[serde(default)]
    key: String,
    #[serde(default)]
    stage: String,
}

/// Moves the room on.
///
/// # Errors
/// When the form cannot be read; a refusal is shown on the room's page.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    headers: HeaderMap,
    Form(form): Form<Move>,
) -> Result<Response, AppError> {
    let sent = send(&app, &asker, &form).await;
    Sender { app: &app, asker: &asker, reader, headers: &headers }.answer(sent, None)
}

async fn send(app: &AppState, asker: &Asker, form: &Move) -> Result<Receipt, AppError> {
    let stage = Stage::from_slug(&form.stage);
    let stage = stage.ok_or_else(|| AppError::BadRequest("stage".into()))?;
    asker.send(app, key(&form.key)?, None, Command::ReachStage { stage }).await
}
