//! Access tokens for metrics are made and taken back.

use super::{answer, invitation::origin};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    metric_token,
    page::people::{Said, page},
    state::AppState,
    store::MetricTokenStore,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::text::PersonName;
use frontend::boot::people::{FreshToken, Typed};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    name: String,
}

/// Makes a token and shows it, this once.
///
/// # Errors
/// When the page cannot be shown.
pub async fn make_token(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    headers: HeaderMap,
    Form(Wanted { name }): Form<Wanted>,
) -> Result<Response, AppError> {
    let parsed = match PersonName::parse(&name).map_err(AppError::BadText) {
        Ok(parsed) => parsed,
        Err(refused) => {
            let typed = Typed { form: "token", fields: vec![("name", name)] };
            return answer(&app, &asker, reader, Err(refused), typed).await;
        }
    };
    let name = parsed.to_string();
    let (room, by) = (&asker.room, asker.person.name.to_string());
    let made = metric_token::make(&app.store, room, parsed, by, app.clock.wall()).await;
    let token = made.map_err(AppError::internal)?;
    tracing::info!(%room, by = %asker.person.id, "an access token for metrics was made");
    let url = format!("{}/api/rooms/{room}/metrics/METRIC", origin(&app, &headers));
    let fresh_token = Some(FreshToken { token, name, url });
    let said = Said { fresh_token, ..Said::default() };
    page(&app, &asker, reader, said, StatusCode::OK).await
}

/// Which token.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(default)]
    token: String,
}

/// Takes a token back. One of another room, or none, changes nothing.
///
/// # Errors
/// When the store cannot be written.
pub async fn revoke_token(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(Which { token }): Form<Which>,
) -> Result<Response, AppError> {
    let tokens = app.store.metric_tokens_of(&asker.room).await.map_err(AppError::internal)?;
    if let Some(found) = tokens.iter().find(|known| known.token_hash.short() == token) {
        let (room, now) = (&asker.room, app.clock.wall());
        let revoked = app.store.revoke_metric_token(room, &found.token_hash, now).await;
        revoked.map_err(AppError::internal)?;
        tracing::info!(%room, by = %asker.person.id, "an access token was taken back");
    }
    answer(&app, &asker, reader, Ok(()), Typed::default()).await
}
