//! A real SMTP server in a process of its own: `tests/mail/server.mjs`.

use crate::sample::within;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// A message that was taken, as another program reads it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Taken {
    pub to: Vec<String>,
    pub message_id: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Each header with its line, by its name in small letters.
    pub headers: BTreeMap<String, String>,
    /// Whether it came through TLS.
    pub secure: bool,
}

/// A running server. Dropping it ends it.
pub struct MailServer {
    pub port: u16,
    child: Child,
    said: PathBuf,
    _folder: TempDir,
}

/// The folder of the repository.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A script of `tests/mail`, with its packages.
pub fn script(name: &str) -> Command {
    let named = env::var_os("BASCULE_MAIL").map(PathBuf::from);
    let packages = named.unwrap_or_else(|| workspace().join("target/mail/node_modules"));
    assert!(
        packages.is_dir(),
        "{} is missing: `cargo xtask setup` installs it",
        packages.display()
    );
    let mut command = Command::new("node");
    command.arg(workspace().join("tests/mail").join(name)).env("BASCULE_MAIL", packages);
    command
}

impl MailServer {
    /// Without TLS.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With a key, a certificate, and perhaps `implicit`.
    pub async fn start_with(arguments: &[&str]) -> Self {
        Self::start_at(0, arguments).await
    }

    /// The same on a port that was chosen; with 0, on any.
    pub async fn start_at(port: u16, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let said = folder.path().join("said.txt");
        let out = File::create(&said).unwrap();
        let mut command = script("server.mjs");
        command.env("BASCULE_MAIL_PORT", port.to_string());
        command.args(arguments).stdin(Stdio::null());
        let child = command.stderr(out.try_clone().unwrap()).stdout(out).spawn().unwrap();
        let mut server = Self { port: 0, child, said, _folder: folder };
        server.port = eventually(async || {
            let text = fs::read_to_string(&server.said).unwrap();
            text.lines().find_map(|line| line.strip_prefix("ready ")?.parse().ok())
        })
        .await;
        server
    }

    /// What it has taken so far, in order.
    pub fn taken(&self) -> Vec<Taken> {
        let text = fs::read_to_string(&self.said).unwrap();
        // The last line may be half written.
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Waits until it has taken so many.
    pub async fn takes(&self, number: usize) -> Vec<Taken> {
        eventually(async || Some(self.taken()).filter(|taken| taken.len() >= number)).await
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Looks until there is something to see.
pub async fn eventually<T>(look: impl AsyncFn() -> Option<T>) -> T {
    within(async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
}
