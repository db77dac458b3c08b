//! `target/site`: everything a browser fetches, under names that change with the content,
//! compressed once, listed in `manifest.json`.

use crate::{
    Done,
    browser::{self, Bundle, Kind},
    outside, panel,
    repo::{self, Repo, files_below},
    say, setup,
    sizes::{Outside, Program, Size, Sizes},
    style,
};
use flate2::{Compression, write::GzEncoder};
use std::{
    collections::BTreeSet,
    io::Write,
    path::{Path, PathBuf},
};

/// Fonts and pictures are compressed already.
const COMPRESSIBLE: [&str; 9] =
    ["css", "js", "json", "map", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Builds the browser half and lays it out. A file that did not change is not written again, so
/// that the server, which carries the site inside, is not rebuilt for nothing.
pub fn build(repo: &Repo, kind: Kind) -> Done<Sizes> {
    setup::npm::ready(repo)?;
    let bundles = browser::build(repo, kind)?;
    let sheet = style::sheet(repo)?;
    let mut site = Site { folder: repo.site(), kind, kept: BTreeSet::new() };
    let sizes = site.lay_out(repo, &bundles, sheet)?;
    site.remove_the_rest()?;
    Ok(sizes)
}

struct Site {
    folder: PathBuf,
    kind: Kind,
    kept: BTreeSet<PathBuf>,
}

impl Site {
    fn lay_out(&mut self, repo: &Repo, bundles: &[Bundle], mut sheet: String) -> Done<Sizes> {
        let mut fonts = Vec::new();
        for (name, bytes) in style::fonts(repo)? {
            let (hashed, _) = self.put_hashed(name, "woff2", &bytes)?;
            sheet = sheet.replace(&format!("url({name}.woff2)"), &format!("url({hashed})"));
            fonts.push(hashed);
        }
        let (css, css_size) = self.put_hashed("style", "css", sheet.as_bytes())?;
        let (panel, panel_size) = self.put_hashed("panel", "js", &panel::script(repo)?)?;
        let outside = style::outside(repo)?;
        let (status_css, outside_css) = self.put_hashed("status", "css", outside.as_bytes())?;
        let (status_js, outside_js) = self.put_hashed("status", "js", &outside::script(repo)?)?;
        let boot = repo::read_text(&repo.root().join("frontend/boot.js"))?;
        let mut programs = Vec::new();
        for bundle in bundles {
            programs.push(self.put_program(bundle, &boot)?);
        }
        self.copy_public(&repo.root().join("frontend/public"))?;
        let (listed, sizes): (Vec<Listed>, Vec<Program>) = programs.into_iter().unzip();
        let files = [
            ("css", &css),
            ("panel", &panel),
            ("status_css", &status_css),
            ("status_js", &status_js),
        ];
        let manifest = manifest(&files, &listed, &fonts);
        self.put(Path::new("manifest.json"), manifest.as_bytes(), false)?;
        Ok(Sizes {
            programs: sizes,
            panel: panel_size,
            css: css_size,
            outside: Outside { css: outside_css, js: outside_js },
        })
    }

    /// What starts the page in one language.
    fn put_program(&mut self, bundle: &Bundle, boot: &str) -> Done<(Listed, Program)> {
        let language = bundle.language;
        // The glue of all languages is the same, as long as they call the same of the browser.
        let (js, js_size) = self.put_hashed("bascule", "js", &bundle.js)?;
        let (wasm, wasm_size) =
            self.put_hashed(&format!("bascule-{language}"), "wasm", &bundle.wasm)?;
        let boot = boot.replace("__JS__", &js).replace("__WASM__", &wasm);
        let (boot, _) = self.put_hashed(&format!("boot-{language}"), "js", boot.as_bytes())?;
        let listed = Listed { language, files: [("js", js), ("wasm", wasm), ("boot", boot)] };
        Ok((listed, Program { language, wasm: wasm_size, js: js_size }))
    }

    fn put_hashed(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Done<(String, Size)> {
        let hash = repo::hash(bytes);
        let name = format!("{stem}.{}.{extension}", &hash[..16]);
        let size = self.put(Path::new(&name), bytes, is_compressible(Path::new(&name)))?;
        Ok((name, size))
    }

    fn copy_public(&mut self, folder: &Path) -> Done {
        for file in files_below(folder) {
            let below = file.strip_prefix(folder).map_err(|e| e.to_string())?;
            self.put(
                &Path::new("public").join(below),
                &repo::read(&file)?,
                is_compressible(below),
            )?;
        }
        Ok(())
    }

    /// Writes a file, and its compressed twins where that helps.
    fn put(&mut self, name: &Path, bytes: &[u8], compress: bool) -> Done<Size> {
        let file = self.folder.join(name);
        let twins = [with_suffix(&file, ".br"), with_suffix(&file, ".gz")];
        let fresh = repo::read(&file).is_ok_and(|old| old == bytes);
        if compress && !(fresh && twins.iter().all(|twin| twin.is_file())) {
            let quality = self.quality(bytes.len());
            let (br, gz) = say::step(&format!("Compressing {}", name.display()), || {
                Ok::<_, String>((brotli(bytes, quality)?, gzip(bytes)?))
            })?;
            repo::write(&twins[0], br)?;
            repo::write(&twins[1], gz)?;
        }
        if !fresh {
            repo::write(&file, bytes)?;
        }
        self.kept.insert(file);
        let mut size = Size { raw: bytes.len(), brotli: bytes.len() };
        if compress {
            size.brotli = repo::read(&twins[0])?.len();
            self.kept.extend(twins);
        }
        Ok(size)
    }

    /// The best there is, except for a program that is looked at once.
    fn quality(&self, length: usize) -> i32 {
        if self.kind == Kind::Quick && length > 200_000 { 4 } else { 11 }
    }

    fn remove_the_rest(&self) -> Done {
        for stale in files_below(&self.folder).iter().filter(|file| !self.kept.contains(*file)) {
            std::fs::remove_file(stale)
                .map_err(|e| format!("cannot remove {}: {e}.", stale.display()))?;
        }
        Ok(())
    }
}

fn is_compressible(name: &Path) -> bool {
    name.extension().is_some_and(|end| COMPRESSIBLE.iter().any(|known| end == *known))
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn brotli(bytes: &[u8], quality: i32) -> Done<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)
        .map_err(|e| format!("brotli failed: {e}."))?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Done<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|e| format!("gzip failed: {e}."))
}

/// The files of a language, by role.
struct Listed {
    language: &'static str,
    files: [(&'static str, String); 3],
}

/// The names are ours, so they need no escaping.
fn manifest(files: &[(&str, &String)], programs: &[Listed], fonts: &[String]) -> String {
    let mut lines: Vec<String> = files.iter().map(|(role, name)| entry(role, name)).collect();
    let program = |one: &Listed| {
        let files: Vec<String> = one.files.iter().map(|(role, name)| entry(role, name)).collect();
        format!("    \"{}\": {{ {} }}", one.language, files.join(", "))
    };
    let programs: Vec<String> = programs.iter().map(program).collect();
    lines.push(format!("\"programs\": {{\n{}\n  }}", programs.join(",\n")));
    let fonts: Vec<String> = fonts.iter().map(|font| format!("\"{font}\"")).collect();
    lines.push(format!("\"fonts\": [{}]", fonts.join(", ")));
    format!("{{\n  {}\n}}\n", lines.join(",\n  "))
}

fn entry(role: &str, name: &str) -> String {
    format!("\"{role}\": \"{name}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_is_json_with_every_role_of_every_language() {
        let css = "style.0a.css".to_owned();
        let program = |language: &'static str| Listed {
            language,
            files: [("js", "1.js"), ("wasm", "2.wasm"), ("boot", "3.js")]
                .map(|(role, name)| (role, format!("{language}.{name}"))),
        };
        let text = manifest(
            &[("css", &css)],
            &[program("en"), program("fr")],
            &["inter.0b.woff2".into(), "mono.0c.woff2".into()],
        );
        assert_eq!(
            text,
            r#"{
  "css": "style.0a.css",
  "programs": {
    "en": { "js": "en.1.js", "wasm": "en.2.wasm", "boot": "en.3.js" },
    "fr": { "js": "fr.1.js", "wasm": "fr.2.wasm", "boot": "fr.3.js" }
  },
  "fonts": ["inter.0b.woff2", "mono.0c.woff2"]
}
"#
        );
    }

    #[test]
    fn fonts_and_pictures_are_left_as_they_are() {
        assert!(is_compressible(Path::new("icons/a.svg")));
        assert!(!is_compressible(Path::new("inter.0b.woff2")));
        assert!(!is_compressible(Path::new("icons/a.png")));
    }
}
