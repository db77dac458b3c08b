//! Everything a browser fetches, inside the one binary: hashed names, compressed once at build.

use crate::error::AppError;
use axum::{
    body::Body,
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use frontend::boot::Locale;
use rust_embed::{Embed, EmbeddedFile};
use serde::Deserialize;
use std::{borrow::Cow, sync::LazyLock};

/// The browser half, as the build laid it out.
#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
struct Site;

/// Which file is which. Empty names mean that the browser half was not built.
#[derive(Debug, Default, Deserialize)]
pub struct Manifest {
    /// The stylesheet.
    pub css: String,
    /// What runs in the browser, one for each language.
    #[serde(default)]
    programs: Programs,
    /// The script that keeps panels up to date.
    #[serde(default)]
    pub panel: String,
    /// The style sheet of pages for people outside.
    #[serde(default)]
    pub status_css: String,
    /// The script of pages for people outside.
    #[serde(default)]
    pub status_js: String,
    /// The fonts.
    #[serde(default)]
    pub fonts: Vec<String>,
}

/// The programs of all languages.
#[derive(Debug, Default, Deserialize)]
struct Programs {
    en: Program,
    fr: Program,
}

/// What runs in the browser, with the words of one language.
#[derive(Debug, Default, Deserialize)]
pub struct Program {
    /// The bridge between browser and WASM.
    pub js: String,
    /// The program.
    pub wasm: String,
    /// The script that starts it.
    pub boot: String,
}

impl Manifest {
    /// The program with the words of a language.
    #[must_use]
    pub const fn program(&self, locale: Locale) -> &Program {
        match locale {
            Locale::En => &self.programs.en,
            Locale::Fr => &self.programs.fr,
        }
    }

    fn lists(&self, name: &str) -> bool {
        let programs = Locale::ALL.map(|locale| self.program(locale));
        let of_programs = programs.iter().flat_map(|one| [&one.js, &one.wasm, &one.boot]);
        of_programs
            .chain([&self.css, &self.panel, &self.status_css, &self.status_js])
            .chain(&self.fonts)
            .any(|known| known == name)
    }
}

/// The manifest of this binary.
pub static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    let file = Site::get("manifest.json").map(|file| file.data);
    file.and_then(|data| serde_json::from_slice(&data).ok()).unwrap_or_default()
});

/// Whether a file of `/public/` is there.
#[must_use]
pub fn has_public(file: &str) -> bool {
    Site::get(&format!("public/{file}")).is_some()
}

/// How many bytes of a file travel to a browser that takes brotli; 0 of one that is not there.
#[cfg(test)]
pub(crate) fn sent(file: &str) -> usize {
    let twin = Site::get(&format!("{file}.br")).or_else(|| Site::get(file));
    twin.map_or(0, |file| file.data.len())
}

/// `GET /assets/{file}`: its name changes with its content, so it is kept for ever.
pub async fn asset(
    file: Result<Path<String>, axum::extract::rejection::PathRejection>,
    request: Request,
) -> Result<Response, AppError> {
    let name = file.map_err(|_| AppError::NotFound)?.0;
    if !MANIFEST.lists(&name) {
        return Err(AppError::NotFound);
    }
    answer(&name, "public, max-age=31536000, immutable", request.headers())
}

/// `GET /public/{file}`: its name is fixed, so a browser asks again after an hour.
pub async fn public(
    file: Result<Path<String>, axum::extract::rejection::PathRejection>,
    request: Request,
) -> Result<Response, AppError> {
    let name = file.map_err(|_| AppError::NotFound)?.0;
    if name.contains('/') || name.ends_with(".br") || name.ends_with(".gz") {
        return Err(AppError::NotFound);
    }
    answer(&format!("public/{name}"), "public, max-age=3600", request.headers())
}

fn answer(name: &str, cache: &'static str, asked: &HeaderMap) -> Result<Response, AppError> {
    let plain = Site::get(name).ok_or(AppError::NotFound)?;
    let (encoding, file) = best_encoding(name, asked).unwrap_or(("", plain));
    let tag = etag(&file, encoding);
    let mut response = if matches(asked, &tag) {
        let mut unchanged = Response::new(Body::empty());
        *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
        unchanged
    } else {
        Response::new(match file.data {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        })
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_TYPE, content_type(name));
    headers.insert(header::ETAG, tag);
    if !encoding.is_empty() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// The smallest twin of a file that the browser takes.
fn best_encoding(name: &str, asked: &HeaderMap) -> Option<(&'static str, EmbeddedFile)> {
    let accepted = asked.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |encoding: &str| {
        accepted.split(',').map(str::trim).any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
            let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
            name.trim() == encoding && !refused
        })
    };
    [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(encoding, suffix)| {
        let twin = takes(encoding).then(|| Site::get(&format!("{name}{suffix}")))?;
        Some((encoding, twin?))
    })
}

fn etag(file: &EmbeddedFile, encoding: &str) -> HeaderValue {
    let hash = file.metadata.sha256_hash();
    let short: String = hash[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{short}{encoding}\"");
    HeaderValue::from_str(&tag).expect("hexadecimal digits are a header")
}

fn matches(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    let offered = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let tag = tag.to_str().unwrap_or("");
    offered.is_some_and(|offered| {
        offered.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
    })
}

fn content_type(name: &str) -> HeaderValue {
    let guessed = mime_guess::from_path(name).first_or_octet_stream();
    let text = guessed.type_() == "text"
        || matches!(guessed.subtype().as_str(), "javascript" | "json" | "manifest+json");
    let charset = if text { "; charset=utf-8" } else { "" };
    HeaderValue::from_str(&format!("{}{charset}", guessed.essence_str()))
        .unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
