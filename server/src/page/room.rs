//! `GET /rooms/{room}`: the room, whole before any script runs.

use super::shell::{Live, Shell};
use crate::{
    api::{instructions, snapshot},
    error::AppError,
    extract::{Asker, Query, Reader},
    panel::{self, PanelPage},
    state::AppState,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::StepId;
use frontend::{
    boot::{OpenedStep, RoomBoot, Spoken},
    render,
    ui::slot::Panels,
};
use serde::Deserialize;
use std::sync::Arc;

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The step whose details are open.
    pub step: Option<String>,
}

/// The page.
///
/// # Errors
/// When the query cannot be read.
pub async fn show(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    // A link to a step that is not there shows the room: the rest of it is still worth reading.
    let step = asked.step.and_then(|step| StepId::parse(&step).ok());
    room(&app, &asker, reader, step, None, StatusCode::OK)
}

/// The room with one step open, and something to say first after a plain form was refused.
///
/// # Errors
/// When the room cannot be written as JSON, which no room of ours is known to do.
pub fn room(
    app: &AppState,
    asker: &Asker,
    reader: Reader,
    step: Option<StepId>,
    spoken: Option<Spoken>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let view = asker.view();
    let snapshot = snapshot::of(app, asker);
    let known = step.filter(|step| snapshot.room.steps.contains_key(step));
    let asked = panel::Asked { open: known.iter().cloned().collect(), notice: None, away: None };
    let panels = panel::of(app, asker, reader, &view, PanelPage::Room, &asked);
    let panels = Panels(Arc::new(panels));
    let opened = known.map(|step| OpenedStep {
        instructions_html: instructions::html(&snapshot.room, &step),
        step,
    });
    let charter = snapshot.room.charter.as_ref();
    let title = charter.map_or("Bascule".into(), |charter| format!("{} · Bascule", charter.title));
    let boot = RoomBoot {
        locale: reader.locale,
        theme: reader.theme,
        me: asker.person.clone(),
        snapshot,
        opened,
        spoken,
    };
    let html = render::room(&boot, panels);
    let live = Some(Live::beside_the_browser_half(app, &view, PanelPage::Room));
    Shell { reader, title: &title, html, boot: Some(&boot), live }.respond(status)
}
