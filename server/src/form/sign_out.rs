//! `POST /sign-out`: the session ends at once, with the streams it has open.

use crate::{
    error::AppError,
    session::{self, cookie_name, set_cookie},
    state::AppState,
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};

/// Signs out. Somebody who is not signed in is so afterwards, too.
///
/// # Errors
/// When the store cannot be written.
pub async fn post(State(app): State<AppState>, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(signed_in) = session::find(&app, &headers).await? {
        session::end(&app, &signed_in.session.token_hash).await?;
    }
    let mut response = Redirect::to("/").into_response();
    let gone = set_cookie(&app.config, cookie_name(&app.config), "", 0);
    response.headers_mut().append(header::SET_COOKIE, gone);
    // Unsent messages of this person must not greet the next one at this browser.
    let clear = HeaderValue::from_static("\"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), clear);
    Ok(response)
}
