//! What HTTP says when something is wrong: one status and one stable word per variant.
//!
//! A handler returns an [`AppError`]; it becomes words only at the edge ([`speak`]), where the
//! reader's language and whether they want a page or JSON are known.

use crate::{extract::Reader, page, session::Token, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    Event, Recorded, Rejection, Role, Room, StepId,
    rights::Action,
    text::TextFault,
    time::Civil,
    wire::{ErrorBody, ErrorDetails},
};
use frontend::{
    boot::Locale,
    text::{messages, server::server_text},
};
use std::{fmt::Display, sync::Arc};

/// HTTP's view of everything that can be wrong.
#[derive(Debug, Clone)]
pub enum AppError {
    /// 400: a path, a query or a form that cannot be read.
    BadRequest(String),
    /// 400: a body that is not JSON.
    BadJson(String),
    /// 422: JSON, but not what the address takes.
    BadShape(String),
    /// 422: a text somebody typed breaks a rule.
    BadText(TextFault),
    /// 422: an invitation in a name that is somebody else's here; in words.
    NameTaken(String),
    /// 422: a test could not be handed over; in words.
    Undelivered(String),
    /// 422: a rehearsal sends nothing, not even a test.
    Rehearsal,
    /// 415: not said to be JSON.
    NotJson,
    /// 413: over this many KiB.
    TooLarge(usize),
    /// 408: the request did not arrive in time.
    TooSlow,
    /// 422: a command that only the server itself may send.
    ServerOnly,
    /// 422: the key was used before for something else.
    KeyReused,
    /// 422: the rules said no.
    Rejected(Box<Rejection>, Option<Arc<Room>>),
    /// 409: somebody touched the same step since.
    Clash(StepId, Box<Recorded>),
    /// 503: too much waits to be written.
    Busy,
    /// 503: nobody can say whether it was written.
    Unknown,
    /// 401: nobody is signed in.
    NoSession,
    /// 403: the reader's role may not do this.
    NotAllowed(Action, Role),
    /// 403: sent from another site.
    CrossSite,
    /// 404: no such room, or none the reader has a part in: the same words for both.
    NoRoom,
    /// 404: nothing at this address.
    NotFound,
    /// 405: not by this method.
    WrongMethod,
    /// 404: nobody made this sign-in link.
    LinkUnknown,
    /// 410: the sign-in link has run out.
    LinkExpired,
    /// 410: the sign-in link was used as often as it may be.
    LinkUsedUp,
    /// 410: somebody ended the sign-in link.
    LinkRevoked,
    /// 403: the reader's part in the room has ended.
    PartEnded,
    /// 410: the room was removed; said to those who had a part in it.
    RoomRemoved(Box<Gone>),
    /// 401: no access token, or none that is good.
    BadToken,
    /// 429: too many unknown sign-in links from one address.
    TooManyTries,
    /// 500: our fault, logged under this number.
    Internal(String),
}

/// The end of a room, for the sentence about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The room's title.
    pub title: String,
    /// When, in the room's zone.
    pub at: Civil,
    /// The name of whoever removed it.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Gone {
    /// Of a room; `None` while it is there.
    #[must_use]
    pub fn of(room: &Room) -> Option<Self> {
        let (removal, charter) = (room.removed()?, room.charter.as_ref()?);
        let Event::RoomRemoved { reason } = &removal.event else { return None };
        Some(Self {
            title: charter.title.to_string(),
            at: charter.zone.civil(removal.at),
            by: removal.by.name().to_owned(),
            reason: reason.to_string(),
        })
    }
}

impl AppError {
    /// Logs a cause that people must not see, once, under a number they can name.
    pub fn internal(cause: impl Display) -> Self {
        let id =
            Token::random().map_or_else(|_| "-".to_owned(), |token| token.hex()[..8].to_owned());
        tracing::error!(%id, %cause, "a request failed");
        Self::Internal(id)
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) | Self::BadJson(_) => StatusCode::BAD_REQUEST,
            Self::NoSession | Self::BadToken => StatusCode::UNAUTHORIZED,
            Self::NotAllowed(..) | Self::CrossSite | Self::PartEnded => StatusCode::FORBIDDEN,
            Self::NoRoom | Self::NotFound | Self::LinkUnknown => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Clash(..) => StatusCode::CONFLICT,
            Self::LinkExpired | Self::LinkUsedUp | Self::LinkRevoked | Self::RoomRemoved(_) => {
                StatusCode::GONE
            }
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BadShape(_)
            | Self::BadText(_)
            | Self::NameTaken(_)
            | Self::Undelivered(_)
            | Self::Rehearsal
            | Self::ServerOnly
            | Self::KeyReused
            | Self::Rejected(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy | Self::Unknown => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "bad_request",
            Self::BadJson(_) => "bad_json",
            Self::BadShape(_) => "bad_shape",
            Self::BadText(_) => "bad_text",
            Self::NameTaken(_) => "name_taken",
            Self::Undelivered(_) => "undelivered",
            Self::Rehearsal => "rehearsal",
            Self::NotJson => "not_json",
            Self::TooLarge(_) => "too_large",
            Self::TooSlow => "too_slow",
            Self::ServerOnly => "server_only",
            Self::KeyReused => "key_reused",
            Self::Rejected(rejection, _) => rejection.code(),
            Self::Clash(..) => "clash",
            Self::Busy => "busy",
            Self::Unknown => "unknown",
            Self::NoSession => "no_session",
            Self::NotAllowed(..) => "not_allowed",
            Self::CrossSite => "cross_site",
            Self::NoRoom => "no_room",
            Self::NotFound => "not_found",
            Self::WrongMethod => "wrong_method",
            Self::LinkUnknown => "link_unknown",
            Self::LinkExpired => "link_expired",
            Self::LinkUsedUp => "link_used_up",
            Self::LinkRevoked => "link_revoked",
            Self::PartEnded => "part_ended",
            Self::RoomRemoved(_) => "room_removed",
            Self::BadToken => "bad_token",
            Self::TooManyTries => "too_many_tries",
            Self::Internal(_) => "internal",
        }
    }

    /// The sentence for people.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let text = server_text(locale);
        match self {
            Self::BadRequest(why) => (text.bad_request)(why),
            Self::BadJson(why) | Self::BadShape(why) => (text.bad_json)(why),
            Self::BadText(fault) => (text.text_fault)(fault),
            Self::NameTaken(why) | Self::Undelivered(why) => why.clone(),
            Self::Rehearsal => text.rehearsal_sends_nothing.to_owned(),
            Self::NotJson => text.not_json.into(),
            Self::TooLarge(kib) => (text.too_large)(*kib),
            Self::TooSlow => text.too_slow.into(),
            Self::ServerOnly => text.server_only.into(),
            Self::KeyReused => text.key_reused.into(),
            Self::Rejected(rejection, room) => {
                messages(locale).rejection(rejection, room.as_deref())
            }
            Self::Clash(_, what) => (text.clash)(what.by.name(), (text.did)(&what.event)),
            Self::Busy => text.busy.into(),
            Self::Unknown => text.unknown_outcome.into(),
            Self::NoSession => text.no_session.into(),
            Self::NotAllowed(action, role) => messages(locale)
                .rejection(&Rejection::NotAllowed { action: *action, role: *role }, None),
            Self::CrossSite => text.cross_site.into(),
            Self::NoRoom => text.no_room.into(),
            Self::NotFound => text.not_found.into(),
            Self::WrongMethod => text.wrong_method.into(),
            Self::LinkUnknown => text.link_unknown.into(),
            Self::LinkExpired => text.link_expired.into(),
            Self::LinkUsedUp => text.link_used_up.into(),
            Self::LinkRevoked => text.link_revoked.into(),
            Self::PartEnded => text.part_ended.into(),
            Self::RoomRemoved(gone) => {
                let Gone { title, at, by, reason } = &**gone;
                (text.room_removed)(title, &(text.moment)(*at), by, reason)
            }
            Self::BadToken => text.bad_token.into(),
            Self::TooManyTries => text.too_many_tries.into(),
            Self::Internal(id) => (text.internal)(id),
        }
    }

    fn details(&self) -> Option<ErrorDetails> {
        match self {
            Self::Rejected(rejection, _) => {
                Some(ErrorDetails::Rejected { rejection: (**rejection).clone() })
            }
            Self::NotAllowed(action, role) => {
                let rejection = Rejection::NotAllowed { action: *action, role: *role };
                Some(ErrorDetails::Rejected { rejection })
            }
            Self::Clash(step, what) => Some(ErrorDetails::Clash {
                step: step.clone(),
                by: what.by.clone(),
                at: what.at,
                what: what.clone(),
            }),
            _ => None,
        }
    }

    fn retry_after(&self) -> Option<&'static str> {
        match self {
            Self::Busy | Self::Unknown => Some("1"),
            Self::TooManyTries => Some("60"),
            _ => None,
        }
    }

    fn json(&self, locale: Locale) -> Response {
        let body = ErrorBody {
            code: self.code().to_owned(),
            message: self.message(locale),
            details: self.details(),
        };
        axum::Json(body).into_response()
    }
}

impl IntoResponse for AppError {
    /// A bare status; [`speak`] finds the words.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts an error into words: a page for people, JSON for programs, in the reader's language.
pub async fn speak(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let reader = Reader::of(request.headers());
    let here = request.uri().clone();
    let as_page = wants_page(here.path(), request.headers());
    let mut response = next.run(request).await;
    let error = match response.extensions_mut().remove::<AppError>() {
        Some(error) => error,
        // The time-out layer knows no words.
        None if response.status() == StatusCode::REQUEST_TIMEOUT => AppError::TooSlow,
        None => return response,
    };
    let (mut parts, _) = response.into_parts();
    // Whatever the bare answer said about its empty body is no longer true.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let page = as_page.then(|| page::problem::of(&app, &error, reader, &here));
    let mut spoken = page.unwrap_or_else(|| error.json(reader.locale));
    *spoken.status_mut() = error.status();
    spoken.headers_mut().extend(parts.headers);
    if let Some(seconds) = error.retry_after() {
        spoken.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
    }
    spoken
}

fn wants_page(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    accept.contains("text/html") || !(path.starts_with("/api/") || accept.contains("json"))
}
