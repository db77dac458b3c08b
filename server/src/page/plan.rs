//! `GET /rooms/{room}/plan`: the plan, for everybody who may see the room; its lead edits it.

use super::shell::{Live, Shell};
use crate::{
    error::AppError,
    extract::{Asker, Query, Reader},
    panel::{self, PanelPage},
    state::AppState,
};
use axum::{extract::State, http::StatusCode, response::Response};
use frontend::{page::plan::PlanPage, render, text::messages, ui::slot::Panels};
use std::sync::Arc;

/// The page.
///
/// # Errors
/// When there is no plan yet.
pub async fn show(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let view = asker.view();
    let charter = view.charter.as_ref().ok_or(AppError::NoRoom)?;
    let editing = panel::editing(&asked);
    let panels = panel::of_plan(&app, &asker, reader, &view, &editing).await?;
    let page = PlanPage {
        locale: reader.locale,
        theme: reader.theme,
        room: asker.room.clone(),
        title: charter.title.to_string(),
        refused: None,
    };
    let html = render::plan(&page, Panels(Arc::new(panels)));
    let title = format!("{} · {}", messages(reader.locale).plan, charter.title);
    let live = Live::alone(&app, &view, PanelPage::Plan);
    let query = panel::query_of(&editing);
    let live = Some(if query.is_empty() { live } else { live.asking(&query) });
    Shell { reader, title: &title, html, boot: None, live }.respond(StatusCode::OK)
}
