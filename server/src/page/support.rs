//! `GET /rooms/{room}/support`: the support desk.

use super::shell::{Live, Shell};
use crate::{
    error::AppError,
    extract::{Asker, Reader},
    panel::{self, Asked, PanelPage},
    state::AppState,
};
use axum::{extract::State, http::StatusCode, response::Response};
use frontend::{page::support::SupportPage, render, text::messages, ui::slot::Panels};
use std::sync::Arc;

/// The page.
///
/// # Errors
/// When it cannot be written.
pub async fn show(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    let room = asker.view();
    let panels = Panels(Arc::new(panel::of(
        &app,
        &asker,
        reader,
        &room,
        PanelPage::Support,
        &Asked::default(),
    )));
    let (locale, theme) = (reader.locale, reader.theme);
    let page = SupportPage { room: &room, me: &asker.person, locale, theme };
    let html = render::support(&page, panels);
    let title = room.charter.as_ref().map(|charter| charter.title.to_string());
    let title = format!(
        "{} · {}",
        messages(locale).support_desk,
        title.unwrap_or_else(|| "Bascule".into())
    );
    let live = Some(Live::alone(&app, &room, PanelPage::Support));
    Shell { reader, title: &title, html, boot: None, live }.respond(StatusCode::OK)
}
