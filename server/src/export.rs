//! `GET /rooms/{room}/log.json` and `log.csv`: what happened, as a file to keep. Exactly the
//! events that the reader's role sees, in the reader's language.
//!
//! The file is written as it is read from the log, a page at a time, so that a long day costs no
//! memory. When the log cannot be read the download breaks off: never a file that looks whole.

mod csv;
mod line;

use crate::{
    error::AppError,
    extract::{Asker, Reader},
    state::AppState,
    store::{EventStore, StoreError},
};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{Recorded, Role, Room, RoomId, Seq, audience::seen_by};
use frontend::boot::Locale;
use futures::Stream;
use line::Line;
use serde_json::json;
use std::sync::Arc;

/// Events read at once.
const PAGE: u32 = 500;

/// As JSON: one object that says what it is, with every event in it.
///
/// # Errors
/// When the room has no title, which no room of ours is known to lack.
pub async fn json(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    let view = asker.view();
    let charter = view.charter.as_ref().ok_or(AppError::NoRoom)?;
    let about = json!({
        "room": asker.room,
        "title": charter.title,
        "zone": charter.zone.name,
        "seen_as": asker.person.role,
        "exported_at": line::utc(app.clock.now()),
    });
    // The object is left open for the events.
    let mut head = about.to_string();
    head.truncate(head.len() - 1);
    head.push_str(",\"events\":[");
    let written = |line: &Line, first: bool| {
        let comma = if first { "\n" } else { ",\n" };
        Ok(format!("{comma}{}", serde_json::to_string(line)?))
    };
    let file = Written { head, line: written, foot: "\n]}\n" };
    Ok(download(&app, &asker, reader.locale, view.clone(), "json", "application/json", file))
}

/// As a table for a spreadsheet.
///
/// # Errors
/// None today.
pub async fn table(
    State(app): State<AppState>,
    asker: Asker,
    reader: Reader,
) -> Result<Response, AppError> {
    let written = |line: &Line, _first: bool| Ok(csv::row(&line.cells()));
    // Without the mark, spreadsheets read the accents as something else.
    let head = format!("\u{feff}{}", csv::row(&line::heads(reader.locale).map(str::to_owned)));
    let file = Written { head, line: written, foot: "" };
    let kind = "text/csv; charset=utf-8";
    Ok(download(&app, &asker, reader.locale, asker.view(), "csv", kind, file))
}

/// How a file is written.
struct Written<F> {
    head: String,
    line: F,
    foot: &'static str,
}

fn download<F>(
    app: &AppState,
    asker: &Asker,
    locale: Locale,
    view: Arc<Room>,
    extension: &str,
    kind: &'static str,
    file: Written<F>,
) -> Response
where
    F: Fn(&Line, bool) -> Result<String, serde_json::Error> + Send + 'static,
{
    let (room, role) = (asker.room.clone(), asker.person.role);
    tracing::info!(%room, by = %asker.person.id, extension, "the log was taken away");
    let log = Log { app: app.clone(), room: room.clone(), role, cursor: Seq(0) };
    let body = Body::from_stream(pages(log, locale, view, file));
    let name = format!("attachment; filename=\"{room}-log.{extension}\"");
    let name = HeaderValue::from_str(&name);
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Somebody else at this browser must not find it in the cache.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A room's name is a slug: it fits into a header as it is.
    headers.extend(name.ok().map(|name| (header::CONTENT_DISPOSITION, name)));
    response
}

/// The log as a role sees it.
struct Log {
    app: AppState,
    room: RoomId,
    role: Role,
    cursor: Seq,
}

impl Log {
    /// The next page of what the role sees, which may be empty; `None` at the end.
    async fn next(&mut self) -> Result<Option<Vec<Recorded>>, StoreError> {
        let page = self.app.store.events(&self.room, self.cursor, PAGE).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.cursor = last.seq;
        Ok(Some(page.iter().filter_map(|recorded| seen_by(recorded, self.role)).collect()))
    }
}

/// Where the writing is.
enum At {
    Head,
    Events { first: bool },
    End,
}

fn pages<F>(
    log: Log,
    locale: Locale,
    view: Arc<Room>,
    file: Written<F>,
) -> impl Stream<Item = Result<Bytes, StoreError>> + Send
where
    F: Fn(&Line, bool) -> Result<String, serde_json::Error> + Send + 'static,
{
    futures::stream::try_unfold((log, view, file, At::Head), move |state| async move {
        let (mut log, view, file, at) = state;
        match at {
            At::Head => {
                let head = Bytes::from(file.head.clone());
                Ok(Some((head, (log, view, file, At::Events { first: true }))))
            }
            At::Events { mut first } => {
                let Some(page) = log.next().await? else {
                    return Ok(Some((Bytes::from(file.foot), (log, view, file, At::End))));
                };
                let mut text = String::new();
                for recorded in &page {
                    text.push_str(&(file.line)(&Line::of(locale, &view, recorded), first)?);
                    first = false;
                }
                Ok(Some((Bytes::from(text), (log, view, file, At::Events { first }))))
            }
            At::End => Ok(None),
        }
    })
}
