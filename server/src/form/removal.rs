//! `POST /rooms/{room}/remove`: the room is taken away. Its log stays on disk.

use super::people::{answer, send};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    state::AppState,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Command,
    text::{Reason, Title},
    wire::room_path,
};
use frontend::boot::people::Typed;
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    reason: String,
}

/// Removes the room; its address then says so.
///
/// # Errors
/// When the page cannot be shown.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(Wanted { seq, title, reason }): Form<Wanted>,
) -> Result<Response, AppError> {
    let command = || {
        let title = Title::parse(&title).map_err(AppError::BadText)?;
        let reason = Reason::parse(&reason).map_err(AppError::BadText)?;
        Ok(Command::RemoveRoom { title, reason })
    };
    match send(&app, &asker, &seq, command()).await {
        Ok(()) => Ok(Redirect::to(&room_path(&asker.room)).into_response()),
        Err(refused) => {
            let fields = vec![("title", title), ("reason", reason)];
            let typed = Typed { form: "remove", fields };
            answer(&app, &asker, reader, Err(refused), typed).await
        }
    }
}
