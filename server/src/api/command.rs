//! `POST /api/rooms/{room}/commands`: the one write path.

use crate::{
    error::AppError,
    extract::{Asker, Json},
    state::AppState,
};
use axum::extract::State;
use domain::wire::{CommandRequest, Receipt};

/// Decides, writes, and answers once it is on disk.
///
/// # Errors
/// Why nothing was changed; or that nobody can say, and the same key should be sent again.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    Json(request): Json<CommandRequest>,
) -> Result<axum::Json<Receipt>, AppError> {
    if request.command.is_of_the_server() {
        return Err(AppError::ServerOnly);
    }
    let receipt = asker.send(&app, request.key, request.expected, request.command).await?;
    Ok(axum::Json(receipt))
}
