//! `GET /oidc/callback`: the provider sends somebody back.

use super::{Oidc, cookie_name, identity::members, problem::Fault};
use crate::{
    error::AppError,
    extract::{Query, Reader},
    session::{self, Token, cookie, set_cookie},
    state::AppState,
    store::Member,
};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::wire::room_path;
use serde::Deserialize;

/// What the provider says. Its own words for people are not read: anybody can write an address.
#[derive(Deserialize)]
pub struct Said {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Lets them in, or says why not.
///
/// # Errors
/// When no provider is set up.
pub async fn get(
    State(app): State<AppState>,
    reader: Reader,
    headers: HeaderMap,
    Query(said): Query<Said>,
) -> Result<Response, AppError> {
    let oidc = app.config.oidc.clone().ok_or(AppError::NotFound)?;
    let came = come_in(&app, &oidc, reader, &headers, said).await;
    Ok(came.unwrap_or_else(|fault| fault.respond(&oidc, reader)))
}

async fn come_in(
    app: &AppState,
    oidc: &Oidc,
    reader: Reader,
    headers: &HeaderMap,
    said: Said,
) -> Result<Response, Fault> {
    let now = app.clock.wall();
    let browser = cookie(headers, cookie_name(&app.config)).and_then(Token::parse);
    let waiting = match (said.state, browser) {
        (Some(state), Some(browser)) => oidc.pending.take(&state, browser.hash(), now),
        _ => None,
    };
    let waiting = waiting.ok_or(Fault::Mismatch)?;
    if !oidc.provider.is(said.iss.as_deref()) {
        return Err(Fault::forged("the answer is another provider's"));
    }
    if let Some(error) = said.error {
        tracing::info!(?error, "the sign-in provider says no");
        return Err(if error == "access_denied" { Fault::Denied } else { Fault::Down });
    }
    let code = said.code.ok_or(Fault::Mismatch)?;
    let somebody = oidc.provider.who(code, waiting.verifier, &waiting.nonce, now).await?;
    let members = members(app, oidc, reader, &somebody).await?;
    for Member { room, person } in &members {
        let role = person.role.slug();
        tracing::info!(%room, person = %person.id, role, "signed in by the provider");
    }
    let to = match (waiting.back.as_str(), members.as_slice()) {
        ("/", [only]) => room_path(&only.room),
        (back, _) => back.to_owned(),
    };
    let before = session::find(app, headers).await?;
    let session = session::start_in(app, before, members).await?;
    let used = set_cookie(&app.config, cookie_name(&app.config), "", 0);
    let mut response = Redirect::to(&to).into_response();
    for cookie in [session, used] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
