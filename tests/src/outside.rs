//! What stands outside the house: a real mail server in a process of its own
//! (`tests/mail/server.mjs`), and a real receiver of posts.

use crate::{
    demo::workspace,
    wait::{SOON, eventually},
};
use axum::{Router, body::Bytes, extract::State, http::HeaderMap};
use serde::Deserialize;
use std::{
    env, fs,
    fs::File,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A message that was taken, as another program reads it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mail {
    /// To whom.
    pub to: Vec<String>,
    /// What it is known by.
    pub message_id: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// A running mail server. Dropping it ends it.
pub struct MailServer {
    /// Where it listens.
    pub port: u16,
    child: Child,
    said: PathBuf,
    _folder: TempDir,
}

impl MailServer {
    /// Starts one.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for what it prints");
        let said = folder.path().join("said.txt");
        let out = File::create(&said).expect("a file for what it prints");
        let named = env::var_os("BASCULE_MAIL").map(PathBuf::from);
        let packages = named.unwrap_or_else(|| workspace().join("target/mail/node_modules"));
        let mut command = Command::new("node");
        command.arg(workspace().join("tests/mail/server.mjs")).env("BASCULE_MAIL", packages);
        command.stdin(Stdio::null()).stderr(out.try_clone().expect("the same file")).stdout(out);
        let child = command.spawn().expect("node starts: `cargo xtask setup` installs it");
        let mut server = Self { port: 0, child, said, _folder: folder };
        server.port = eventually("the mail server says its port", 2 * SOON, async || {
            let text = fs::read_to_string(&server.said).unwrap_or_default();
            let port = text.lines().find_map(|line| line.strip_prefix("ready ")?.parse().ok());
            port.ok_or(text)
        })
        .await;
        server
    }

    /// What it has taken so far, in order.
    #[must_use]
    pub fn taken(&self) -> Vec<Mail> {
        let text = fs::read_to_string(&self.said).unwrap_or_default();
        // The last line may be half written.
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Waits until somebody has got so many.
    pub async fn delivers(&self, to: &str, number: usize) -> Vec<Mail> {
        eventually(format!("{to} has {number}"), 2 * SOON, async || {
            let mine: Vec<Mail> = self.taken().into_iter().filter(|mail| mail.to == [to]).collect();
            if mine.len() >= number { Ok(mine) } else { Err(format!("{mine:?}")) }
        })
        .await
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A post that came.
#[derive(Debug, Clone)]
pub struct Posted {
    /// What it is known by.
    pub id: String,
    /// What came.
    pub body: serde_json::Value,
}

/// A running receiver of posts.
#[derive(Clone)]
pub struct Receiver {
    port: u16,
    posted: Arc<Mutex<Vec<Posted>>>,
}

impl Receiver {
    /// Starts one that takes everything.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let posted: Arc<Mutex<Vec<Posted>>> = Arc::default();
        let take = async |State(posted): State<Arc<Mutex<Vec<Posted>>>>,
                          headers: HeaderMap,
                          body: Bytes| {
            let id = headers.get("webhook-id").and_then(|value| value.to_str().ok());
            let id = id.unwrap_or_default().to_owned();
            let body = serde_json::from_slice(&body).unwrap_or_default();
            posted.lock().unwrap_or_else(PoisonError::into_inner).push(Posted { id, body });
            "ok"
        };
        let router = Router::new().fallback(take).with_state(posted.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, posted }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook", self.port)
    }

    /// What came so far, in order.
    #[must_use]
    pub fn posted(&self) -> Vec<Posted> {
        self.posted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
