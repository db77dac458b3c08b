//! Formatting and clippy, with nothing tolerated.

use crate::{
    Done,
    process::{cargo, run},
    repo::Repo,
    say,
    setup::wasm,
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
    browser(repo)?;
    clippy(repo, "xtask", "xtask", &["-p", "xtask"])
}

fn clippy(repo: &Repo, what: &str, folder: &str, packages: &[&str]) -> Done {
    let mut clippy = cargo(repo);
    clippy.args(["clippy", "--all-targets"]).args(packages);
    clippy.arg("--target-dir").arg(repo.target().join(folder)).args(["--", "-D", "warnings"]);
    say::step(&format!("Clippy on {what}"), || run(&mut clippy, "clippy"))
}

/// The frontend for its real target: there the families of events are empty types, so what builds
/// one with `default` or copies one with `clone` reads oddly there and is right elsewhere.
fn browser(repo: &Repo) -> Done {
    let mut clippy = wasm::ready(repo)?.command(repo);
    clippy.args(["clippy", "-p", "frontend", "--features", "hydrate", "--lib", "--bins"]);
    clippy.args(["--target", wasm::TARGET, "--target-dir"]).arg(repo.target().join("browser"));
    clippy.args(["--", "-D", "warnings"]);
    clippy.args(["-A", "clippy::default_constructed_unit_structs", "-A", "clippy::clone_on_copy"]);
    let title = "Clippy on the frontend as it runs in a browser";
    say::step(title, || run(&mut clippy, "clippy"))
}
