//! A Prometheus of the test's own, which can be killed and frozen.

use crate::{
    process::signal,
    wait::{SOON, eventually},
};
use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// A running Prometheus that scrapes nothing: a query for a constant has an answer all the same.
/// Dropping it ends it.
pub struct Prometheus {
    port: u16,
    child: Child,
    _folder: TempDir,
}

impl Prometheus {
    /// Starts one, and waits until it answers.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for its data");
        let config = folder.path().join("prometheus.yml");
        fs::write(&config, "{}").expect("a file for its settings");
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let port = free.expect("a free port").port();
        let mut command = Command::new("prometheus");
        command.arg(format!("--config.file={}", config.display()));
        command.arg(format!("--storage.tsdb.path={}", folder.path().join("data").display()));
        command.arg(format!("--web.listen-address=127.0.0.1:{port}"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("Prometheus starts: `cargo xtask setup` installs it");
        let prometheus = Self { port, child, _folder: folder };
        let ready = format!("{}/-/ready", prometheus.origin());
        eventually("Prometheus is ready", 2 * SOON, async || {
            let answer = reqwest::get(&ready).await.map_err(|e| e.to_string())?;
            if answer.status().is_success() { Ok(()) } else { Err(answer.status().to_string()) }
        })
        .await;
        prometheus
    }

    /// Where it answers.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Makes it hang: it takes connections and says nothing.
    pub fn freeze(&self) {
        signal("STOP", [self.child.id()]);
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        signal("CONT", [self.child.id()]);
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        self.kill();
    }
}
