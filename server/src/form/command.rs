//! `POST /rooms/{room}/commands`: any command, read from the fields of a form.
//!
//! One address for every form of every panel: a field is named like the command's, and says after
//! a `#` how its text becomes a value. What comes out is read by the same types as the JSON of the
//! one write path, so there is no second copy of a rule here.

mod field;

pub(crate) use field::Day;

use super::{Sender, expected, key};
use crate::{
    error::AppError,
    extract::{Asker, Form, Reader},
    state::AppState,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Command, Seq, wire::Receipt};
use serde::Serialize;
use serde_json::Value;

/// The fields that are about the form itself.
const OWN: [&str; 5] = ["do", "key", "expected", "back", "then"];

/// Stands in `then` for the number of the notice that is about to be begun.
const NOTICE: &str = "{notice}";

/// What a script is told: the receipt, and where to go from here.
#[derive(Serialize)]
struct Answer {
    seq: Seq,
    #[serde(skip_serializing_if = "Option::is_none")]
    go: Option<String>,
}

/// Sends the command. A script is answered in JSON, a browser without one goes back to where the
/// form was.
///
/// # Errors
/// Why nothing was changed, in the reader's language.
pub async fn post(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let sent = send(&app, &asker, &fields).await;
    if wants_json(&headers) {
        return sent.map(|Receipt { seq }| {
            let go = place(&asker, &fields, "then").map(|go| at_its_notice(&asker, go, seq));
            Json(Answer { seq, go }).into_response()
        });
    }
    let next = place(&asker, &fields, "then").or_else(|| place(&asker, &fields, "back"));
    if let (Ok(Receipt { seq }), Some(next)) = (&sent, next) {
        return Ok(Redirect::to(&at_its_notice(&asker, next, *seq)).into_response());
    }
    Sender { app: &app, asker: &asker, reader, headers: &headers }.answer(sent, None)
}

/// A place that names the notice which the command has just begun: its number is the room's to
/// give. One that has moved on since, as when a form is sent twice, is found on the desk.
fn at_its_notice(asker: &Asker, place: String, seq: Seq) -> String {
    if !place.contains(NOTICE) {
        return place;
    }
    let view = asker.view();
    let mut papers = view.word.notices.papers.iter();
    match papers.find(|(_, paper)| paper.version == seq) {
        Some((notice, _)) => place.replace(NOTICE, &notice.to_string()),
        None => place.split('?').next().unwrap_or_default().to_owned(),
    }
}

async fn send(
    app: &AppState,
    asker: &Asker,
    fields: &[(String, String)],
) -> Result<Receipt, AppError> {
    let command = read(asker, app, fields)?;
    if command.is_of_the_server() {
        return Err(AppError::ServerOnly);
    }
    let (key, expected) = (key(own(fields, "key"))?, expected(own(fields, "expected"))?);
    asker.send(app, key, expected, command).await
}

/// What the fields say, as the JSON of a command without its name.
pub(super) fn facts(
    asker: &Asker,
    app: &AppState,
    fields: &[(String, String)],
) -> Result<Value, AppError> {
    let view = asker.view();
    let zone = view.charter.as_ref().map(|charter| &charter.zone);
    put_all(fields, &Day { zone, now: app.clock.reading().now })
}

/// The command that the fields ask for.
pub(super) fn read(
    asker: &Asker,
    app: &AppState,
    fields: &[(String, String)],
) -> Result<Command, AppError> {
    named(own(fields, "do"), facts(asker, app, fields)?)
}

/// A command by its name and its fields, such as `run.begin_hold` and `reason`: the command
/// `begin_hold` of the family `run`.
///
/// # Errors
/// Which field cannot be read, or what the command lacks.
pub(crate) fn of_fields<'a>(
    name: &str,
    fields: impl Iterator<Item = &'a (String, String)>,
    day: &Day<'_>,
) -> Result<Command, AppError> {
    named(name, put_all(fields, day)?)
}

fn put_all<'a>(
    fields: impl IntoIterator<Item = &'a (String, String)>,
    day: &Day<'_>,
) -> Result<Value, AppError> {
    let mut facts = Value::Object(serde_json::Map::new());
    let fields: Vec<&(String, String)> = fields.into_iter().collect();
    let left_out: Vec<&str> =
        fields.iter().filter_map(|(name, text)| field::leaves_out(name, text)).collect();
    let is_left_out = |name: &str| {
        let below = |part: &&str| name.strip_prefix(*part).is_some_and(|it| it.starts_with('.'));
        left_out.iter().any(below)
    };
    let said = fields.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    for (name, text) in said.filter(|(_, text)| !text.trim().is_empty()) {
        if !is_left_out(name) {
            field::put(&mut facts, name, text, day)?;
        }
    }
    Ok(facts)
}

fn named(name: &str, facts: Value) -> Result<Command, AppError> {
    let mut command = facts;
    for name in name.rsplit('.') {
        command = Value::Object([(name.to_owned(), command)].into_iter().collect());
    }
    serde_json::from_value(command).map_err(|fault| AppError::BadShape(fault.to_string()))
}

fn own<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// Where the form was (`back`), or where its answer is (`then`): a page of this room and nowhere
/// else.
pub(super) fn place(asker: &Asker, fields: &[(String, String)], name: &str) -> Option<String> {
    let back = own(fields, name);
    let here = format!("/rooms/{}", asker.room);
    let rest = back.strip_prefix(&here)?;
    let plain = rest.is_empty() || rest.starts_with(['/', '?', '#']);
    (plain && !back.contains(['\\', '\r', '\n'])).then(|| back.to_owned())
}
