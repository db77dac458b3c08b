//! Formatting and clippy, with nothing tolerated.

use crate::{
    Done,
    process::{cargo, run},
    repo::Repo,
    say,
};

/// Checks both faces of the frontend: as the server compiles it, and as the browser does.
pub fn all(repo: &Repo) -> Done {
    say::step("Checking the formatting", || {
        run(cargo(repo).args(["fmt", "--all", "--check"]), "cargo fmt")
    })?;
    clippy(
        repo,
        "domain, server, frontend as rendered, tests",
        "",
        &["-p", "domain", "-p", "server", "-p", "frontend", "-p", "tests"],
    )?;
    clippy(
        repo,
        "the frontend as it runs in a browser",
        "",
        &["-p", "frontend", "--features", "hydrate"],
    )?;
    clippy(repo, "xtask", "xtask", &["-p", "xtask"])
}

fn clippy(repo: &Repo, what: &str, folder: &str, packages: &[&str]) -> Done {
    let mut clippy = cargo(repo);
    clippy.args(["clippy", "--all-targets"]).args(packages);
    clippy.arg("--target-dir").arg(repo.target().join(folder)).args(["--", "-D", "warnings"]);
    say::step(&format!("Clippy on {what}"), || run(&mut clippy, "clippy"))
}
