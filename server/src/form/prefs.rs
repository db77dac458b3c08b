//! `POST /prefs`: language and theme, kept in cookies.

use crate::{
    extract::{Form, LOCALE_COOKIE, THEME_COOKIE},
    session::set_cookie,
    state::AppState,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use frontend::boot::{Locale, Theme};
use serde::Deserialize;

/// A choice is kept for a year.
const A_YEAR: i64 = 365 * 24 * 3_600;

/// What the form says; what it does not say stays as it was.
#[derive(Debug, Deserialize)]
pub struct Prefs {
    locale: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

/// Keeps the choice and goes back.
pub async fn post(State(app): State<AppState>, Form(prefs): Form<Prefs>) -> Response {
    let locale = prefs.locale.and_then(|slug| Locale::from_slug(&slug)).map(Locale::slug);
    let theme = prefs.theme.and_then(|slug| Theme::from_slug(&slug)).map(Theme::slug);
    let chosen = [(LOCALE_COOKIE, locale), (THEME_COOKIE, theme)];
    let mut response = Redirect::to(same_site(&prefs.back)).into_response();
    for (name, value) in chosen {
        if let Some(value) = value {
            let cookie = set_cookie(&app.config, name, value, A_YEAR);
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Only a path of our own: anything a browser could read as another site leads home.
pub(crate) fn same_site(back: &str) -> &str {
    let plain = back.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    if plain && back.starts_with('/') && !back.starts_with("//") && back.len() <= 512 {
        back
    } else {
        "/"
    }
}

#[cfg(test)]
mod tests {
    use super::same_site;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(same_site("/rooms/aurora?step=dns"), "/rooms/aurora?step=dns");
        for evil in [
            "//evil",
            "/\\evil",
            "https:evil",
            "javascript:x",
            "",
            "\t//evil",
            "/\n/evil",
            "http://evil",
            "/é",
        ] {
            assert_eq!(same_site(evil), "/", "{evil:?}");
        }
    }
}
