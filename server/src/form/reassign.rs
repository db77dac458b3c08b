//! `POST /rooms/{room}/steps/{step}/reassign`: a step is given to somebody else.

use super::{Sender, expected, key};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader, StepPath},
    state::AppState,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{Command, PersonId, StepId, wire::Receipt};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Handover {
    #[serde(default)]
    key: String,
    #[serde(default)]
    expected: String,
    #[serde(default)]
    to: String,
}

/// Gives the step to somebody else.
///
/// # Errors
/// When the form cannot be read; a refusal is shown on the room's page.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    StepPath(step): StepPath,
    reader: Reader,
    headers: HeaderMap,
    Form(form): Form<Handover>,
) -> Result<Response, AppError> {
    let sent = send(&app, &asker, step, &form).await;
    Sender { app: &app, asker: &asker, reader, headers: &headers }.answer(sent, None)
}

async fn send(
    app: &AppState,
    asker: &Asker,
    step: StepId,
    form: &Handover,
) -> Result<Receipt, AppError> {
    let to = PersonId::parse(&form.to).map_err(|f| AppError::BadRequest(f.to_string()))?;
    let command = Command::ReassignStep { step, to };
    asker.send(app, key(&form.key)?, expected(&form.expected)?, command).await
}
