//! What `bascule serve` is told about a sign-in provider.

use super::Failure;
use crate::{
    config::PublicUrl,
    oidc::{Oidc, grants::Grants, settings::Settings},
};
use clap::Args;
use std::{fs, path::PathBuf, sync::Arc};

/// All of it or none of it. There is no option for the secret itself: command lines are seen by
/// everybody on a machine.
#[derive(Debug, Args)]
pub(super) struct OidcArgs {
    /// Let people sign in with an OpenID Connect provider: its address, such as
    /// https://id.example.org/realms/main.
    #[arg(long, env = "BASCULE_OIDC_ISSUER", value_name = "URL")]
    oidc_issuer: Option<String>,
    /// What this server is called there. Its redirect address is <public-url>/oidc/callback.
    #[arg(long, env = "BASCULE_OIDC_CLIENT_ID", value_name = "ID")]
    oidc_client_id: Option<String>,
    /// A file that holds the client's secret and nothing else.
    #[arg(long, env = "BASCULE_OIDC_CLIENT_SECRET_FILE", value_name = "FILE")]
    oidc_client_secret_file: Option<PathBuf>,
    /// A TOML file that says which group opens which room in which role:
    /// [[grant]] group = "…", room = "…", role = "…".
    #[arg(long, env = "BASCULE_OIDC_GROUPS", value_name = "FILE")]
    oidc_groups: Option<PathBuf>,
    /// What the button calls the provider; its host name when nothing is said.
    #[arg(long, env = "BASCULE_OIDC_NAME", value_name = "NAME")]
    oidc_name: Option<String>,
}

impl OidcArgs {
    /// Reads the files; nothing when no provider was named.
    pub(super) fn read(self, public_url: Option<&PublicUrl>) -> Result<Option<Arc<Oidc>>, Failure> {
        let Some(issuer) = self.oidc_issuer else {
            let told = self.oidc_client_id.is_some()
                || self.oidc_client_secret_file.is_some()
                || self.oidc_groups.is_some();
            return if told { Err(missing("--oidc-issuer")) } else { Ok(None) };
        };
        let public_url = public_url.ok_or_else(|| missing("--public-url"))?;
        let id = self.oidc_client_id.ok_or_else(|| missing("--oidc-client-id"))?;
        let secret =
            self.oidc_client_secret_file.ok_or_else(|| missing("--oidc-client-secret-file"))?;
        let groups = self.oidc_groups.ok_or_else(|| missing("--oidc-groups"))?;
        let grants = Grants::read(&text(&groups)?)
            .map_err(|fault| format!("{} cannot be used: {fault}", groups.display()))?;
        let name = self.oidc_name.as_deref();
        let settings = Settings::new(&issuer, &id, &text(&secret)?, grants, name, public_url)?;
        let oidc = Oidc::new(settings)
            .map_err(|fault| format!("cannot speak https to the sign-in provider: {fault}"))?;
        Ok(Some(Arc::new(oidc)))
    }
}

fn text(file: &PathBuf) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|e| format!("cannot read {}: {e}", file.display()).into())
}

fn missing(option: &str) -> Failure {
    format!("sign-in with a provider needs {option} too").into()
}
