//! `bascule demo`, as people start it.

use crate::{
    process::signal,
    wait::{SOON, eventually},
};
use domain::Role;
use std::{
    collections::BTreeMap,
    env, fs,
    fs::File,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// The room of the demo.
pub const ROOM: &str = "aurora";

/// A running demo with a data folder of its own. Dropping it ends both.
pub struct Demo {
    folder: TempDir,
    args: Vec<String>,
    address: SocketAddr,
    links: BTreeMap<Role, String>,
    sellers: String,
    child: Option<Child>,
}

impl Demo {
    /// Starts the demo as it is without options: live at 09:58, and nothing done.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts the demo with options, such as `["--at", "10:17"]`.
    ///
    /// # Panics
    /// When it does not start; its own words are in the message.
    pub async fn start_with(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the demo");
        let mut demo = Self {
            folder,
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            links: BTreeMap::new(),
            sellers: String::new(),
            child: None,
        };
        let links = demo.launch().await;
        let origin = links.values().next().expect("a demo prints a link for each role").clone();
        let host = origin.trim_start_matches("http://").split('/').next().unwrap_or_default();
        demo.address = host.parse().unwrap_or_else(|_| panic!("no address in {origin}"));
        let path = |link: String| link[link.find("/join/").unwrap_or(0)..].to_owned();
        demo.links = links.into_iter().map(|(role, link)| (role, path(link))).collect();
        demo.ready().await;
        demo
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address for browsers.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The path of the sign-in link for a role, as printed at the first start.
    #[must_use]
    pub fn link(&self, role: Role) -> &str {
        &self.links[&role]
    }

    /// The page that shows what arrived outside.
    #[must_use]
    pub fn sellers_page(&self) -> &str {
        &self.sellers
    }

    /// Its data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Ends it as a power cut would.
    pub fn kill_hard(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Starts it again on the same port and data.
    pub async fn restart(&mut self) {
        self.launch().await;
        self.ready().await;
    }

    /// Asks it to stop, as the system does, and says how long it took.
    ///
    /// # Panics
    /// When it has not ended within [`SOON`].
    pub async fn stop(&mut self) -> (ExitStatus, Duration) {
        let mut child = self.child.take().expect("the demo runs");
        let begun = Instant::now();
        signal("TERM", [child.id()]);
        let status = eventually("the server stops when asked", SOON, async || {
            child.try_wait().map_err(|e| e.to_string())?.ok_or_else(|| "still running".to_owned())
        })
        .await;
        (status, begun.elapsed())
    }

    /// Runs another command of the same binary on the same data, while the demo does not run.
    ///
    /// # Panics
    /// When it fails.
    pub fn command(&self, args: &[&str]) -> String {
        assert!(self.child.is_none(), "the data folder belongs to the running demo");
        let run = Command::new(binary()).args(args).arg("--data").arg(self.data()).output();
        let output = run.expect("the binary runs");
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "bascule {args:?}: {}", said(&output.stderr));
        said(&output.stdout)
    }

    async fn launch(&mut self) -> BTreeMap<Role, String> {
        let said = self.folder.path().join("said.txt");
        let out = File::create(&said).expect("a file for what the demo prints");
        let log = self.folder.path().join("log.txt");
        let log = File::options().create(true).append(true).open(log).expect("a file for its log");
        let mut command = Command::new(binary());
        command.args(["demo", "--listen", &self.address.to_string(), "--data"]).arg(self.data());
        command.args(&self.args).stdin(Stdio::null()).stdout(out).stderr(log);
        let child = self.child.insert(command.spawn().expect("the binary starts"));
        let printed = eventually("the demo prints its links", 2 * SOON, async || {
            let text = fs::read_to_string(&said).unwrap_or_default();
            if let Ok(Some(status)) = child.try_wait() {
                let log = fs::read_to_string(self.folder.path().join("log.txt"));
                panic!("the demo ended with {status}: {}", log.unwrap_or_default());
            }
            if text.contains("Ctrl-C") { Ok(text) } else { Err(text) }
        })
        .await;
        let page = printed.lines().skip_while(|line| !line.starts_with("What sellers received"));
        let mut page = page.filter(|line| line.trim().starts_with("http://"));
        self.sellers = page.next().unwrap_or_default().trim().to_owned();
        links(&printed)
    }

    async fn ready(&self) {
        let address = format!("{}/readyz", self.origin());
        eventually("the demo is ready", 2 * SOON, async || {
            let answer = reqwest::get(&address).await.map_err(|e| e.to_string())?;
            if answer.status().is_success() { Ok(()) } else { Err(answer.status().to_string()) }
        })
        .await;
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.kill_hard();
        if std::thread::panicking() {
            let log = fs::read_to_string(self.folder.path().join("log.txt")).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            let tail = &lines[lines.len().saturating_sub(15)..];
            eprintln!("--- the server's last words ---\n{}", tail.join("\n"));
        }
    }
}

fn links(text: &str) -> BTreeMap<Role, String> {
    let of_line = |line: &str| {
        let (role, link) = line.trim().split_once(char::is_whitespace)?;
        let link = link.trim();
        link.contains("/join/").then_some((Role::from_slug(role)?, link.to_owned()))
    };
    text.lines().filter_map(of_line).collect()
}

/// The binary under test: the one `cargo xtask test` names, or else the one cargo has built.
pub(crate) fn binary() -> PathBuf {
    let named = env::var_os("BASCULE_BIN").map(PathBuf::from);
    let binary = named.unwrap_or_else(|| workspace().join("target/debug/bascule"));
    assert!(
        binary.is_file(),
        "there is no server at {}: run the tests with `cargo xtask test`",
        binary.display()
    );
    binary
}

/// The root of the workspace.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}
