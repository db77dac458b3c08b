//! The addresses of a subscription: `GET` and `POST /status/{room}/subscribe`, and `GET` and
//! `POST /status/{room}/subscription/{token}`. Open to anybody; a `GET` changes nothing.

use super::{
    LinkNow, act, ask, look,
    page::{Page, html},
    tries::Asks,
};
use crate::{
    channel::Channel,
    dispatch::Dispatch,
    error::AppError,
    extract::{Form, Reader},
    lifecycle::Peer,
    store::SqliteStore,
};
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::RoomId;
use frontend::boot::Locale;
use serde::Deserialize;
use std::sync::Arc;

/// What these addresses need.
pub struct Desk {
    /// Who subscribes.
    pub store: SqliteStore,
    /// Where their e-mail is put.
    pub dispatch: Dispatch,
    /// How often from where.
    pub asks: Asks,
}

/// The form.
#[derive(Debug, Deserialize)]
pub struct Asking {
    #[serde(default)]
    email: String,
    #[serde(default)]
    language: String,
}

/// The routes, for a server that has nothing else. One that has mounts the four handlers.
pub fn routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/status/{room}/subscribe", get(show_form).post(subscribe))
        .route("/status/{room}/subscription/{token}", get(show).post(settle))
        .with_state(desk)
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`] when the room sends no e-mail.
pub async fn show_form(
    State(desk): State<Arc<Desk>>,
    Path(room): Path<String>,
    reader: Reader,
) -> Result<Response, AppError> {
    let channel = mail_of(&desk, &room)?;
    let action = action(&channel.room);
    Ok(said(reader.locale, StatusCode::OK, Page::Form { action: &action, refused: None }))
}

/// Somebody asks for notices. The answer is the same whoever the address belongs to.
///
/// # Errors
/// [`AppError::NotFound`] when the room sends no e-mail; when the store cannot be written.
pub async fn subscribe(
    State(desk): State<Arc<Desk>>,
    Path(room): Path<String>,
    reader: Reader,
    peer: Option<Extension<Peer>>,
    Form(Asking { email, language }): Form<Asking>,
) -> Result<Response, AppError> {
    let channel = mail_of(&desk, &room)?;
    let locale = Locale::from_slug(&language).unwrap_or(reader.locale);
    let Ok(address) = email.parse() else {
        let action = action(&channel.room);
        let page = Page::Form { action: &action, refused: Some(&email) };
        return Ok(said(reader.locale, StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let now = desk.dispatch.office().now();
    if peer.is_some_and(|Extension(Peer(from))| !desk.asks.another(from.ip(), now)) {
        return Ok(said(reader.locale, StatusCode::TOO_MANY_REQUESTS, Page::TooMany));
    }
    let asked = ask(&desk.store, &desk.dispatch, &channel, &address, locale).await;
    asked.map_err(AppError::internal)?;
    Ok(said(reader.locale, StatusCode::ACCEPTED, Page::Asked))
}

/// What a link is for, and a button to do it.
///
/// # Errors
/// When the store cannot be read.
pub async fn show(
    State(desk): State<Arc<Desk>>,
    Path((room, token)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, AppError> {
    let room = RoomId::parse(&room).map_err(|_| AppError::NotFound)?;
    let now = desk.dispatch.office().now();
    let found = look(&desk.store, &room, &token, now).await.map_err(AppError::internal)?;
    // An address without a path is relative to this page: the token is not written out again.
    let action = "";
    let (status, page) = match found {
        LinkNow::Confirm => (StatusCode::OK, Page::Confirm { action }),
        LinkNow::Leave => (StatusCode::OK, Page::Leave { action }),
        LinkNow::Nothing => (StatusCode::GONE, Page::Nothing),
    };
    Ok(said(reader.locale, status, page))
}

/// Does what a link is for: the button's post, or the mail program's (RFC 8058), whose body says
/// nothing that the link does not.
///
/// # Errors
/// When the store cannot be written.
pub async fn settle(
    State(desk): State<Arc<Desk>>,
    Path((room, token)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, AppError> {
    let room = RoomId::parse(&room).map_err(|_| AppError::NotFound)?;
    let now = desk.dispatch.office().now();
    let done = act(&desk.store, &room, &token, now).await.map_err(AppError::internal)?;
    let (status, page) = match done {
        LinkNow::Confirm => (StatusCode::OK, Page::Confirmed),
        LinkNow::Leave => (StatusCode::OK, Page::Left),
        // A mail program that posts twice must not be told that it failed.
        LinkNow::Nothing => (StatusCode::OK, Page::Nothing),
    };
    Ok(said(reader.locale, status, page))
}

fn mail_of(desk: &Desk, room: &str) -> Result<Channel, AppError> {
    let room = RoomId::parse(room).map_err(|_| AppError::NotFound)?;
    let channel = desk.dispatch.office().channels().mail_of(&room).cloned();
    channel.ok_or(AppError::NotFound)
}

fn action(room: &RoomId) -> String {
    format!("{}/subscribe", super::status_path(room))
}

fn said(locale: Locale, status: StatusCode, page: Page<'_>) -> Response {
    let mut response = (status, Html(html(locale, page))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The token is in the address: it must not travel on to where a link of the page leads.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
