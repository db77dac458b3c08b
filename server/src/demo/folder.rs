//! The demo's folder: made anew or gone on with.

use crate::clock::StoryMark;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};
use thiserror::Error;

/// What the clock must remember.
const MARK: &str = "demo-clock.json";

/// What belongs to a demo. Nothing else in the folder is ever removed: somebody may have named a
/// folder with other things in it.
const OURS: [&str; 4] = ["bascule.db", "bascule.db-wal", "bascule.db-shm", MARK];

/// Why the folder cannot be used.
#[derive(Debug, Error)]
#[error("the folder {} of the demo cannot be used: {why}", .folder.display())]
pub struct FolderError {
    folder: PathBuf,
    why: String,
}

/// Where a demo keeps its data.
#[derive(Debug, Clone)]
pub struct DemoFolder(PathBuf);

impl DemoFolder {
    /// A folder somebody named.
    #[must_use]
    pub const fn named(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The usual one: among the user's cached files, one per port, so that two demos do not meet.
    #[must_use]
    pub fn usual(port: u16) -> Self {
        let path = |name: &str| {
            std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
        };
        let cache = path("XDG_CACHE_HOME").or_else(|| path("HOME").map(|home| home.join(".cache")));
        let cache = cache.unwrap_or_else(std::env::temp_dir);
        Self(cache.join("bascule").join(format!("demo-{port}")))
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Removes what a demo left, unless a server is using it.
    ///
    /// # Errors
    /// When one is, or the system does not let us.
    pub fn empty(&self) -> Result<(), FolderError> {
        fs::create_dir_all(&self.0).map_err(|error| self.error(&error))?;
        let lock = self.0.join("bascule.lock");
        let lock = File::options().write(true).create(true).truncate(false).open(lock);
        let lock = lock.map_err(|error| self.error(&error))?;
        if lock.try_lock().is_err() {
            let why = "another Bascule server is using it".to_owned();
            return Err(FolderError { folder: self.0.clone(), why });
        }
        for name in OURS {
            match fs::remove_file(self.0.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(self.error(&error));
                }
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }

    /// Where the story's clock was; `None` when no demo has run here.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read_mark(&self) -> Result<Option<StoryMark>, FolderError> {
        match fs::read(self.0.join(MARK)) {
            Ok(text) => {
                let mark = serde_json::from_slice(&text);
                mark.map(Some).map_err(|error| self.error(&io::Error::other(error)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.error(&error)),
        }
    }

    /// Remembers where the clock is. The new file takes the old one's place in one move, so a
    /// crash leaves one or the other.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn write_mark(&self, mark: StoryMark) -> Result<(), FolderError> {
        let text = serde_json::to_vec(&mark).map_err(|e| self.error(&io::Error::other(e)))?;
        let fresh = self.0.join("demo-clock.json.new");
        fs::write(&fresh, text)
            .and_then(|()| fs::rename(&fresh, self.0.join(MARK)))
            .map_err(|error| self.error(&error))
    }

    fn error(&self, error: &io::Error) -> FolderError {
        FolderError { folder: self.0.clone(), why: error.to_string() }
    }
}
