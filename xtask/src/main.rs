//! `cargo xtask`: the front door. Sets up, builds, runs and tests the whole project.

mod browser;
mod lint;
mod outside;
mod panel;
mod process;
mod repo;
mod runner;
mod say;
mod server;
mod setup;
mod site;
mod sizes;
mod style;
mod trim;
mod watch;

use repo::Repo;
use std::process::ExitCode;

/// What every step gives back: a value, or one plain sentence for the person at the terminal.
pub type Done<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask <command>

  run [--release] [args]   set up, build and start the demo; args go to `bascule demo`
  dev [args]               the same with a quick build, again on every change
  test [filter]            set up, build and run every test; filters go to the test runner
  build [--release]        the browser half and the server
  lint                     formatting and clippy, nothing tolerated
  bench                    the benchmarks
  setup                    install what is missing and nothing else

Everything is installed from the registries your machine already uses; each step says what it does.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = args.split_first() else {
        return usage();
    };
    let outcome = match command.as_str() {
        "run" => run(rest),
        "dev" => Repo::find().and_then(|repo| watch::dev(&repo, rest)),
        "test" => Repo::find().and_then(|repo| runner::test(&repo, rest)),
        "build" => build(rest),
        "lint" => Repo::find().and_then(|repo| lint::all(&repo)),
        "bench" => Repo::find().and_then(|repo| runner::bench(&repo, rest)),
        "setup" => Repo::find().and_then(|repo| setup::everything(&repo)),
        _ => return usage(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            say::failure(&sentence);
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

/// Sets up for a demo, builds both halves and becomes the server.
fn run(args: &[String]) -> Done {
    let repo = Repo::find()?;
    let (profile, rest) = server::Profile::from_args(args);
    site::build(&repo, browser::Kind::Small)?.print();
    server::build(&repo, profile)?;
    say::line("Starting the demo");
    // Only a failure to start comes back from here: the server takes the place of this process,
    // so signals and the exit code are its own.
    Err(server::become_demo(&repo, profile, rest))
}

fn build(args: &[String]) -> Done {
    let (profile, rest) = server::Profile::from_args(args);
    if let Some(stray) = rest.first() {
        return Err(format!("`build` takes --release and nothing else, not `{stray}`."));
    }
    let repo = Repo::find()?;
    let sizes = site::build(&repo, browser::Kind::Small)?;
    // The server first: a page that is too large is still better than one that fits nothing.
    server::build(&repo, profile)?;
    sizes.within_budget()
}
