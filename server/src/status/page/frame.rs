//! What stands around every page for people outside: their own small style sheet, no fonts, no
//! WASM, and a script of a kilobyte where something is live.

use super::super::words::word;
use crate::{assets::MANIFEST, page::shell::escape};
use frontend::boot::Locale;
use std::fmt::Write;

/// A page about to be written.
#[derive(Debug)]
pub struct Frame<'a> {
    /// Who reads.
    pub locale: Locale,
    /// What the tab says.
    pub title: &'a str,
    /// The path of the room's page.
    pub here: &'a str,
    /// What the script is told; a page without it stays as it is.
    pub live: Option<Around>,
    /// Whether it may be found by search, and offers its other language.
    pub index: bool,
}

/// What the script is told (`frontend/status.js`).
#[derive(Debug)]
pub struct Around {
    /// The stream.
    pub stream: String,
    /// The words for "up to date", `{}` standing for seconds.
    pub fresh: &'static str,
    /// The words for "not up to date", `{}` standing for the time of the last news.
    pub stale: &'static str,
    /// When the page was made.
    pub made: String,
}

impl Frame<'_> {
    /// The whole document.
    #[must_use]
    pub fn around(&self, body: &str) -> String {
        let (locale, here) = (self.locale.slug(), self.here);
        let mut page = format!(
            "<!doctype html><html lang=\"{locale}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>",
            escape(self.title)
        );
        if !self.index {
            page.push_str("<meta name=\"robots\" content=\"noindex\">");
        }
        if !MANIFEST.status_css.is_empty() {
            let css = &MANIFEST.status_css;
            let _ = write!(page, "<link rel=\"stylesheet\" href=\"/assets/{css}\">");
        }
        page.push_str("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/public/icon.svg\">");
        if self.index {
            let _ = write!(
                page,
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{here}.atom\">"
            );
        }
        page.push_str("</head><body");
        if let Some(live) = &self.live {
            let Around { stream, fresh, stale, made } = live;
            let _ = write!(
                page,
                " data-stream=\"{stream}\" data-fresh=\"{fresh}\" data-stale=\"{stale}\" \
                 data-made=\"{made}\""
            );
        }
        let _ = write!(page, "><main>{body}</main>");
        if self.index {
            let (other, name) = match self.locale {
                Locale::En => (Locale::Fr, "Français"),
                Locale::Fr => (Locale::En, "English"),
            };
            let label = word(self.locale, "Language", "Langue");
            let slug = other.slug();
            let _ = write!(
                page,
                "<nav aria-label=\"{label}\"><a href=\"{here}?lang={slug}\" lang=\"{slug}\" \
                 hreflang=\"{slug}\">{name}</a></nav>"
            );
        }
        if self.live.is_some() && !MANIFEST.status_js.is_empty() {
            let js = &MANIFEST.status_js;
            let _ = write!(page, "<script type=\"module\" src=\"/assets/{js}\"></script>");
        }
        page.push_str("</body></html>");
        page
    }
}
