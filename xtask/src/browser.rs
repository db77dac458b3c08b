//! The browser half: cargo, then wasm-bindgen as a library, then wasm-opt.

use crate::{
    Done,
    process::{command, run},
    repo::{self, Repo},
    say,
    setup::{npm, wasm},
    trim,
};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// How much effort the browser half is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As small as it gets: what is served and measured.
    Small,
    /// Built in a hurry, for the next glance.
    Quick,
}

impl Kind {
    /// The cargo profile in the root manifest.
    fn profile(self) -> &'static str {
        match self {
            Self::Small => "browser",
            Self::Quick => "browser-dev",
        }
    }
}

/// The languages of the screens; each has a program of its own, so that nobody downloads the words
/// of another.
pub const LANGUAGES: [&str; 2] = ["en", "fr"];

/// The two files a browser needs.
#[derive(Clone)]
pub struct Bundle {
    /// The language of its words.
    pub language: &'static str,
    /// The glue, an ES module.
    pub js: Vec<u8>,
    /// The program.
    pub wasm: Vec<u8>,
}

/// What rustc emits for this target; wasm-opt must be told, or it refuses the file.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds a bundle for each language.
pub fn build(repo: &Repo, kind: Kind) -> Done<Vec<Bundle>> {
    match kind {
        Kind::Small => LANGUAGES.map(|name| bundle(repo, kind, name, name)).into_iter().collect(),
        // In a hurry, one that speaks them all does for each.
        Kind::Quick => {
            let all = bundle(repo, kind, LANGUAGES[0], &LANGUAGES.join(","))?;
            Ok(LANGUAGES.map(|language| Bundle { language, ..all.clone() }).to_vec())
        }
    }
}

/// What follows cargo is skipped when cargo gave the same file as last time.
fn bundle(repo: &Repo, kind: Kind, language: &'static str, spoken: &str) -> Done<Bundle> {
    let input = compile(repo, kind, language, spoken)?;
    let out = repo.target().join("bundle").join(kind.profile()).join(language);
    let (js, wasm, marker) =
        (out.join("bascule.js"), out.join("bascule_bg.wasm"), out.join("made-from"));
    let wanted = fingerprint(repo, kind, &input)?;
    if !repo::read_text(&marker).is_ok_and(|made_from| made_from == wanted) {
        // Without a marker, a run that is interrupted here starts again.
        let _absent_the_first_time = std::fs::remove_file(&marker);
        say::step("Binding it to JavaScript", || bind(&input, &out, kind))?;
        if kind == Kind::Small {
            say::step("Making it smaller with wasm-opt (some 15 seconds)", || {
                optimise(repo, &wasm)?;
                minify(repo, &js)
            })?;
        }
        repo::write(&marker, wanted)?;
    }
    Ok(Bundle { language, js: repo::read(&js)?, wasm: repo::read(&wasm)? })
}

/// Everything but the frontend itself is compiled once for all languages.
fn compile(repo: &Repo, kind: Kind, language: &str, spoken: &str) -> Done<PathBuf> {
    let cargo = wasm::ready(repo)?;
    // A folder of its own: two compilers must not share one.
    let folder = repo.target().join("browser");
    let mut build = cargo.command(repo);
    let program = format!("bascule-{language}");
    build.args(["build", "-p", "frontend", "--bin", &program, "--profile", kind.profile()]);
    build.args(["--no-default-features", "--features", &format!("hydrate,{spoken}")]);
    build.args(["--target", wasm::TARGET, "--target-dir"]).arg(&folder);
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths(repo));
    let title = format!("Building the browser half, {language} (minutes the first time)");
    say::step(&title, || run(&mut build, "building the browser half"))?;
    Ok(folder.join(wasm::TARGET).join(kind.profile()).join(program + ".wasm"))
}

/// A panic names the file it came from: the part of the path that is only this machine's is left
/// out, to be small and to say nothing about whoever built it.
fn without_paths(repo: &Repo) -> String {
    let home = std::env::var("CARGO_HOME")
        .ok()
        .or_else(|| std::env::var("HOME").ok().map(|home| format!("{home}/.cargo")));
    let sources = home.map(|home| format!("{home}/registry/src")).into_iter();
    let own = repo.root().display().to_string();
    sources
        .chain([own])
        .filter(|path| !path.contains(' '))
        .map(|path| format!("--remap-path-prefix={path}=."))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Everything that decides what the bundle is: the program, which tells wasm-bindgen's version,
/// the tools, and what is done here.
fn fingerprint(repo: &Repo, kind: Kind, input: &Path) -> Done<String> {
    let program = repo::hash(&repo::read(input)?);
    let here = repo::hash(concat!(include_str!("browser.rs"), include_str!("trim.rs")).as_bytes());
    Ok(format!("{program} {} {} {here}", kind.profile(), npm::lock_hash(repo)?))
}

fn bind(input: &Path, out: &Path, kind: Kind) -> Done {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name("bascule").typescript(false).web(true).map_err(failed)?;
    bindgen.remove_name_section(true).remove_producers_section(true).omit_default_module_path(true);
    let mut output = bindgen.generate_output().map_err(failed)?;
    // Files that are in a crate but that nothing imports are listed too: only the glue counts.
    if output.js().contains("./snippets/") {
        return Err(
            "a dependency of the frontend imports JavaScript files of its own, which the site does not serve."
                .into(),
        );
    }
    // In a hurry the names are left as they are: a fault then says where it happened.
    if kind == Kind::Quick {
        return output.emit(out).map_err(failed);
    }
    trim::uncalled(&mut output);
    let renamed = trim::names(&mut output);
    output.emit(out).map_err(failed)?;
    renamed.in_glue(&out.join("bascule.js"))
}

fn failed(e: impl std::fmt::Display) -> String {
    format!("wasm-bindgen failed: {e:#}.")
}

fn optimise(repo: &Repo, wasm: &Path) -> Done {
    let smaller = wasm.with_extension("opt");
    let mut opt = command("node");
    opt.arg(repo.tool("binaryen").join("bin/wasm-opt"));
    // Twice, with functions that differ in a constant made one in between: one percent less.
    opt.args(["-Oz", "--merge-similar-functions", "-Oz"]).args(FEATURES);
    run(opt.arg(wasm).arg("-o").arg(&smaller), "wasm-opt")?;
    std::fs::rename(&smaller, wasm).map_err(|e| format!("cannot replace {}: {e}.", wasm.display()))
}

/// The glue is half comments and long names.
pub fn minify(repo: &Repo, js: &Path) -> Done {
    let smaller = js.with_extension("min");
    let mut terser = command("node");
    terser.arg(repo.tool("terser").join("bin/terser"));
    terser.arg(js).args(["--module", "-c", "-m", "-o"]).arg(&smaller);
    run(&mut terser, "terser")?;
    std::fs::rename(&smaller, js).map_err(|e| format!("cannot replace {}: {e}.", js.display()))
}
