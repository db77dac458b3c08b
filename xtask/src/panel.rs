//! The script of the panels and the library it is made with, as one small file.

use crate::{
    Done,
    browser::minify,
    repo::{self, Repo},
};

/// The line of `frontend/panel.js` that the library takes the place of.
const IMPORT: &str = "import morphdom from \"./__MORPHDOM__\";";

/// The line with which the library gives itself away.
const EXPORT: &str = "export default morphdom;";

/// The script.
pub fn script(repo: &Repo) -> Done<Vec<u8>> {
    let ours = repo::read_text(&repo.root().join("frontend/panel.js"))?;
    let library = repo::read_text(&repo.tool("morphdom").join("dist/morphdom-esm.js"))?;
    if !ours.contains(IMPORT) || !library.contains(EXPORT) {
        return Err("frontend/panel.js and morphdom no longer fit together.".to_owned());
    }
    let whole = ours.replace(IMPORT, &library.replace(EXPORT, ""));
    let file = repo.target().join("bundle/panel.js");
    repo::write(&file, whole)?;
    minify(repo, &file)?;
    repo::read(&file)
}
