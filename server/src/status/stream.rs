//! `GET /status/{room}/events`: every edition as it comes, and a sign of life in between.
//!
//! A frame holds the parts of the page that move, made once a language for all readers. Its number
//! is that of the edition: it counts what was shown outside and nothing else. Whoever comes back
//! gets the edition that stands: there is nothing before it that anybody would miss.

use super::{Edition, door::Asked, page::Parts};
use crate::{error::AppError, state::AppState};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use frontend::{boot::Locale, text::when::hour_minute_second};
use futures::{Stream, StreamExt};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    time::{Interval, MissedTickBehavior, interval},
};

/// Streams that people outside may have open at once: of the server's 12,000 connections, the
/// people of the rooms keep the rest.
pub const STREAMS: usize = 10_000;

/// How often a stream says that it is alive.
const BEAT: Duration = Duration::from_secs(5);

/// Who finds no place may ask again after this many seconds.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("60");

/// The stream.
///
/// # Errors
/// [`AppError::NotFound`] of a room that is not published; when it cannot be read.
pub async fn events(State(app): State<AppState>, asked: Asked) -> Result<Response, AppError> {
    let Asked { room, locale, .. } = asked;
    app.boards.edition(&app, &room).await?.ok_or(AppError::NotFound)?;
    let live = app.rooms.open(&room).await.map_err(AppError::internal)?;
    let live = live.ok_or(AppError::NotFound)?;
    let Ok(place) = app.boards.places.clone().try_acquire_owned() else {
        return Ok(
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, ASK_AGAIN)]).into_response()
        );
    };
    let news = app.boards.follow(&app, live);
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let reader = Outside { app, locale, news, beat, last: None, _place: place };
    let body = Body::from_stream(reader.frames().map(Ok::<_, Infallible>));
    let said = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform")),
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((said, body).into_response())
}

/// One reader outside.
struct Outside {
    app: AppState,
    locale: Locale,
    news: watch::Receiver<Option<Arc<Edition>>>,
    beat: Interval,
    last: Option<Arc<Edition>>,
    _place: OwnedSemaphorePermit,
}

impl Outside {
    fn frames(self) -> impl Stream<Item = Bytes> + Send {
        futures::stream::unfold(self, |mut reader| async move {
            let frame = reader.next().await?;
            Some((frame, reader))
        })
    }

    /// The next frame; `None` when the server stops or the room is shown no more.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            let shown = self.news.borrow_and_update().clone();
            let number = |edition: &Option<Arc<Edition>>| edition.as_ref().map(|it| it.number);
            if number(&shown) != number(&self.last) {
                self.last = shown;
                return Some(self.last.as_ref()?.frame(self.locale));
            }
            tokio::select! {
                () = self.app.stop.cancelled() => return None,
                changed = self.news.changed() => changed.ok()?,
                _ = self.beat.tick() => if let Some(edition) = &self.last {
                    let now = self.app.clock.reading().now;
                    return Some(beat(&hour_minute_second(&edition.public.zone, now)));
                },
            }
        }
    }
}

/// An edition. Readers come back soon, and not all at once.
pub(super) fn frame(edition: &Edition, parts: &Parts) -> Bytes {
    // JSON has no line breaks in it, so one line holds it all. Two strings can always be written.
    let data = serde_json::to_string(parts).unwrap_or_default();
    let retry = 2_000 + getrandom::u32().unwrap_or_default() % 3_000;
    let number = edition.number;
    format!("retry: {retry}\nid: {number}\nevent: edition\ndata: {data}\n\n").into()
}

/// A sign of life, with the time on the room's clock.
fn beat(time: &str) -> Bytes {
    format!("event: beat\ndata: {time}\n\n").into()
}
