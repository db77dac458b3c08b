//! The tools and fonts that come from npm, at the versions of `xtask/npm/package-lock.json`.

use super::debian;
use crate::{
    Done,
    process::{command, on_path, run},
    repo::{self, Repo},
    say,
};

/// Installs them unless the last time was from the same lock.
pub fn ready(repo: &Repo) -> Done {
    if on_path("node").is_none() || on_path("npm").is_none() {
        debian::install(&["nodejs", "npm"], "the tools that make the site small come from npm")?;
    }
    let tools = repo.target().join("tools");
    let marker = tools.join("installed");
    let wanted = lock_hash(repo)?;
    if repo::read_text(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    for name in ["package.json", "package-lock.json"] {
        repo::write(&tools.join(name), repo::read(&repo.root().join("xtask/npm").join(name))?)?;
    }
    // No script of a package runs: the programs we use are in the packages as they are.
    let flags =
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"];
    say::step(
        "Installing wasm-opt, lightningcss, axe and two fonts from npm into target/tools",
        || run(command("npm").args(flags).current_dir(&tools), "npm ci"),
    )?;
    repo::write(&marker, wanted)
}

/// What the installed tools depend on: their lock.
pub fn lock_hash(repo: &Repo) -> Done<String> {
    Ok(repo::hash(&repo::read(&repo.root().join("xtask/npm/package-lock.json"))?))
}
