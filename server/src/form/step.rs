//! `POST /rooms/{room}/steps/{step}/{verb}`: the moves of a step.

use super::{Sender, expected, key};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader, StepPath},
    state::AppState,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{Command, StepId, text::Reason, wire::Receipt};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Deserialize)]
pub struct Move {
    #[serde(default)]
    key: String,
    #[serde(default)]
    expected: String,
    #[serde(default)]
    reason: String,
}

/// How a verb becomes a command.
type Verb = fn(StepId, &str) -> Result<Command, AppError>;

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident = $verb:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// When the form cannot be read; a refusal is shown on the room's page.
        pub async fn $name(
            State(app): State<AppState>,
            asker: Asker,
            step: StepPath,
            reader: Reader,
            headers: HeaderMap,
            Form(form): Form<Move>,
        ) -> Result<Response, AppError> {
            let sender = Sender { app: &app, asker: &asker, reader, headers: &headers };
            sender.answer(send(&app, &asker, step, &form, $verb).await, None)
        }
    )*};
}

verbs! {
    /// Begin.
    start = |step, reason| Ok(Command::StartStep { step, anyway: perhaps(reason)? });
    /// Tick.
    finish = |step, reason| Ok(Command::FinishStep { step, anyway: perhaps(reason)? });
    /// Leave out.
    skip = |step, reason| Ok(Command::SkipStep { step, reason: needed(reason)? });
    /// Cannot go on.
    block = |step, reason| Ok(Command::BlockStep { step, reason: needed(reason)? });
    /// Can go on.
    unblock = |step, _| Ok(Command::UnblockStep { step });
    /// Did not work.
    fail = |step, reason| Ok(Command::FailStep { step, reason: needed(reason)? });
    /// Take back.
    undo = |step, reason| Ok(Command::UndoTick { step, reason: perhaps(reason)? });
}

async fn send(
    app: &AppState,
    asker: &Asker,
    StepPath(step): StepPath,
    form: &Move,
    verb: Verb,
) -> Result<Receipt, AppError> {
    let command = verb(step, &form.reason)?;
    asker.send(app, key(&form.key)?, expected(&form.expected)?, command).await
}

fn needed(reason: &str) -> Result<Reason, AppError> {
    Reason::parse(reason).map_err(AppError::BadText)
}

fn perhaps(reason: &str) -> Result<Option<Reason>, AppError> {
    if reason.trim().is_empty() { Ok(None) } else { needed(reason).map(Some) }
}
