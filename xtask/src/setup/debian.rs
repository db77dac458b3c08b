//! Packages of the system, on Debian and its kin.

use crate::{
    Done,
    process::{answer, command, on_path, run},
    say,
};

/// Installs those that are missing, or says what to type when we may not.
pub fn install(packages: &[&str], why: &str) -> Done {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if on_path("apt-get").is_none() {
        return Err(format!(
            "{why}, and there is no apt-get here: please install what Debian calls {list}."
        ));
    }
    if !is_root() {
        return Err(format!(
            "{why}. Please run: sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}"
        ));
    }
    say::step(&format!("Installing {list} with apt-get: {why} (a minute or two)"), || {
        // An old list of packages often still serves, so a failed update is not the end.
        let updated = run(apt().args(["-q", "update"]), "apt-get update");
        run(
            apt().args(["-q", "install", "-y", "--no-install-recommends"]).args(&missing),
            "apt-get install",
        )
        .map_err(|sentence| updated.err().unwrap_or(sentence))
    })
}

/// Whether there is a PostgreSQL to start. Debian keeps its programs out of the path, a folder for
/// each version.
pub fn has_postgres() -> bool {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut programs = versions.map(|version| version.path().join("bin/postgres"));
    on_path("postgres").is_some() || programs.any(|program| program.is_file())
}

/// Whether this process may write where the system keeps its files.
pub fn is_root() -> bool {
    answer(command("id").arg("-u")).is_some_and(|id| id == "0")
}

fn is_installed(package: &str) -> bool {
    answer(command("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

fn apt() -> std::process::Command {
    let mut apt = command("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}
