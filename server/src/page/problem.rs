//! The page that says what went wrong and what to do.

use super::shell::Shell;
use crate::{error::AppError, extract::Reader, oidc, state::AppState};
use axum::{
    http::{StatusCode, Uri, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use frontend::{boot::ProblemPage, render, text::server::server_text};

/// The page of an error at an address, without its status.
#[must_use]
pub fn of(app: &AppState, error: &AppError, reader: Reader, here: &Uri) -> Response {
    let text = server_text(reader.locale);
    let title = match error {
        AppError::NoSession
        | AppError::LinkUnknown
        | AppError::LinkExpired
        | AppError::LinkUsedUp
        | AppError::LinkRevoked => text.title_ask_for_link,
        AppError::RoomRemoved(_) => text.title_room_removed,
        _ => text.title_problem,
    };
    let back = match error {
        AppError::NoSession => {
            let here = here.path_and_query().map_or("/", PathAndQuery::as_str);
            oidc::button(app, reader.locale, here)
        }
        AppError::LinkUnknown
        | AppError::LinkExpired
        | AppError::LinkUsedUp
        | AppError::LinkRevoked => oidc::button(app, reader.locale, "/"),
        _ => Some(("/".to_owned(), text.back_to_rooms.to_owned())),
    };
    show(reader, title, error.message(reader.locale), back)
}

/// The page for somebody who has no room to go to.
#[must_use]
pub fn ask_for_link(app: &AppState, reader: Reader) -> Response {
    let text = server_text(reader.locale);
    let way_in = oidc::button(app, reader.locale, "/");
    show(reader, text.title_ask_for_link, text.ask_for_link.to_owned(), way_in)
}

/// A page that says one thing, with a way on.
pub fn show(
    reader: Reader,
    title: &str,
    message: String,
    back: Option<(String, String)>,
) -> Response {
    let page = ProblemPage {
        locale: reader.locale,
        theme: reader.theme,
        title: title.to_owned(),
        message,
        back,
    };
    let html = render::problem(&page);
    let title = format!("{title} · Bascule");
    // Without a state to write as JSON nothing can fail; the bare words are better than a loop.
    Shell { reader, title: &title, html, boot: None, live: None }
        .respond(StatusCode::OK)
        .unwrap_or_else(|_| page.message.into_response())
}
