//! What the server is told about the provider.

use super::{CALLBACK, grants::Grants};
use crate::config::PublicUrl;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};

/// Everything about the provider.
#[derive(Debug)]
pub struct Settings {
    /// What the button calls it.
    pub name: String,
    /// Which group opens which room.
    pub grants: Grants,
    /// Who we are to it.
    pub client: Client,
}

/// Who we are to the provider. The secret's own type keeps it out of debug output.
#[derive(Debug)]
pub struct Client {
    /// Whose tokens are believed.
    pub issuer: IssuerUrl,
    /// Our name there.
    pub id: ClientId,
    /// How it knows that it is us.
    pub secret: ClientSecret,
    /// Where it sends people back.
    pub redirect: RedirectUrl,
}

impl Settings {
    /// From texts, checked.
    ///
    /// # Errors
    /// What is wrong, in words for the person at the terminal.
    pub fn new(
        issuer: &str,
        client_id: &str,
        secret: &str,
        grants: Grants,
        name: Option<&str>,
        public_url: &PublicUrl,
    ) -> Result<Self, String> {
        let issuer = IssuerUrl::new(issuer.to_owned())
            .map_err(|fault| format!("the issuer {issuer} is no address: {fault}"))?;
        if !is_guarded(issuer.url()) {
            return Err(format!(
                "the issuer {} must be https: people's sign-in goes through it",
                issuer.as_str()
            ));
        }
        let secret = secret.trim();
        if client_id.is_empty() || secret.is_empty() {
            return Err("the client's id or its secret is empty".to_owned());
        }
        let redirect = RedirectUrl::new(format!("{}{CALLBACK}", public_url.origin()))
            .map_err(|fault| format!("the public address cannot be used: {fault}"))?;
        let host = issuer.url().host_str().unwrap_or("SSO").to_owned();
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        let client = Client {
            issuer,
            id: ClientId::new(client_id.to_owned()),
            secret: ClientSecret::new(secret.to_owned()),
            redirect,
        };
        Ok(Self { name: name.map_or(host, str::to_owned), grants, client })
    }
}

/// Whether nobody on the way can read or change what is said to an address: https, or a provider
/// on this machine, for trying it out.
#[must_use]
pub fn is_guarded(url: &openidconnect::url::Url) -> bool {
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only_and_the_secret_stays_unsaid() {
        let grants = "[[grant]]\ngroup = \"a\"\nroom = \"r\"\nrole = \"lead\"\n";
        let settings = |issuer: &str| {
            let public = "https://war.example.org".parse().unwrap();
            Settings::new(
                issuer,
                "bascule",
                "s3cret\n",
                Grants::read(grants).unwrap(),
                None,
                &public,
            )
        };
        let good = settings("https://id.example.org/realm").unwrap();
        assert_eq!(good.name, "id.example.org");
        assert_eq!(good.client.redirect.as_str(), "https://war.example.org/oidc/callback");
        assert_eq!(good.client.secret.secret(), "s3cret");
        assert!(!format!("{good:?}").contains("s3cret"));
        assert!(settings("http://127.0.0.1:9000").is_ok());
        assert!(settings("http://id.example.org").unwrap_err().contains("must be https"));
        assert!(settings("http://localhost.example.org").is_err());
        assert!(settings("nowhere").is_err());
    }
}
