//! Running every test, and the benchmarks.

use crate::{
    Done,
    browser::Kind,
    process::{cannot_start, cargo, command, on_path, run},
    repo::{self, Repo},
    say,
    server::{self, PACKAGES, Profile},
    setup, site,
};
use std::{
    io::{BufRead, BufReader},
    process::{Command, ExitStatus, Stdio},
};

/// Sets up, builds both halves and runs every test, or those that match.
pub fn test(repo: &Repo, filters: &[String]) -> Done {
    setup::browser_for_tests()?;
    setup::sources_for_tests()?;
    setup::npm::provider_for_tests(repo)?;
    setup::npm::mail_server_for_tests(repo)?;
    let sizes = site::build(repo, Kind::Small)?;
    build_with_tests(repo)?;
    sizes.within_budget()?;
    say::line("Running the tests");
    if on_path("cargo-nextest").is_some() {
        nextest(repo, filters)
    } else {
        cargo_test(repo, filters)
    }
}

/// Server and tests in one go: asked for apart, cargo would build what they share twice.
fn build_with_tests(repo: &Repo) -> Done {
    let mut build = cargo(repo);
    build
        .arg("build")
        .args(PACKAGES)
        .args(["--lib", "--bins", "--tests", "--target-dir"])
        .arg(repo.target());
    say::step("Building the server and the tests (minutes the first time)", || {
        run(&mut build, "building the server and the tests")
    })
}

/// Where the tests find the server and the accessibility rules.
fn with_places<'c>(repo: &Repo, command: &'c mut Command) -> &'c mut Command {
    command.env("BASCULE_BIN", server::binary(repo, Profile::Debug));
    command.env("BASCULE_OIDC", repo.target().join("oidc/node_modules"));
    command.env("BASCULE_MAIL", repo.target().join("mail/node_modules"));
    command.env("BASCULE_AXE", repo.tool("axe-core").join("axe.min.js"))
}

fn nextest(repo: &Repo, filters: &[String]) -> Done {
    let mut tests = cargo(repo);
    tests.args(["nextest", "run"]).args(PACKAGES).arg("--target-dir").arg(repo.target());
    if std::env::var_os("CI").is_some() {
        tests.args(["--profile", "ci"]);
    }
    with_places(repo, &mut tests).args(filters);
    let status = tests.status().map_err(|e| cannot_start(&tests, &e))?;
    ended(status)
}

/// Failing tests end xtask with the runner's own code and no word more: its closing line stays last.
fn ended(status: ExitStatus) -> Done {
    if status.success() {
        return Ok(());
    }
    std::process::exit(status.code().unwrap_or(1))
}

/// Without nextest there is a closing line for each test program: add them up in a last one.
fn cargo_test(repo: &Repo, filters: &[String]) -> Done {
    let mut tests = cargo(repo);
    tests
        .args(["test", "--no-fail-fast"])
        .args(PACKAGES)
        .args(["--lib", "--bins", "--tests", "--target-dir"])
        .arg(repo.target());
    with_places(repo, &mut tests).arg("--").args(filters).stdout(Stdio::piped());
    let mut child = tests.spawn().map_err(|e| cannot_start(&tests, &e))?;
    let mut sum = Counts::default();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines())
        .map_while(Result::ok)
    {
        println!("{line}");
        sum.add(&line);
    }
    let status = child.wait().map_err(|e| format!("lost sight of the tests: {e}."))?;
    println!("{} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.ignored);
    ended(status)
}

#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Counts {
    /// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in counts.split("; ") {
            match part.split_once(' ').map(|(number, what)| (number.parse::<usize>(), what)) {
                Some((Ok(number), "passed")) => self.passed += number,
                Some((Ok(number), "failed")) => self.failed += number,
                Some((Ok(number), "ignored")) => self.ignored += number,
                _ => {}
            }
        }
    }
}

/// Builds everything for speed and runs the benchmarks.
pub fn bench(repo: &Repo, args: &[String]) -> Done {
    if !has_bench(repo) {
        say::line("There are no benchmarks yet: the tests crate has no program named bench");
        return Ok(());
    }
    site::build(repo, Kind::Small)?.print();
    let mut build = cargo(repo);
    build.arg("build").args(PACKAGES).args(["--release", "--bin", "bascule", "--bin", "bench"]);
    build.arg("--target-dir").arg(repo.target());
    say::step("Building the server and the benchmarks for speed (minutes the first time)", || {
        run(&mut build, "building the benchmarks")
    })?;
    let server = server::binary(repo, Profile::Release);
    let mut bench = command(server.with_file_name("bench"));
    bench.current_dir(repo.root()).env("BASCULE_BIN", server).args(args);
    say::step("Running the benchmarks", || run(&mut bench, "the benchmarks"))
}

fn has_bench(repo: &Repo) -> bool {
    let tests = repo.root().join("tests");
    let named = repo::read_text(&tests.join("Cargo.toml"))
        .is_ok_and(|manifest| manifest.contains("name = \"bench\""));
    named
        || tests.join("src/bin/bench.rs").is_file()
        || tests.join("src/bin/bench/main.rs").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up() {
        let mut sum = Counts::default();
        sum.add("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s");
        sum.add("test a_name ... ok");
        sum.add("test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        assert_eq!((sum.passed, sum.failed, sum.ignored), (7, 2, 1));
    }
}
