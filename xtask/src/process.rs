//! Starting other programs, in an environment that is not ours.

use crate::{Done, repo::Repo};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// Variables that cargo sets for the program it runs. They speak of xtask, and a build started
/// from here would take them for its own.
const OURS: [&str; 9] = [
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_ENCODED_RUSTFLAGS",
    "OUT_DIR",
    "TARGET",
    "HOST",
];

/// A program in the environment the person had before `cargo xtask`.
pub fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    for name in OURS {
        command.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    if let Some(libraries) = std::env::var_os("LD_LIBRARY_PATH") {
        let kept = without_toolchain(&libraries);
        if kept.is_empty() {
            command.env_remove("LD_LIBRARY_PATH")
        } else {
            command.env("LD_LIBRARY_PATH", kept)
        };
    }
    command
}

/// The library folders a person may have set, without those cargo and rustup put in front.
fn without_toolchain(libraries: &OsString) -> OsString {
    let foreign = |path: &PathBuf| {
        let text = path.to_string_lossy();
        !text.contains("/target/") && !text.contains("/rustlib/") && !text.contains("/toolchains/")
    };
    std::env::join_paths(std::env::split_paths(libraries).filter(foreign)).unwrap_or_default()
}

/// The cargo we were started by, in the checkout.
pub fn cargo(repo: &Repo) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = command(PathBuf::from(program));
    command.current_dir(repo.root());
    command
}

/// Runs to the end with its output shown; `what` names it in the sentence if it fails.
pub fn run(command: &mut Command, what: &str) -> Done {
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({}).", ending(status))) }
}

/// The sentence for a program that did not even start.
pub fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start {}: {error}.", command.get_program().to_string_lossy())
}

/// How a program ended, in words.
fn ending(status: ExitStatus) -> String {
    status
        .code()
        .map_or_else(|| "stopped by a signal".to_owned(), |code| format!("exit code {code}"))
}

/// Standard output of a program that succeeds; nothing when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs with its output shown, and gives up after a while. Says whether it succeeded.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    let stopped = child.kill().and_then(|()| child.wait());
    stopped.is_ok_and(|status| status.success())
}

/// Where a program is, if the shell would find it.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_folders_a_person_set_are_handed_on() {
        let given = OsString::from(
            "/w/target/xtask/debug/deps:/h/.rustup/toolchains/stable/lib:/opt/mine/lib",
        );
        assert_eq!(without_toolchain(&given), OsString::from("/opt/mine/lib"));
    }

    #[test]
    fn a_program_that_hangs_is_given_up() {
        let start = Instant::now();
        assert!(!succeeds_within(Command::new("sleep").arg("30"), Duration::from_millis(200)));
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
