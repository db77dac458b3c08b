//! Makes sure that the folder of the browser half exists, so that the server builds without it;
//! its pages then say plainly that the browser half is missing.

use std::{fs, io, path::Path};

const NOTHING_BUILT: &str = r#"{"css":"","fonts":[]}"#;

fn main() -> io::Result<()> {
    let manifest = Path::new("../target/site/manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    println!("cargo::rerun-if-changed=build.rs");
    if !manifest.exists() {
        fs::create_dir_all("../target/site")?;
        fs::write(manifest, NOTHING_BUILT)?;
    }
    Ok(())
}
