//! `GET /oidc/start`: sends a browser to the provider.

use super::{
    Oidc, cookie_name,
    pending::{TIME_AT_PROVIDER, Waiting},
    problem::Fault,
};
use crate::{
    error::AppError,
    extract::{Query, Reader},
    form::prefs::same_site,
    lifecycle::Peer,
    session::{Token, cookie, set_cookie},
    state::AppState,
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::Timestamp;
use serde::Deserialize;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    back: String,
    #[serde(default)]
    other: bool,
}

/// Sends them there, or says why not.
///
/// # Errors
/// When no provider is set up.
pub async fn get(
    State(app): State<AppState>,
    reader: Reader,
    headers: HeaderMap,
    peer: Option<Extension<Peer>>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let oidc = app.config.oidc.clone().ok_or(AppError::NotFound)?;
    let sent = send(&app, &oidc, &headers, peer.map(|Extension(peer)| peer), &asked).await;
    Ok(sent.unwrap_or_else(|fault| fault.respond(&oidc, reader)))
}

async fn send(
    app: &AppState,
    oidc: &Oidc,
    headers: &HeaderMap,
    peer: Option<Peer>,
    asked: &Asked,
) -> Result<Response, Fault> {
    let now = app.clock.wall();
    let question = oidc.provider.question(now, asked.other).await?;
    // A browser that has begun in another tab keeps its cookie: either tab may finish.
    let name = cookie_name(&app.config);
    let known = cookie(headers, name).and_then(Token::parse);
    let token = known.map_or_else(Token::random, Ok).map_err(AppError::internal)?;
    let waiting = Waiting {
        cookie: token.hash(),
        nonce: question.nonce,
        verifier: question.verifier,
        back: same_site(&asked.back).to_owned(),
        until: Timestamp::from_seconds(now.seconds() + TIME_AT_PROVIDER),
        address: peer.map(|peer| peer.0.ip()),
    };
    oidc.pending.add(&question.state, waiting, now);
    let mut response = Redirect::to(question.address.as_str()).into_response();
    let cookie = set_cookie(&app.config, name, &token.hex(), TIME_AT_PROVIDER);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
