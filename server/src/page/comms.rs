//! `GET /rooms/{room}/comms`: the comms desk. `GET /rooms/{room}/promises`: what people outside
//! were told, and whether it is still true.

use super::shell::{Live, Shell};
use crate::{
    error::AppError,
    extract::{Asker, Query, Reader},
    panel::{self, Asked, PanelPage},
    state::AppState,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    RoomId,
    rights::{Action, Permission, permission},
};
use frontend::{page::comms::CommsPage, render, ui::slot::Panels};
use std::sync::Arc;

/// The address of the desk.
#[must_use]
pub fn desk_path(room: &RoomId) -> String {
    format!("/rooms/{room}/comms")
}

/// The desk, with one notice open.
///
/// # Errors
/// When the query cannot be read.
pub async fn desk(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let mut asked = Asked::of(&query);
    // The page stays with the notice it has shown first, whatever is begun meanwhile.
    let view = asker.view();
    asked.notice = panel::look(&app, &asker, reader, &view).open_notice(asked.notice);
    let mut path = desk_path(&asker.room);
    if let Some(notice) = asked.notice {
        path = format!("{path}?notice={notice}");
    }
    let (page, live) = parts(&app, &asker, reader, PanelPage::Comms, path)?;
    let panels = panel::of_comms(&app, &asker, reader, &asker.view(), &asked).await?;
    let live = match asked.notice {
        Some(notice) => live.asking(&format!("notice={notice}")),
        None => live,
    };
    let title = format!("{} · Bascule", page.room_title);
    let html = render::comms(&page, Panels(Arc::new(panels)));
    Shell { reader, title: &title, html, boot: None, live: Some(live) }.respond(StatusCode::OK)
}

/// The ledger.
///
/// # Errors
/// When the room has no plan, which no open room is without.
pub async fn promises(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    let path = format!("/rooms/{}/promises", asker.room);
    let (page, live) = parts(&app, &asker, reader, PanelPage::Promises, path)?;
    let (view, asked) = (asker.view(), Asked::default());
    let panels = panel::of(&app, &asker, reader, &view, PanelPage::Promises, &asked);
    let title = format!("{} · Bascule", page.room_title);
    let html = render::promises(&page, Panels(Arc::new(panels)));
    Shell { reader, title: &title, html, boot: None, live: Some(live) }.respond(StatusCode::OK)
}

fn parts(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    which: PanelPage,
    back: String,
) -> Result<(CommsPage, Live), AppError> {
    let view = asker.view();
    let charter = view.charter.as_ref().ok_or(AppError::NoRoom)?;
    let page = CommsPage {
        locale: reader.locale,
        theme: reader.theme,
        room: asker.room.clone(),
        room_title: charter.title.to_string(),
        back,
        has_desk: permission(asker.person.role, Action::ReadDrafts) == Permission::Yes,
    };
    Ok((page, Live::alone(app, &view, which)))
}
