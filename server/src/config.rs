//! What the server is told before it starts.

use crate::{channel::Office, clock::Clock, oidc::Oidc, source::Sources};
use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

/// Everything the server needs to know.
#[derive(Clone)]
pub struct Config {
    /// The folder of the log.
    pub data: PathBuf,
    /// The address people type, when a proxy stands in front.
    pub public_url: Option<PublicUrl>,
    /// The room's time and the wall's.
    pub clock: Arc<dyn Clock>,
    /// By which channels notices go out, and what addresses in them begin with.
    pub office: Arc<Office>,
    /// Sign-in by a provider, when there is one.
    pub oidc: Option<Arc<Oidc>>,
    /// Where numbers come from.
    pub sources: Arc<Sources>,
    /// How many proxies stand in front, of which each tells the truth about whom it was asked by.
    pub trusted_proxies: u8,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("data", &self.data)
            .field("public_url", &self.public_url)
            .field("oidc", &self.oidc)
            .field("trusted_proxies", &self.trusted_proxies)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// Whether people reach the server by https, so that cookies may insist on it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_https)
    }
}

/// The address people type: scheme, host, port; never a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// As a browser writes it in `Origin`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.0
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || {
            format!(
                "“{text}” is not an address such as https://bascule.example.org, without a path"
            )
        };
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let (scheme, host) = text.split_once("://").ok_or_else(refused)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if !matches!(scheme, "http" | "https") || host.is_empty() || !host.chars().all(plain) {
            return Err(refused());
        }
        // Browsers leave the usual port out of `Origin`.
        let usual = if scheme == "https" { ":443" } else { ":80" };
        Ok(Self(format!("{scheme}://{}", host.strip_suffix(usual).unwrap_or(host))))
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn an_address_is_kept_as_browsers_write_it() {
        let origin = |text: &str| text.parse::<PublicUrl>().map(|url| url.origin().to_owned());
        assert_eq!(origin("https://War.Example.org:443/"), Ok("https://war.example.org".into()));
        assert_eq!(origin("http://127.0.0.1:4040"), Ok("http://127.0.0.1:4040".into()));
        assert!(origin("war.example.org").is_err());
        assert!(origin("https://war.example.org/room").is_err());
        assert!(origin("javascript://x").is_err());
    }
}
