//! The addresses of what people outside are shown: `GET /status/{room}` with `.json`, `.atom` or
//! `.ics` behind it, and `GET /status/{room}/badge.svg`.

use super::{Edition, atom, badge as picture, calendar, json, page};
use crate::{
    error::AppError,
    extract::{Query, accepted, path_part},
    state::AppState,
    subscriber::status_path,
};
use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::RoomId;
use frontend::boot::Locale;
use serde::Deserialize;

/// For five seconds nobody need ask, and for thirty more whoever asks may be shown the old one
/// while the cache gets the new one.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=5, stale-while-revalidate=30");

/// How an edition is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// For people.
    Page,
    /// For programs.
    Json,
    /// For readers of feeds.
    Atom,
    /// For calendars.
    Calendar,
}

impl Way {
    const fn slug(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Json => "json",
            Self::Atom => "atom",
            Self::Calendar => "ics",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Page => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Calendar => "text/calendar; charset=utf-8",
        }
    }
}

/// Which room, which way, in which language. The language is the address's, or else what the
/// browser accepts: never a cookie's, so that a cache in between serves everybody.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which room.
    pub room: RoomId,
    /// Which way.
    pub way: Way,
    /// In which language.
    pub locale: Locale,
    /// What the reader has already.
    known: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Lang {
    #[serde(default)]
    lang: String,
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, AppError> {
        let name = path_part(parts, app, "room").await?;
        let (name, way) = match name.rsplit_once('.') {
            None => (name.as_str(), Way::Page),
            Some((name, "json")) => (name, Way::Json),
            Some((name, "atom")) => (name, Way::Atom),
            Some((name, "ics")) => (name, Way::Calendar),
            Some(_) => return Err(AppError::NotFound),
        };
        let room = RoomId::parse(name).map_err(|_| AppError::NotFound)?;
        let query = Query::<Lang>::from_request_parts(parts, app).await;
        let asked = query.ok().and_then(|Query(Lang { lang })| Locale::from_slug(&lang));
        let locale = asked.unwrap_or_else(|| accepted(&parts.headers));
        let known = parts.headers.get(header::IF_NONE_MATCH);
        let known = known.and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Self { room, way, locale, known })
    }
}

/// The edition that stands, the way it is asked for.
///
/// # Errors
/// [`AppError::NotFound`] of a room that is not published, in the words for one that is not there.
pub async fn show(State(app): State<AppState>, asked: Asked) -> Result<Response, AppError> {
    let edition = app.boards.edition(&app, &asked.room).await?.ok_or(AppError::NotFound)?;
    let Asked { way, locale, .. } = asked;
    let now = app.clock.reading().now;
    let office = app.dispatch.office();
    let here = office.link(&status_path(&edition.room));
    let body = || match way {
        Way::Page => {
            let mail = office.channels().mail_of(&edition.room).is_some();
            Ok(page::html(&edition, locale, now, mail))
        }
        Way::Json => json::body(&edition),
        Way::Atom => Ok(atom::feed(&edition, locale, &here)),
        Way::Calendar => Ok(calendar::calendar(&edition, locale, &here, office.host())),
    };
    let body = || body().map_err(AppError::internal);
    // Without a script the page says when it was made: a copy that says an older minute has had
    // its time, though nothing else has changed.
    let tag = match way {
        Way::Page => format!("{}-{}", way.slug(), now.seconds().div_euclid(60)),
        Way::Json | Way::Atom | Way::Calendar => way.slug().to_owned(),
    };
    answer(&edition, &asked, (&tag, way.media_type()), body)
}

/// The edition that stands, as a picture.
///
/// # Errors
/// [`AppError::NotFound`] of a room that is not published.
pub async fn badge(State(app): State<AppState>, asked: Asked) -> Result<Response, AppError> {
    let edition = app.boards.edition(&app, &asked.room).await?.ok_or(AppError::NotFound)?;
    let body = || Ok(picture::svg(&edition, asked.locale));
    answer(&edition, &asked, ("badge", "image/svg+xml"), body)
}

fn answer(
    edition: &Edition,
    asked: &Asked,
    (way, media_type): (&str, &'static str),
    body: impl FnOnce() -> Result<String, AppError>,
) -> Result<Response, AppError> {
    let tag = edition.tag(&format!("{way}-{}", asked.locale.slug()));
    let strong = tag.trim_start_matches("W/");
    let same = asked.known.as_deref().is_some_and(|known| {
        known.split(',').any(|one| one.trim().trim_start_matches("W/") == strong)
    });
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], body()?).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(AppError::internal)?);
    headers.insert(header::CACHE_CONTROL, KEPT);
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if media_type != Way::Page.media_type() {
        open_to_other_sites(headers);
    }
    Ok(response)
}

/// It is public anyway: any page may read it, and show the picture.
fn open_to_other_sites(headers: &mut HeaderMap) {
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}
