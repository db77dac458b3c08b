//! The server half: building it, and becoming it.

use crate::{
    Done,
    process::{cannot_start, cargo, command, run},
    repo::Repo,
    say,
};
use std::{os::unix::process::CommandExt, path::PathBuf, process::Command};

/// Every build asks for the same packages, also where it wants one program: with another choice
/// cargo would choose other features for what they share, and build it all a second time.
pub const PACKAGES: [&str; 8] = ["-p", "domain", "-p", "server", "-p", "frontend", "-p", "tests"];

/// Which of cargo's profiles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Debug,
    /// Quick to run.
    Release,
}

impl Profile {
    /// Takes a leading `--release` off the arguments.
    pub fn from_args(args: &[String]) -> (Self, &[String]) {
        match args.split_first() {
            Some((first, rest)) if first == "--release" => (Self::Release, rest),
            _ => (Self::Debug, args),
        }
    }

    /// The flag for cargo, if it needs one.
    fn flag(self) -> Option<&'static str> {
        (self == Self::Release).then_some("--release")
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Where the server is once built.
pub fn binary(repo: &Repo, profile: Profile) -> PathBuf {
    repo.target().join(profile.folder()).join("bascule")
}

/// Builds the server with the site inside.
pub fn build(repo: &Repo, profile: Profile) -> Done {
    let mut build = cargo(repo);
    build.arg("build").args(PACKAGES).args(["--bin", "bascule"]).args(profile.flag());
    build.arg("--target-dir").arg(repo.target());
    say::step("Building the server (minutes the first time)", || {
        run(&mut build, "building the server")
    })
}

/// The command that starts the demo.
pub fn demo(repo: &Repo, profile: Profile, args: &[String]) -> Command {
    let mut demo = command(binary(repo, profile));
    demo.arg("demo").args(args);
    demo
}

/// Replaces this process by the demo. Comes back only with the sentence why that failed.
pub fn become_demo(repo: &Repo, profile: Profile, args: &[String]) -> String {
    let mut demo = demo(repo, profile, args);
    let error = demo.exec();
    cannot_start(&demo, &error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_is_ours_and_the_rest_is_the_demos() {
        let args: Vec<String> = ["--release", "--port", "4000"].map(str::to_owned).to_vec();
        let (profile, rest) = Profile::from_args(&args);
        assert!(profile == Profile::Release);
        assert_eq!(rest, ["--port", "4000"]);
    }
}
