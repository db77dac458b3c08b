//! The browser half without what nobody calls and names nobody reads.

use crate::{Done, repo};
use std::path::Path;
use wasm_bindgen_cli_support::Output;

/// What [`names`] has renamed, to be renamed in the glue too.
pub struct Renamed(Vec<(String, String)>);

/// The glue for streams of server functions, which Leptos brings along and no page of ours calls.
/// Nothing can be reached only from there once it is no longer exported.
const UNCALLED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// Lets go of exports that no script of ours calls; wasm-opt then finds what only they needed.
pub fn uncalled(output: &mut Output) {
    let exports = &mut output.wasm_mut().exports;
    let uncalled = |name: &str| UNCALLED.iter().any(|stem| name.starts_with(stem));
    let ids: Vec<_> =
        exports.iter().filter(|one| uncalled(&one.name)).map(|one| one.id()).collect();
    ids.into_iter().for_each(|id| exports.delete(id));
}

/// Gives what the program imports names of a letter or two. Each comes with a hash, which cannot be
/// compressed, and stands in both files.
pub fn names(output: &mut Output) -> Renamed {
    let mut imports: Vec<_> = output.wasm_mut().imports.iter_mut().collect();
    // In the same order whatever the language, so that the glue stays the same too.
    imports.sort_by(|one, other| one.name.cmp(&other.name));
    let renamed = imports.into_iter().enumerate().map(|(place, import)| {
        let short = letters(place);
        (std::mem::replace(&mut import.name, short.clone()), short)
    });
    Renamed(renamed.collect())
}

impl Renamed {
    /// The same names in the glue, which lists them once each as the fields of an object.
    pub fn in_glue(&self, js: &Path) -> Done {
        let mut text = repo::read_text(js)?;
        for (long, short) in &self.0 {
            let field = format!("        {long}: ");
            if text.matches(&field).count() != 1 {
                return Err(format!("wasm-bindgen writes its glue in another way: no one {long}."));
            }
            text = text.replace(&field, &format!("        {short}: "));
        }
        repo::write(js, text)
    }
}

/// `a` to `z`, then `aa` and so on.
fn letters(place: usize) -> String {
    let last = char::from(b'a' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        rest => format!("{}{last}", letters(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::letters;
    use std::collections::BTreeSet;

    #[test]
    fn short_names_are_all_different() {
        assert_eq!([letters(0), letters(25), letters(26)], ["a", "z", "aa"]);
        assert_eq!((0..2_000).map(letters).collect::<BTreeSet<_>>().len(), 2_000);
    }
}
