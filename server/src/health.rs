//! For whoever watches the process: is it alive, and would it answer.

use crate::{error::AppError, state::AppState, store::EventStore};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// `GET /livez`: the process answers.
pub async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the log can be read and the server is not stopping.
pub async fn ready(State(app): State<AppState>) -> Response {
    let stopping = app.stop.is_cancelled() || app.fatal.is_cancelled();
    if stopping {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match app.store.rooms().await {
        Ok(_) => "ok\n".into_response(),
        Err(error) => {
            let _ = AppError::internal(error);
            (StatusCode::SERVICE_UNAVAILABLE, "the log cannot be read\n").into_response()
        }
    }
}
