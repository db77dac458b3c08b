//! `POST /rooms/{room}/notices/check`: what a text that is being written says, before it is saved.
//! Nothing is changed; the answer is the part of the page below the text.

use super::command;
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    panel,
    state::AppState,
};
use axum::{extract::State, response::Html};
use domain::word::notice::{Content, NoticeId};
use frontend::{panel::comms, render};
use serde::Deserialize;

/// The fields of the editor that matter here; it has more.
#[derive(Deserialize)]
struct Typed {
    notice: NoticeId,
    #[serde(default)]
    content: Content,
}

/// The text as its readers would get it, with what is wrong marked.
///
/// # Errors
/// A field that cannot be read, by its name.
pub async fn check(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Html<String>, AppError> {
    let typed = command::facts(&asker, &app, &fields)?;
    let typed: Typed =
        serde_json::from_value(typed).map_err(|fault| AppError::BadShape(fault.to_string()))?;
    let view = asker.view();
    let look = panel::look(&app, &asker, reader, &view);
    let paper = view.word.notices.papers.get(&typed.notice);
    let corrections = paper.map(|paper| paper.corrections.as_slice()).unwrap_or_default();
    let saved = paper.is_some_and(|paper| paper.content == typed.content);
    let part = comms::checked(&look, typed.notice, &typed.content, corrections, saved);
    Ok(Html(render::fragment(part)))
}
