//! The sender's own sessions, ended one by one or all at once.

use super::answer;
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    session::{self, cookie_name, set_cookie},
    state::AppState,
    store::PeopleStore,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use frontend::boot::people::Typed;
use serde::Deserialize;

/// Which session.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(default)]
    session: String,
}

/// Ends one of the sender's sessions, or all. One of somebody else, or none, changes nothing.
///
/// # Errors
/// When the store cannot be written.
pub async fn end_session(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(Which { session: which }): Form<Which>,
) -> Result<Response, AppError> {
    let mine = app.store.sessions_of(&asker.room, &asker.person.id).await;
    let mine = mine.map_err(AppError::internal)?;
    let mut ended_this_one = false;
    for found in mine.iter().filter(|s| which == "all" || s.token_hash.short() == which) {
        session::end(&app, &found.token_hash).await?;
        ended_this_one |= found.token_hash == asker.signed_in.session.token_hash;
    }
    if !ended_this_one {
        return answer(&app, &asker, reader, Ok(()), Typed::default()).await;
    }
    let mut response = Redirect::to("/").into_response();
    let gone = set_cookie(&app.config, cookie_name(&app.config), "", 0);
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
