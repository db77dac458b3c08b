//! `POST /rooms/{room}/notices/{notice}/again`: what was given up on a channel is sent again.
//! `POST /rooms/{room}/notices/{notice}/test`: a notice goes to one channel at once, marked as a
//! test, and whoever asked sees what was answered.

use super::command::{place, wants_json};
use crate::{
    channel::{Channel, NoticeNumber, email::MailAddress},
    dispatch::Run,
    error::AppError,
    extract::{Asker, Form, Reader, path_part},
    page::{comms::desk_path, problem},
    panel::channels::outgoing,
    state::AppState,
};
use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{HeaderMap, StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::{ChannelId, word::notice::NoticeId};
use frontend::boot::Locale;
use serde_json::json;

/// The notice of the address.
#[derive(Debug, Clone, Copy)]
pub struct OfNotice(NoticeId);

impl<S: Send + Sync> FromRequestParts<S> for OfNotice {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let notice = path_part(parts, state, "notice").await?;
        notice.parse().map(|number| Self(NoticeId(number))).map_err(|_| AppError::NotFound)
    }
}

/// Sends again what was given up. Pressed twice, it is sent once.
///
/// # Errors
/// When the store cannot be written, or no such channel is set up.
pub async fn again(
    State(app): State<AppState>,
    asker: Asker,
    OfNotice(notice): OfNotice,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let channel = channel(&app, &asker, &fields)?;
    if Run::of(&asker.view()) == Run::Rehearsal {
        return Err(AppError::Rehearsal);
    }
    let number = NoticeNumber(notice.0);
    let letters = app.dispatch.again(&asker.room, number, &channel.id).await;
    let letters = letters.map_err(AppError::internal)?;
    tracing::info!(room = %asker.room, %notice, channel = %channel.id, by = %asker.person.id, letters, "sent again");
    if wants_json(&headers) {
        return Ok(Json(json!({ "letters": letters })).into_response());
    }
    let back = place(&asker, &fields, "back").unwrap_or_else(|| desk_path(&asker.room));
    Ok(Redirect::to(&back).into_response())
}

/// Sends a test, and says what was answered.
///
/// # Errors
/// Why it did not get there, in the reader's language.
pub async fn test(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
    OfNotice(notice): OfNotice,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let channel = channel(&app, &asker, &fields)?;
    let room = asker.view();
    if Run::of(&room) == Run::Rehearsal {
        return Err(AppError::Rehearsal);
    }
    let office = app.dispatch.office();
    let outgoing = outgoing(office, &room, notice, app.clock.now()).ok_or(AppError::NotFound)?;
    let to = match own(&fields, "to") {
        "" => None,
        address => {
            let address = address.parse::<MailAddress>();
            Some(address.map_err(|_| AppError::BadRequest("to".into()))?)
        }
    };
    let sent = office.send_test(&channel, outgoing, to).await;
    tracing::info!(room = %asker.room, %notice, channel = %channel.id, by = %asker.person.id, taken = sent.is_ok(), "a test");
    let answer =
        sent.map_err(|untaken| AppError::Undelivered(untaken.trouble.in_words(reader.locale)))?;
    let said = answered(&answer.said, reader.locale);
    if wants_json(&headers) {
        return Ok(Json(json!({ "says": said })).into_response());
    }
    let (title, back) = match reader.locale {
        Locale::En => ("The test was taken", "Back to the notice"),
        Locale::Fr => ("L’essai est arrivé", "Retour à l’annonce"),
    };
    let path = place(&asker, &fields, "back").unwrap_or_else(|| desk_path(&asker.room));
    let page = problem::show(reader, title, said, Some((path, back.to_owned())));
    Ok((StatusCode::OK, page).into_response())
}

fn answered(said: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("It was taken. The answer: “{said}”"),
        Locale::Fr => format!("C’est arrivé. La réponse\u{202f}: «\u{202f}{said}\u{202f}»"),
    }
}

/// The channel that the form names, if it is one of this room.
fn channel(
    app: &AppState,
    asker: &Asker,
    fields: &[(String, String)],
) -> Result<Channel, AppError> {
    let bad = || AppError::BadRequest("channel".into());
    let id = ChannelId::parse(own(fields, "channel")).map_err(|_| bad())?;
    let known = app.dispatch.office().channels().get(&id);
    known.filter(|channel| channel.room == asker.room).cloned().ok_or_else(bad)
}

fn own<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
}
