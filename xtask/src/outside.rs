//! The script of pages for people outside, minified.

use crate::{
    Done,
    browser::minify,
    repo::{self, Repo},
};

/// The script.
pub fn script(repo: &Repo) -> Done<Vec<u8>> {
    let ours = repo::read_text(&repo.root().join("frontend/status.js"))?;
    let file = repo.target().join("bundle/status.js");
    repo::write(&file, ours)?;
    minify(repo, &file)?;
    repo::read(&file)
}
