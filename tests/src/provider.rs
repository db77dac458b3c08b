//! A real sign-in provider, in a process of its own: `tests/oidc/provider.mjs`.

use crate::{
    demo::workspace,
    serve::{Room, Serve},
    wait::{SOON, eventually},
};
use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// What the server proves itself with; it must turn up nowhere.
pub const SECRET: &str = "a-secret-of-the-client-0123456789";

/// Which group opens what.
const GRANTS: &str = r#"
[[grant]]
group = "war-room-lead"
room = "aurora"
role = "lead"

[[grant]]
group = "war-room-observer"
room = "aurora"
role = "observer"
"#;

/// A running provider. Dropping it ends it.
pub struct Provider {
    issuer: String,
    child: Child,
    _folder: TempDir,
}

impl Provider {
    /// Starts one that sends people back to a server.
    ///
    /// # Panics
    /// When it does not start; its own words are in the message.
    pub async fn start(origin: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for what it prints");
        let said = folder.path().join("said.txt");
        let out = File::create(&said).expect("a file for what it prints");
        let mut command = Command::new("node");
        command.arg(workspace().join("tests/oidc/provider.mjs")).arg(SECRET);
        command.arg(format!("{origin}/oidc/callback")).env("BASCULE_OIDC", packages());
        command.stdin(Stdio::null()).stderr(out.try_clone().expect("the same file")).stdout(out);
        let mut child =
            command.spawn().expect("the provider starts: `cargo xtask setup` installs it");
        let issuer = eventually("the provider says its address", 2 * SOON, async || {
            let text = fs::read_to_string(&said).unwrap_or_default();
            if let Ok(Some(status)) = child.try_wait() {
                panic!("the provider ended with {status}: {text}");
            }
            let line = text.lines().find_map(|line| line.strip_prefix("ready ").map(str::to_owned));
            line.ok_or(text)
        })
        .await;
        Self { issuer, child, _folder: folder }
    }

    /// Its address.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// A server whose people sign in with a provider.
    pub async fn with_server() -> (Self, Serve) {
        let room = Room::new();
        let provider = Self::start(&room.origin()).await;
        let (secret, groups) = (room.file("secret", SECRET), room.file("groups.toml", GRANTS));
        let origin = room.origin();
        let variables = [
            ("BASCULE_PUBLIC_URL", origin.as_str()),
            ("BASCULE_OIDC_ISSUER", provider.issuer()),
            ("BASCULE_OIDC_CLIENT_ID", "bascule"),
            ("BASCULE_OIDC_CLIENT_SECRET_FILE", &secret),
            ("BASCULE_OIDC_GROUPS", &groups),
            ("BASCULE_OIDC_NAME", "Aurora ID"),
        ];
        let serve = room.serve(&variables).await;
        (provider, serve)
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder of its packages: the one `cargo xtask test` names, or else where it puts them.
fn packages() -> PathBuf {
    let named = env::var_os("BASCULE_OIDC").map(PathBuf::from);
    named.unwrap_or_else(|| workspace().join("target/oidc/node_modules"))
}
