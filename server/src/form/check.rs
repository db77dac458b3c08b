//! `POST /rooms/{room}/plan/check`: what would be wrong with a form that is being filled in, or
//! what would follow from it. Nothing is changed and nothing is kept.

use super::command::read;
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    state::AppState,
};
use axum::{Json, extract::State};
use domain::{
    Actor, Command, Context, Room, Timestamp, decide,
    run::{
        EditCommand, RunCommand,
        edit::{diff, what_if},
    },
};
use frontend::{
    boot::Locale,
    text::{messages, when},
};
use serde::Serialize;

/// The answer, in the reader's language.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// Whether the form would be accepted now.
    ok: bool,
    /// What would be wrong, or what would follow.
    says: String,
}

/// Decides on the form without doing it.
///
/// # Errors
/// None of its own: what cannot be read is an answer like any other.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Json<Checked>, AppError> {
    let no = |says| Ok(Json(Checked { ok: false, says }));
    let command = match read(&asker, &app, &fields) {
        Ok(command) => command,
        Err(error) => return no(error.message(reader.locale)),
    };
    let (now, actor) = (app.clock.now(), Actor::Person(asker.person.clone()));
    let room = asker.live.views().whole().clone();
    match decide(&room, command.clone(), &Context { now, actor }) {
        Ok(_) => {
            let says = follows(&room, &command, now, reader.locale).unwrap_or_default();
            Ok(Json(Checked { ok: true, says }))
        }
        Err(rejection) => no(messages(reader.locale).rejection(&rejection, Some(&asker.view()))),
    }
}

/// Where the end would be with the edit, and with all that is proposed before it.
fn follows(room: &Room, command: &Command, now: Timestamp, locale: Locale) -> Option<String> {
    let Command::Run(RunCommand::Edit(EditCommand::Change(edit))) = command else { return None };
    let zone = &room.charter.as_ref()?.zone;
    let edits = room.run.edits.proposal.iter().chain([&**edit]);
    let (was, is) = diff(room, &what_if(room, edits).ok()?, now).end;
    let (was, is) = (when::hour_minute(zone, was), when::hour_minute(zone, is));
    Some(match (locale, was == is) {
        (Locale::En, true) => format!("The forecast end stays at {is}."),
        (Locale::Fr, true) => format!("La fin prévue reste à {is}."),
        (Locale::En, false) => format!("The forecast end moves from {was} to {is}."),
        (Locale::Fr, false) => format!("La fin prévue passe de {was} à {is}."),
    })
}
