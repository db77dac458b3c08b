//! Where things are.

use crate::Done;
use std::path::{Path, PathBuf};

/// The checkout this was started in.
pub struct Repo {
    root: PathBuf,
}

impl Repo {
    /// The checkout cargo runs us from, whatever the current folder.
    pub fn find() -> Done<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match manifest.parent() {
            Some(root) if root.join("Cargo.toml").is_file() => Ok(Self { root: root.to_path_buf() }),
            _ => Err("the checkout is not where it was when xtask was built; start it with `cargo xtask`.".into()),
        }
    }

    /// The folder of the root manifest.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's folder for the native half, and ours for everything that can be made again.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// What set-up remembers.
    pub fn setup(&self) -> PathBuf {
        self.target().join("setup")
    }

    /// A package of the npm tools.
    pub fn tool(&self, package: &str) -> PathBuf {
        self.target().join("tools/node_modules").join(package)
    }

    /// The browser half as served.
    pub fn site(&self) -> PathBuf {
        self.target().join("site")
    }
}

/// Reads a file, or says which one could not be read.
pub fn read(path: &Path) -> Done<Vec<u8>> {
    std::fs::read(path).map_err(|e| format!("cannot read {}: {e}.", path.display()))
}

/// Reads a text file, or says which one could not be read.
pub fn read_text(path: &Path) -> Done<String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}.", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Done {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    std::fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}.", path.display()))
}

/// Makes a folder and those above it.
pub fn create_folder(path: &Path) -> Done {
    std::fs::create_dir_all(path).map_err(|e| format!("cannot create {}: {e}.", path.display()))
}

/// The files and folders in a folder, in order; none when there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(list) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = list.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    entries(folder)
        .into_iter()
        .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
        .collect()
}

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
