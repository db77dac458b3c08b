//! The vocabulary of handlers: who reads, who asks, and bodies with our own words for "no".

use crate::{
    error::AppError,
    execute::{Order, Refused},
    people, rehearse,
    rooms::LiveRoom,
    session::{SignedIn, cookie},
    state::AppState,
};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use domain::{Actor, Command, Key, Person, Room, RoomId, Seq, StepId, wire::Receipt};
use frontend::boot::{Locale, Theme};
use serde::de::DeserializeOwned;
use std::{convert::Infallible, sync::Arc};

/// The longest body, in KiB: a message of 4,000 characters takes a third of it.
pub const BODY_KIB: usize = 64;

/// The cookie of the reader's language.
pub const LOCALE_COOKIE: &str = "bascule_locale";

/// The cookie of the reader's theme.
pub const THEME_COOKIE: &str = "bascule_theme";

/// How somebody reads: language and theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// The language of every sentence.
    pub locale: Locale,
    /// Light, dark, or what the system says.
    pub theme: Theme,
}

impl Reader {
    /// From the cookies; without one, the language comes from what the browser accepts.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let chosen = cookie(headers, LOCALE_COOKIE).and_then(Locale::from_slug);
        let theme = cookie(headers, THEME_COOKIE).and_then(Theme::from_slug);
        Self {
            locale: chosen.unwrap_or_else(|| accepted(headers)),
            theme: theme.unwrap_or(Theme::System),
        }
    }
}

/// The first of our languages by weight; English when none is asked for.
pub(crate) fn accepted(headers: &HeaderMap) -> Locale {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut best = (0.0, Locale::En);
    for part in accept.unwrap_or("").split(',').take(32) {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        let language = tag.trim().split('-').next().unwrap_or("").to_ascii_lowercase();
        if let Some(locale) = Locale::from_slug(&language).filter(|_| weight > best.0) {
            best = (weight, locale);
        }
    }
    best.1
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// Who asks, in the room of the address. Only the guard of the route makes one, so a handler
/// that has it knows that the session has a part in the room and the role the right to be here.
#[derive(Clone)]
pub struct Asker {
    /// The room.
    pub room: RoomId,
    /// The same, live.
    pub live: Arc<LiveRoom>,
    /// Who they are in it.
    pub person: Person,
    /// Their session.
    pub signed_in: Arc<SignedIn>,
}

impl Asker {
    /// The room as their role sees it.
    #[must_use]
    pub fn view(&self) -> Arc<Room> {
        self.live.views().of(self.person.role).clone()
    }

    /// Sends a command in their name.
    ///
    /// # Errors
    /// Why it was refused, as HTTP says it.
    pub async fn send(
        &self,
        app: &AppState,
        key: Key,
        expected: Option<Seq>,
        command: Command,
    ) -> Result<Receipt, AppError> {
        let actor = Actor::Person(self.person.clone());
        let asked = command.clone();
        let order = Order { room: self.room.clone(), actor, key, expected, command };
        let receipt = app.executor.execute(order).await.map_err(|refused| self.said(refused))?;
        rehearse::follow(app, self.live.views().whole(), &asked).await;
        people::follow(app, &self.live, asked).await.map_err(AppError::internal)?;
        Ok(receipt)
    }

    fn said(&self, refused: Refused) -> AppError {
        match refused {
            Refused::Rejected(rejection) => {
                AppError::Rejected(Box::new(rejection), Some(self.view()))
            }
            Refused::Clash { step, recorded } => AppError::Clash(step, recorded),
            Refused::KeyReused => AppError::KeyReused,
            Refused::NoSuchRoom => AppError::NoRoom,
            Refused::Busy => AppError::Busy,
            Refused::Unknown => AppError::Unknown,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        // Absent means that the route was declared public by mistake: closed, not open.
        parts.extensions.get::<Self>().cloned().ok_or(AppError::NoSession)
    }
}

/// A browser that is signed in, on a route that asks for no more.
pub struct Browser(pub Arc<SignedIn>);

impl<S: Send + Sync> FromRequestParts<S> for Browser {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        parts.extensions.get().cloned().map(Self).ok_or(AppError::NoSession)
    }
}

/// A part of the address, by name; one that cannot be read is no address of ours.
pub async fn path_part<S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
    name: &str,
) -> Result<String, AppError> {
    let params =
        RawPathParams::from_request_parts(parts, state).await.map_err(|_| AppError::NotFound)?;
    let part = params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    part.ok_or(AppError::NotFound)
}

/// The step of the address.
#[derive(Debug, Clone)]
pub struct StepPath(pub StepId);

impl<S: Send + Sync> FromRequestParts<S> for StepPath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let step = path_part(parts, state, "step").await?;
        StepId::parse(&step).map(Self).map_err(|_| AppError::NotFound)
    }
}

/// The query of the address.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        axum::extract::Query::try_from_uri(&parts.uri)
            .map(|axum::extract::Query(query)| Self(query))
            .map_err(|rejection| AppError::BadRequest(rejection.body_text()))
    }
}

/// A body of JSON.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        if content_type(&request) != "application/json" {
            return Err(AppError::NotJson);
        }
        let body = body(request, state).await?;
        serde_json::from_slice(&body).map(Self).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => AppError::BadShape(error.to_string()),
            _ => AppError::BadJson(error.to_string()),
        })
    }
}

/// A body of a plain form.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        axum::Form::from_request(request, state).await.map(|axum::Form(form)| Self(form)).map_err(
            |rejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge(BODY_KIB),
                _ => AppError::BadRequest(rejection.body_text()),
            },
        )
    }
}

fn content_type(request: &Request) -> String {
    let value = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.unwrap_or("").split(';').next().unwrap_or("");
    essence.trim().to_ascii_lowercase()
}

async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, AppError> {
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge(BODY_KIB),
        _ => AppError::BadRequest(rejection.body_text()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_heaviest_known_language_wins() {
        let locale = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(text));
            Reader::of(&headers).locale
        };
        assert_eq!(locale("fr-FR,fr;q=0.9,en;q=0.8"), Locale::Fr);
        assert_eq!(locale("de, en;q=0.3, fr;q=0.7"), Locale::Fr);
        assert_eq!(locale("de"), Locale::En);
        assert_eq!(locale(";;q=,,"), Locale::En);
    }
}
