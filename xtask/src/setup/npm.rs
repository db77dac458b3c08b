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
    let what = "Installing wasm-opt, lightningcss, axe and two fonts from npm into target/tools";
    install(repo, "xtask/npm", "tools", what)
}

/// The sign-in provider that the journeys run against, at the versions of `tests/oidc`.
pub fn provider_for_tests(repo: &Repo) -> Done {
    let what = "Installing a sign-in provider for the tests from npm into target/oidc";
    install(repo, "tests/oidc", "oidc", what)
}

/// The mail server that the tests send to, and the library that checks webhooks, at the versions
/// of `tests/mail`.
pub fn mail_server_for_tests(repo: &Repo) -> Done {
    let what = "Installing a mail server for the tests from npm into target/mail";
    install(repo, "tests/mail", "mail", what)
}

/// Installs the packages of a lock into a folder of `target`, unless they are there.
fn install(repo: &Repo, lock: &str, folder: &str, what: &str) -> Done {
    if on_path("node").is_none() || on_path("npm").is_none() {
        debian::install(&["nodejs", "npm"], "the tools that make the site small come from npm")?;
    }
    let source = repo.root().join(lock);
    let tools = repo.target().join(folder);
    let marker = tools.join("installed");
    let wanted = repo::hash(&repo::read(&source.join("package-lock.json"))?);
    if repo::read_text(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    for name in ["package.json", "package-lock.json"] {
        repo::write(&tools.join(name), repo::read(&source.join(name))?)?;
    }
    // No script of a package runs: the programs we use are in the packages as they are.
    let flags =
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"];
    say::step(what, || run(command("npm").args(flags).current_dir(&tools), "npm ci"))?;
    repo::write(&marker, wanted)
}

/// What the installed tools depend on: their lock.
pub fn lock_hash(repo: &Repo) -> Done<String> {
    Ok(repo::hash(&repo::read(&repo.root().join("xtask/npm/package-lock.json"))?))
}
