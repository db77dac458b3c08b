//! The style sheet and its fonts.

use crate::{
    Done,
    process::{answer, command},
    repo::{self, Repo, entries},
    say,
};
use std::path::{Path, PathBuf};

/// Used when `style/order.txt` does not say otherwise.
const ORDER: [&str; 4] = ["tokens.css", "base.css", "layout.css", "part.css"];

/// The one sheet that stands alone: of pages for people outside.
const OUTSIDE: &str = "status.css";

/// The oldest browsers with nesting, layers and `light-dark()`, so that none of them is rewritten.
const BROWSERS: &str =
    "chrome >= 123, edge >= 123, firefox >= 120, safari >= 17.5, ios_saf >= 17.5";

/// The name in the style sheet, and the file in the npm package.
const FONTS: [(&str, &str); 4] = [
    ("inter", "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
    ("inter-ext", "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2"),
    ("mono", "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2"),
    (
        "mono-ext",
        "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2",
    ),
];

/// Each font's name and bytes.
pub fn fonts(repo: &Repo) -> Done<Vec<(&'static str, Vec<u8>)>> {
    FONTS.iter().map(|(name, file)| Ok((*name, repo::read(&repo.tool(file))?))).collect()
}

/// One small style sheet out of those in `style/`, in order.
pub fn sheet(repo: &Repo) -> Done<String> {
    let names = in_order(repo);
    if names.is_empty() {
        say::line("There is no style sheet yet");
        return Ok(String::new());
    }
    let entry = repo.target().join("bundle/style.css");
    let imports: String =
        names.iter().map(|name| format!("@import \"../../style/{name}\";\n")).collect();
    repo::write(&entry, imports)?;
    say::step("Bundling the style sheets", || bundled(repo, &entry))
}

/// The style sheet of pages for people outside. Of the tokens it leaves the fonts out: they would
/// weigh more than all the rest.
pub fn outside(repo: &Repo) -> Done<String> {
    let sheet = bundled(repo, &repo.root().join("style").join(OUTSIDE))?;
    Ok(without_fonts(&sheet))
}

fn without_fonts(sheet: &str) -> String {
    let mut parts = sheet.split("@font-face");
    let first = parts.next().unwrap_or_default().to_owned();
    let behind = |part: &str| part.split_once('}').map(|(_, rest)| rest.to_owned());
    parts.filter_map(behind).fold(first, |kept, rest| kept + &rest)
}

fn bundled(repo: &Repo, entry: &Path) -> Done<String> {
    let mut css = command(program(repo)?);
    css.args(["--bundle", "--minify", "--targets", BROWSERS]).arg(entry);
    match css.output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
        }
        Ok(output) => {
            Err(format!("lightningcss refused the style sheets: {}", complaint(&output.stderr)))
        }
        Err(e) => Err(format!("cannot start lightningcss: {e}.")),
    }
}

/// The style sheets that exist, in the order they apply; one that nobody lists is pointed out.
fn in_order(repo: &Repo) -> Vec<String> {
    let folder = repo.root().join("style");
    let order: Vec<String> = match repo::read_text(&folder.join("order.txt")) {
        Ok(list) => list
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect(),
        Err(_) => ORDER.map(str::to_owned).to_vec(),
    };
    for stray in
        entries(&folder).iter().filter(|file| file.extension().is_some_and(|end| end == "css"))
    {
        let name = stray.file_name().unwrap_or_default().to_string_lossy();
        if name != OUTSIDE && !order.iter().any(|listed| *listed == name) {
            say::line(&format!(
                "style/{name} is in no order and is left out; list it in style/order.txt"
            ));
        }
    }
    order.into_iter().filter(|name| folder.join(name).is_file()).collect()
}

/// The program as it lies in the package for this system. The script that would copy it to a
/// common place does not run here.
fn program(repo: &Repo) -> Done<PathBuf> {
    let system = "process.platform + '-' + process.arch";
    let system = answer(command("node").args(["-p", system])).ok_or("node does not answer.")?;
    let prefix = format!("lightningcss-cli-{system}");
    let packages = entries(&repo.tool(""));
    let fits = packages.iter().filter(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
    });
    fits.map(|package| package.join("lightningcss"))
        .find(|program| program.is_file())
        .ok_or_else(|| format!("npm has no lightningcss for {system}."))
}

/// The program panics with its message inside: keep the line that says what is wrong and where.
fn complaint(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    text.lines().find(|line| line.contains("Error {")).unwrap_or(text.trim()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_left_out_and_nothing_else_is() {
        let sheet = "a{b:c}@font-face{src:url(x)}@font-face{src:url(y)}d{e:f}";
        assert_eq!(without_fonts(sheet), "a{b:c}d{e:f}");
        assert_eq!(without_fonts("a{b:c}"), "a{b:c}");
    }
}
