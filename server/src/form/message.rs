//! `POST /rooms/{room}/messages`: a message in the feed.

use super::{Sender, key};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    state::AppState,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{Audience, Command, event::MessageKind, text::MessageText, wire::Receipt};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Message {
    #[serde(default)]
    key: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    audience: String,
    #[serde(default)]
    text: String,
    /// Whether the teams it is for are asked to acknowledge it.
    #[serde(default)]
    asks: String,
}

/// Posts it; a refused message is put back where it was typed.
///
/// # Errors
/// When the form cannot be read.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    headers: HeaderMap,
    Form(form): Form<Message>,
) -> Result<Response, AppError> {
    let sent = send(&app, &asker, &form).await;
    Sender { app: &app, asker: &asker, reader, headers: &headers }.answer(sent, Some(form.text))
}

async fn send(app: &AppState, asker: &Asker, form: &Message) -> Result<Receipt, AppError> {
    let odd = |field: &str| AppError::BadRequest(field.to_owned());
    let audience = Audience::from_slug(&form.audience).ok_or_else(|| odd("audience"))?;
    let command = Command::PostMessage {
        message: MessageKind::from_slug(&form.kind).ok_or_else(|| odd("kind"))?,
        audience,
        asks: if form.asks.is_empty() { Vec::new() } else { audience.teams().to_vec() },
        text: MessageText::parse(&form.text).map_err(AppError::BadText)?,
    };
    asker.send(app, key(&form.key)?, None, command).await
}
