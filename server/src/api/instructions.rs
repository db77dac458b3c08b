//! `GET /api/rooms/{room}/steps/{step}/instructions`: how a step is done, as safe HTML.

use crate::{
    error::AppError,
    extract::{Asker, StepPath},
    markdown,
};
use axum::response::Html;
use domain::{Room, StepId};

/// The fragment; empty when the plan says nothing.
///
/// # Errors
/// When there is no such step.
pub async fn get(asker: Asker, StepPath(step): StepPath) -> Result<Html<String>, AppError> {
    let view = asker.view();
    if !view.steps.contains_key(&step) {
        return Err(AppError::NotFound);
    }
    Ok(Html(html(&view, &step).unwrap_or_default()))
}

/// The instructions of a step, if this view of the room has them: who may not read technical
/// details gets a view without.
#[must_use]
pub fn html(view: &Room, step: &StepId) -> Option<String> {
    let instructions = view.steps.get(step)?.plan.instructions.as_ref()?;
    Some(markdown::to_html(instructions.as_str()))
}
