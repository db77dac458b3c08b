//! `bascule serve`, as people run it for a migration of their own.

use crate::{
    browser::Browser,
    demo::{ROOM, binary, workspace},
    wait::{SOON, eventually},
};
use domain::Role;
use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// A data folder with the room of the demo's plan, and an address to serve it at.
pub struct Room {
    folder: TempDir,
    address: SocketAddr,
    link: String,
}

/// A running server. Dropping it ends it and its data.
pub struct Serve {
    room: Room,
    child: Child,
    variables: Vec<(String, String)>,
}

impl Room {
    /// Makes the room of the demo's plan, as `bascule room` does.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn new() -> Self {
        let plan = fs::read_to_string(workspace().join("demo/aurora.toml"));
        Self::planned(&plan.expect("the plan of the demo"))
    }

    /// Makes the room of a plan.
    ///
    /// # Panics
    /// When it cannot be made; what is wrong with the plan is in the message.
    #[must_use]
    pub fn planned(plan: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let file = folder.path().join("plan.toml");
        fs::write(&file, plan).expect("a file for the plan");
        let mut command = Command::new(binary());
        command.args(["room", "--id", ROOM, "--plan"]).arg(file);
        command.arg("--data").arg(folder.path().join("data"));
        let made = command.output().expect("the binary runs");
        assert!(made.status.success(), "no room: {}", String::from_utf8_lossy(&made.stderr));
        let said = String::from_utf8_lossy(&made.stdout).into_owned();
        let link = said.find("/join/").map(|at| said[at..].trim().to_owned());
        // Somebody has to be told the address before the server can start: it is chosen here.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let link = link.unwrap_or_else(|| panic!("no link in {said}"));
        Self { folder, address: free.expect("a free port"), link }
    }

    /// The path of a sign-in link for a role, as `bascule link` prints it.
    ///
    /// # Panics
    /// When it is not printed.
    #[must_use]
    pub fn link(&self, role: Role) -> String {
        let mut command = Command::new(binary());
        command.args(["link", "--room", ROOM, "--role", role.slug(), "--data"]);
        let run = command.arg(self.folder.path().join("data")).output().expect("the binary runs");
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        let at = said.find("/join/").unwrap_or_else(|| panic!("no link in {said}"));
        said[at..].trim().to_owned()
    }

    /// The address it will have for browsers.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Writes a file beside the data; gives its path.
    ///
    /// # Panics
    /// When it cannot be written.
    #[must_use]
    pub fn file(&self, name: &str, text: &str) -> String {
        let file = self.folder.path().join(name);
        fs::write(&file, text).expect("a file beside the data");
        file.display().to_string()
    }

    /// Serves it with more variables in its environment.
    ///
    /// # Panics
    /// When it does not start; its own words are in the message.
    pub async fn serve(self, variables: &[(&str, &str)]) -> Serve {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let variables: Vec<_> = variables.iter().map(owned).collect();
        let child = self.start(&variables);
        let mut serve = Serve { room: self, child, variables };
        serve.ready().await;
        serve
    }

    fn start(&self, variables: &[(String, String)]) -> Child {
        let log = File::options().create(true).append(true).open(self.log());
        let log = log.expect("a file for its log");
        let said = log.try_clone().expect("the same file");
        let mut command = Command::new(binary());
        command.args(["serve", "--listen", &self.address.to_string(), "--data"]);
        command.arg(self.folder.path().join("data"));
        command.envs(variables.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        command.stdin(Stdio::null()).stdout(said).stderr(log);
        command.spawn().expect("the binary starts")
    }

    fn log(&self) -> std::path::PathBuf {
        self.folder.path().join("log.txt")
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::new()
    }
}

impl Serve {
    /// Ends it as a power cut would, and starts it again on the same data and address.
    pub async fn dies_and_comes_back(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.child = self.room.start(&self.variables);
        self.ready().await;
    }

    async fn ready(&mut self) {
        let ready = format!("{}/readyz", self.origin());
        eventually("the server is ready", 2 * SOON, async || {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("the server ended with {status}: {}", self.log());
            }
            let answer = reqwest::get(&ready).await.map_err(|e| e.to_string())?;
            if answer.status().is_success() { Ok(()) } else { Err(answer.status().to_string()) }
        })
        .await;
    }

    /// Its address for browsers.
    #[must_use]
    pub fn origin(&self) -> String {
        self.room.origin()
    }

    /// The path of the link for the room's lead.
    #[must_use]
    pub fn lead_link(&self) -> &str {
        &self.room.link
    }

    /// The room's lead comes in as Jérôme and begins.
    ///
    /// # Panics
    /// If that cannot be done.
    pub async fn begin(&self, page: &Browser) {
        page.open(self.lead_link()).await;
        page.type_in("#name", "Jérôme").await;
        page.press("form button.primary[type=submit]").await;
        page.hydrated().await;
        let reach = "const done = arguments[0];
            const reach = (stage) => fetch('/rooms/aurora/stage', {
                method: 'POST', body: new URLSearchParams({ key: `to-${stage}`, stage }),
            });
            reach('ready').then(() => reach('live')).then(() => done(true), () => done(false))";
        assert_eq!(page.script_async(reach).await, true);
        page.reload().await;
        page.hydrated().await;
    }

    /// Everything it has printed.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.room.log()).unwrap_or_default()
    }

    /// Its command line, as everybody on the machine can read it.
    #[must_use]
    pub fn command_line(&self) -> String {
        let line = fs::read(format!("/proc/{}/cmdline", self.child.id())).unwrap_or_default();
        String::from_utf8_lossy(&line).replace('\0', " ")
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("--- the server's words ---\n{}", self.log());
        }
    }
}
