//! Installing what is missing, saying so first, and quick when nothing is.

pub mod debian;
pub mod npm;
pub mod wasm;

use crate::{Done, process::on_path, repo::Repo, say};

/// Everything a demo, a build and the tests need.
pub fn everything(repo: &Repo) -> Done {
    wasm::ready(repo)?;
    npm::ready(repo)?;
    npm::provider_for_tests(repo)?;
    npm::mail_server_for_tests(repo)?;
    browser_for_tests()?;
    sources_for_tests()?;
    say::line("Everything is set up");
    Ok(())
}

/// A real browser and its driver: only the tests need them.
pub fn browser_for_tests() -> Done {
    let browser = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|name| on_path(name).is_some());
    if browser && on_path("chromedriver").is_some() {
        return Ok(());
    }
    debian::install(
        &["chromium", "chromium-driver"],
        "the browser tests need Chromium and chromedriver",
    )
}

/// A real PostgreSQL and a real Prometheus, which tests start for themselves on ports of their
/// own: only the tests need them.
pub fn sources_for_tests() -> Done {
    if !debian::has_postgres() {
        debian::install(&["postgresql"], "the tests of SQL sources need PostgreSQL")?;
    }
    if on_path("prometheus").is_none() {
        debian::install(&["prometheus"], "the tests of Prometheus sources need one")?;
    }
    Ok(())
}
