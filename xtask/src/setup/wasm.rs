//! A cargo that can build for the browser.
//!
//! Rustup's target is used where it is or can be added. Elsewhere, on Debian, the standard
//! library is built once from Debian's own sources.

use super::debian;
use crate::{
    Done,
    process::{self, answer, command, on_path},
    repo::{self, Repo, entries},
    say,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// The target of the browser half.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_STD: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
const SEED_MANIFEST: &str =
    "[package]\nname = \"seed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";

/// Long enough for a slow line, short enough for a machine that has none.
const RUSTUP_LIMIT: Duration = Duration::from_secs(60);

/// Which cargo builds the browser half.
pub enum WasmCargo {
    /// The one we were started by.
    Own,
    /// Debian's, with the standard library we built for it.
    Debian,
}

impl WasmCargo {
    /// A cargo command in the checkout.
    pub fn command(&self, repo: &Repo) -> Command {
        match self {
            Self::Own => process::cargo(repo),
            Self::Debian => {
                let mut cargo = debian_cargo();
                cargo.current_dir(repo.root());
                cargo
            }
        }
    }
}

/// Finds a cargo that can build for the browser, or makes one.
pub fn ready(repo: &Repo) -> Done<WasmCargo> {
    if own_has_target() || rustup_adds_target(repo)? {
        return Ok(WasmCargo::Own);
    }
    debian::install(
        &DEBIAN_PACKAGES,
        "this Rust cannot build for the browser, Debian's rustc-web can",
    )
    .map_err(|sentence| {
        format!("{sentence}\nWith rustup, this is enough instead: rustup target add {TARGET}")
    })?;
    seed_debian(repo)?;
    Ok(WasmCargo::Debian)
}

/// Debian's own rustc also answers here once seeded, but it needs its linker named: not counted.
fn own_has_target() -> bool {
    answer(own_rustc().args(["--print", "target-libdir", "--target", TARGET]))
        .map(PathBuf::from)
        .is_some_and(|folder| !folder.starts_with("/usr/lib/rustlib") && holds_std(&folder))
}

fn own_rustc() -> Command {
    command(std::env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from))
}

/// Asks rustup for the target, once: where it failed, it is not asked again for that toolchain.
fn rustup_adds_target(repo: &Repo) -> Done<bool> {
    if on_path("rustup").is_none() {
        return Ok(false);
    }
    let memory = repo.setup().join("rustup-without-wasm32");
    let toolchain = answer(own_rustc().arg("--version")).unwrap_or_default();
    if repo::read_text(&memory).is_ok_and(|remembered| remembered == toolchain) {
        return Ok(false);
    }
    let added = say::step(&format!("Asking rustup for {TARGET} (a minute at most)"), || {
        process::succeeds_within(command("rustup").args(["target", "add", TARGET]), RUSTUP_LIMIT)
    });
    if added && own_has_target() {
        return Ok(true);
    }
    say::line(&format!("  rustup cannot add it; to ask again, remove {}", memory.display()));
    repo::write(&memory, toolchain)?;
    Ok(false)
}

fn holds_std(folder: &Path) -> bool {
    entries(folder).iter().any(|file| is_rlib(file) && file_name(file).starts_with("libstd-"))
}

fn is_rlib(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "rlib")
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Debian's cargo and rustc, whatever rustup put first on the path.
fn debian_cargo() -> Command {
    let mut cargo = command("/usr/bin/cargo");
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTDOC", "RUST_RECURSION_COUNT"] {
        cargo.env_remove(name);
    }
    cargo
        .env("RUSTC", "/usr/bin/rustc")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    cargo
}

/// Builds std for Debian's rustc and puts it where that rustc looks. The stamp beside it tells a
/// library we built for an older rustc, which is built again, from one that a package brought.
fn seed_debian(repo: &Repo) -> Done {
    let home = Path::new(DEBIAN_STD);
    let version = answer(command("/usr/bin/rustc").arg("--version"))
        .ok_or("/usr/bin/rustc does not answer.")?;
    let stamp = home.join("seeded-for");
    let seeded_for = repo::read_text(&stamp).ok();
    if holds_std(home) && seeded_for.is_none_or(|seeded| seeded == version) {
        return Ok(());
    }
    let seed = repo.setup().join("wasm-std");
    say::step("Building Rust's standard library for the browser, once (about a minute)", || {
        build_std(&seed)
    })?;
    let built = collect_std(&seed, &version)?;
    if !debian::is_root() {
        return Err(format!(
            "the library is built; please put it in place with: sudo mkdir -p {DEBIAN_STD} && sudo cp {}/* {DEBIAN_STD}/",
            built.display()
        ));
    }
    say::line(&format!("Putting it in {DEBIAN_STD}"));
    install_std(&built, home)?;
    remove_folder(&seed)
}

fn build_std(seed: &Path) -> Done {
    remove_folder(seed)?;
    repo::write(&seed.join("Cargo.toml"), SEED_MANIFEST)?;
    repo::write(&seed.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = debian_cargo();
    cargo.current_dir(seed).env("RUSTC_BOOTSTRAP", "1");
    cargo.args(["build", "--release", "--target", TARGET, "--target-dir", "built"]);
    cargo.arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro");
    process::run(&mut cargo, "building the standard library for the browser")
}

/// Gathers the libraries and the stamp in one folder.
fn collect_std(seed: &Path, version: &str) -> Done<PathBuf> {
    let folder = seed.join("lib");
    let built = seed.join("built").join(TARGET).join("release/deps");
    for file in entries(&built)
        .iter()
        .filter(|file| is_rlib(file) && !file_name(file).starts_with("libseed-"))
    {
        repo::write(&folder.join(file_name(file)), repo::read(file)?)?;
    }
    repo::write(&folder.join("seeded-for"), version)?;
    if holds_std(&folder) {
        Ok(folder)
    } else {
        Err("the standard library was built but is not where it should be.".into())
    }
}

/// Copies beside and renames, so that an interrupted copy is never taken for a library.
fn install_std(built: &Path, home: &Path) -> Done {
    let beside = home.with_extension("part");
    remove_folder(&beside)?;
    for file in entries(built) {
        repo::write(&beside.join(file_name(&file)), repo::read(&file)?)?;
    }
    remove_folder(home)?;
    std::fs::rename(&beside, home).map_err(|e| format!("cannot create {}: {e}.", home.display()))
}

fn remove_folder(folder: &Path) -> Done {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {e}.", folder.display()))
        }
        _ => Ok(()),
    }
}
