//! `dev`: build in a hurry, run the demo, and again whenever a source changes.

use crate::{
    Done,
    browser::Kind,
    process::{cannot_start, command},
    repo::{Repo, files_below},
    say,
    server::{self, Profile},
    site,
};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    process::{Child, Stdio},
    time::{Duration, SystemTime},
};

const WATCHED: [&str; 9] = [
    "domain",
    "frontend",
    "server",
    "migrations",
    "style",
    "demo",
    "Cargo.toml",
    "Cargo.lock",
    "xtask/npm",
];
const PAUSE: Duration = Duration::from_secs(1);

/// The shell stops the server when its own input ends, and that happens however we end: by a
/// restart, by Ctrl-C, or killed. It leaves Ctrl-C to the server and to us.
const KEEPER: &str = r#"trap '' INT; "$@" & server=$!; cat > /dev/null; kill "$server" 2> /dev/null; wait "$server""#;

/// Never comes back but with a sentence why it cannot go on.
pub fn dev(repo: &Repo, args: &[String]) -> Done {
    let mut seen = times(repo);
    let mut running = rebuilt(repo, args, None)?;
    loop {
        seen = next_change(repo, seen);
        say::line("Something changed");
        running = rebuilt(repo, args, running)?;
    }
}

/// Builds both halves and restarts. A build that fails leaves the old server running.
fn rebuilt(repo: &Repo, args: &[String], running: Option<Child>) -> Done<Option<Child>> {
    let built = site::build(repo, Kind::Quick).and_then(|sizes| {
        sizes.print();
        server::build(repo, Profile::Debug)
    });
    if let Err(sentence) = built {
        say::failure(&sentence);
        say::line("Waiting for a change");
        return Ok(running);
    }
    stop(running);
    start(repo, args).map(Some)
}

fn start(repo: &Repo, args: &[String]) -> Done<Child> {
    say::line("Starting the demo; Ctrl-C ends it");
    let demo = server::demo(repo, Profile::Debug, args);
    let mut keeper = command("sh");
    keeper
        .args(["-c", KEEPER, "sh"])
        .arg(demo.get_program())
        .args(demo.get_args())
        .stdin(Stdio::piped());
    keeper.spawn().map_err(|e| cannot_start(&keeper, &e))
}

fn stop(running: Option<Child>) {
    if let Some(mut keeper) = running {
        drop(keeper.stdin.take());
        if let Err(e) = keeper.wait() {
            say::failure(&format!("lost sight of the old server: {e}."));
        }
    }
}

/// Waits until something differs and has stayed the same for a moment: editors write in bursts.
fn next_change(repo: &Repo, seen: Times) -> Times {
    let mut last = seen.clone();
    loop {
        std::thread::sleep(PAUSE);
        let now = times(repo);
        if now != seen && now == last {
            return now;
        }
        last = now;
    }
}

type Times = BTreeMap<PathBuf, SystemTime>;

fn times(repo: &Repo) -> Times {
    let sources = WATCHED.iter().map(|name| repo.root().join(name));
    let files =
        sources.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] });
    files.filter_map(|file| Some((file.clone(), file.metadata().ok()?.modified().ok()?))).collect()
}
