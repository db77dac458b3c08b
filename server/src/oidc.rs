//! Sign-in by the organisation's own provider (OpenID Connect), off unless it is set up.
//!
//! Read in this order: [`settings`] and [`grants`] (what the server is told), [`start`] and
//! [`callback`] (the two addresses), `identity` (who that makes of
//! somebody), `pending` (what is remembered between them), `provider`,
//! `http` and `check` (how the provider is asked, and its tokens looked at), `problem` (what people
//! read when it does not work).
//!
//! Tokens and the client's secret never reach a page, an address or the log.

pub mod callback;
mod check;
mod claims;
pub mod grants;
mod http;
mod identity;
mod pending;
mod problem;
mod provider;
pub mod settings;
pub mod start;

use crate::{config::Config, state::AppState};
use frontend::{boot::Locale, text::sign_in::sign_in_text};
use openidconnect::url::form_urlencoded;
use settings::Settings;
use std::fmt;

/// The address where a sign-in starts.
pub const START: &str = "/oidc/start";

/// The address to which the provider sends people back.
pub const CALLBACK: &str = "/oidc/callback";

/// A provider and the sign-ins that are under way.
pub struct Oidc {
    name: String,
    grants: grants::Grants,
    provider: provider::Provider,
    pending: pending::Pending,
}

impl Oidc {
    /// With what the server was told. The provider itself is asked when somebody first signs in:
    /// it may be down when the server starts.
    ///
    /// # Errors
    /// When no https client can be made, such as on a system without certificates.
    pub fn new(settings: Settings) -> Result<Self, reqwest::Error> {
        let Settings { name, grants, client } = settings;
        let provider = provider::Provider::new(client)?;
        Ok(Self { name, grants, provider, pending: pending::Pending::default() })
    }

    /// A button: its address and its words.
    #[must_use]
    pub fn button(&self, locale: Locale, back: &str) -> (String, String) {
        (start_from(back), (sign_in_text(locale).with)(&self.name))
    }
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The button of a page, when a provider is set up.
#[must_use]
pub fn button(app: &AppState, locale: Locale, back: &str) -> Option<(String, String)> {
    app.config.oidc.as_ref().map(|oidc| oidc.button(locale, back))
}

fn start_from(back: &str) -> String {
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    format!("{START}?back={back}")
}

/// The cookie that ties an answer of the provider to the browser that asked.
fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-bascule_oidc" } else { "bascule_oidc" }
}
