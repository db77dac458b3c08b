//! What people read when a sign-in by the provider does not work.

use super::{Oidc, START};
use crate::{error::AppError, extract::Reader, page::shell::Shell};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use frontend::{
    boot::ProblemPage,
    render,
    text::sign_in::{SignInText, sign_in_text},
};
use std::fmt::Display;

/// Why somebody did not come in.
#[derive(Debug)]
pub enum Fault {
    /// They, or the provider, said no.
    Denied,
    /// The answer belongs to no sign-in of this browser.
    Mismatch,
    /// What the provider said does not hold.
    Forged,
    /// None of their groups opens a room.
    NoGrant,
    /// The provider says no name that can be one here.
    NoName,
    /// Their name is no way into their room; the sentence says why.
    Name(String),
    /// The provider cannot be reached or makes no sense.
    Down,
    /// Anything else.
    App(AppError),
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl Fault {
    /// Logs why the provider is of no use.
    pub fn down(cause: impl Display) -> Self {
        tracing::warn!(%cause, "the sign-in provider cannot be used");
        Self::Down
    }

    /// Logs why an answer of the provider is not believed.
    pub fn forged(cause: impl Display) -> Self {
        tracing::warn!(%cause, "what the sign-in provider answered is not believed");
        Self::Forged
    }

    /// The page.
    pub fn respond(self, oidc: &Oidc, reader: Reader) -> Response {
        let text = sign_in_text(reader.locale);
        let (status, title, message) = match self {
            Self::App(error) => return error.into_response(),
            Self::Denied => (StatusCode::FORBIDDEN, text.denied_title, text.denied.to_owned()),
            Self::Mismatch => (StatusCode::BAD_REQUEST, text.again_title, text.mismatch.to_owned()),
            Self::Forged => (StatusCode::FORBIDDEN, text.again_title, text.forged.to_owned()),
            Self::NoGrant => (StatusCode::FORBIDDEN, text.no_grant_title, text.no_grant.to_owned()),
            Self::NoName => (StatusCode::FORBIDDEN, text.no_grant_title, text.no_name.to_owned()),
            Self::Name(why) => (StatusCode::CONFLICT, text.no_grant_title, why),
            Self::Down => {
                (StatusCode::SERVICE_UNAVAILABLE, text.down_title, (text.down)(&oidc.name))
            }
        };
        let way_on = match status {
            StatusCode::FORBIDDEN | StatusCode::CONFLICT => other_account(text),
            _ => oidc.button(reader.locale, "/"),
        };
        let page = ProblemPage {
            locale: reader.locale,
            theme: reader.theme,
            title: title.to_owned(),
            message,
            back: Some(way_on),
        };
        let html = render::problem(&page);
        let title = format!("{title} · Bascule");
        Shell { reader, title: &title, html, boot: None, live: None }
            .respond(status)
            .unwrap_or_else(IntoResponse::into_response)
    }
}

/// The provider would otherwise send the same person again without a word.
fn other_account(text: &SignInText) -> (String, String) {
    (format!("{START}?other=true"), text.other_account.to_owned())
}
