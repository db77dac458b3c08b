//! `GET /api/rooms/{room}/events?after=N`: the stream of the room for the reader's role.

use super::log::After;
use crate::{
    error::AppError,
    extract::{Asker, Query},
    state::AppState,
    stream::{Reader, follow},
};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::Seq;
use futures::StreamExt;
use std::{convert::Infallible, sync::Arc};

/// The stream.
///
/// # Errors
/// When the number to go on from cannot be read.
pub async fn get(
    State(app): State<AppState>,
    asker: Asker,
    Query(After { after }): Query<After>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = last_event_id(&headers)?.unwrap_or(after);
    let open = app.sessions.open(&asker.signed_in.session, &asker.room);
    let reader = Reader {
        role: asker.person.role,
        person: asker.person,
        session: asker.signed_in.session.token_hash,
        after,
        stop: app.stop.clone(),
        session_over: open.over.clone(),
        samples: app.samples.subscribe(&asker.room),
    };
    let frames = follow(asker.live, Arc::new(app.store.clone()), app.clock.clone(), reader);
    let body = Body::from_stream(frames.map(move |frame| {
        // Kept until the stream is dropped: that is when the session has one stream less.
        let _ = &open;
        Ok::<_, Infallible>(frame)
    }));
    // Said to every proxy on the way: this is alive, pass it on as it comes.
    let said = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform")),
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((said, body).into_response())
}

/// A browser that reconnects by itself repeats the first address, and says here what it has.
fn last_event_id(headers: &HeaderMap) -> Result<Option<Seq>, AppError> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.parse().ok());
    number.map(|seq| Some(Seq(seq))).ok_or_else(|| AppError::BadRequest("Last-Event-ID".into()))
}
