//! What stands around every page: head, stylesheet, and for a room its state and its script.
//! Nothing inline runs or styles, so the page can forbid both.

use crate::{
    assets::{MANIFEST, Program, has_public},
    error::AppError,
    extract::Reader,
    panel::PanelPage,
    state::AppState,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Room,
    wire::{Clock, events_path, panels_path},
};
use frontend::{
    boot::{Locale, RoomBoot, Theme},
    text::server::server_text,
};
use std::fmt::Write;

/// `--ground` of style/tokens.css, for the frame that phones draw around the page.
const PAPER: [(&str, &str); 2] = [("light", "#f6f6f3"), ("dark", "#101315")];

/// A page about to be sent.
pub struct Shell<'a> {
    /// Who reads.
    pub reader: Reader,
    /// What the tab says.
    pub title: &'a str,
    /// What stands in the page.
    pub html: String,
    /// What the browser half starts from; a page without it stays as it is.
    pub boot: Option<&'a RoomBoot>,
    /// What keeps its panels up to date; a page without it has none.
    pub live: Option<Live>,
}

/// What the script of the panels is told (`frontend/panel.js`).
pub struct Live {
    panels: String,
    /// The stream it listens to; none where the browser half does.
    stream: Option<String>,
    seq: u64,
    clock: Clock,
    /// Seconds to add to UTC in the room's zone.
    offset: i32,
    /// Whether the room is a rehearsal, which every page of it must show.
    rehearsal: bool,
}

impl Live {
    /// On the room's own page, whose browser half says when something has happened.
    #[must_use]
    pub fn beside_the_browser_half(app: &AppState, view: &Room, page: PanelPage) -> Self {
        let clock = app.clock.reading();
        let zone = view.charter.as_ref().map(|charter| &charter.zone);
        Self {
            panels: panels_path(&view.id, page.slug()),
            stream: None,
            seq: view.seq.0,
            clock,
            offset: zone.map_or(0, |zone| zone.offset_at(clock.now)),
            rehearsal: view.is_rehearsal(),
        }
    }

    /// On a page of its own, which listens to the stream itself.
    #[must_use]
    pub fn alone(app: &AppState, view: &Room, page: PanelPage) -> Self {
        let stream = Some(events_path(&view.id));
        Self { stream, ..Self::beside_the_browser_half(app, view, page) }
    }

    /// The same with a query for its panels.
    #[must_use]
    pub fn asking(mut self, query: &str) -> Self {
        self.panels = format!("{}?{query}", self.panels);
        self
    }

    fn attributes(&self, reader: Reader) -> String {
        let text = &server_text(reader.locale).live;
        let mut all = vec![
            ("panels", self.panels.clone()),
            ("seq", self.seq.to_string()),
            ("now", self.clock.now.micros().to_string()),
            ("rate", self.clock.rate.to_string()),
            ("offset", self.offset.to_string()),
            ("sending", text.sending.into()),
            ("not-sent", text.not_sent.into()),
            ("done", text.done.into()),
            ("copied", text.copied.into()),
            ("not-copied", text.not_copied.into()),
            ("unread", text.unread.into()),
        ];
        if let Some(stream) = &self.stream {
            all.extend([
                ("stream", stream.clone()),
                ("saylive", text.live.into()),
                ("saycatchingup", text.catching_up.into()),
                ("saystale", text.stale.into()),
                ("sayoffline", text.offline.into()),
                ("saysignedout", text.signed_out.into()),
            ]);
        }
        let written =
            |(name, value): (&str, String)| format!(" data-{name}=\"{}\"", escape(&value));
        all.into_iter().map(written).collect()
    }
}

impl Shell<'_> {
    /// The whole document with a status.
    ///
    /// # Errors
    /// When the state cannot be written as JSON, which no state of ours is known to do.
    pub fn respond(self, status: StatusCode) -> Result<Response, AppError> {
        let document = self.document().map_err(AppError::internal)?;
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        Ok((status, [(header::CONTENT_TYPE, kind)], document).into_response())
    }

    fn document(&self) -> Result<String, serde_json::Error> {
        let mut page = String::with_capacity(self.html.len() + 4_096);
        let locale = self.reader.locale.slug();
        let theme = match self.reader.theme {
            Theme::System => "",
            Theme::Light => " data-theme=\"light\"",
            Theme::Dark => " data-theme=\"dark\"",
        };
        let _ = write!(page, "<!doctype html><html lang=\"{locale}\"{theme}>");
        self.head(&mut page);
        let live = self.live.as_ref().map(|live| live.attributes(self.reader)).unwrap_or_default();
        let rehearsal = self.live.as_ref().is_some_and(|live| live.rehearsal);
        let marked = if rehearsal { " data-rehearsal=\"yes\"" } else { "" };
        let _ = write!(page, "<body{live}{marked}>");
        if rehearsal {
            page.push_str(&rehearsal_band(self.reader.locale));
        }
        if MANIFEST.css.is_empty() {
            let text = server_text(self.reader.locale).no_browser_half;
            let _ = write!(page, "<p role=\"note\">{}</p>", escape(text));
        }
        let _ = write!(page, "<div id=\"app\">{}</div>", self.html);
        if let Some(boot) = self.boot {
            let json = script_safe(&serde_json::to_string(boot)?);
            let _ = write!(page, "<script type=\"application/json\" id=\"boot\">{json}</script>");
            let start = &self.program().boot;
            if !start.is_empty() {
                let _ = write!(page, "<script type=\"module\" src=\"/assets/{start}\"></script>");
            }
        }
        if self.live.is_some() && !MANIFEST.panel.is_empty() {
            let script = &MANIFEST.panel;
            let _ = write!(page, "<script type=\"module\" src=\"/assets/{script}\"></script>");
        }
        page.push_str("</body></html>");
        Ok(page)
    }

    /// It has only the words of the reader's language.
    fn program(&self) -> &'static Program {
        MANIFEST.program(self.reader.locale)
    }

    fn head(&self, page: &mut String) {
        page.push_str(
            "<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
             <meta name=\"robots\" content=\"noindex\">\
             <meta name=\"color-scheme\" content=\"light dark\">",
        );
        let rehearsal = self.live.as_ref().is_some_and(|live| live.rehearsal);
        let before = if rehearsal { rehearsal_word(self.reader.locale) } else { "" };
        let between = if rehearsal { " · " } else { "" };
        let _ = write!(page, "<title>{before}{between}{}</title>", escape(self.title));
        let chosen = match self.reader.theme {
            Theme::System => None,
            Theme::Light | Theme::Dark => Some(self.reader.theme.slug()),
        };
        for (scheme, colour) in PAPER {
            let _ = match chosen {
                Some(chosen) if chosen != scheme => Ok(()),
                Some(_) => write!(page, "<meta name=\"theme-color\" content=\"{colour}\">"),
                None => write!(
                    page,
                    "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" \
                     content=\"{colour}\">"
                ),
            };
        }
        if !MANIFEST.css.is_empty() {
            let _ = write!(page, "<link rel=\"stylesheet\" href=\"/assets/{}\">", MANIFEST.css);
        }
        // The extended alphabets are fetched by the few pages that need them.
        for font in MANIFEST.fonts.iter().filter(|font| !font.contains("-ext")) {
            let _ = write!(
                page,
                "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin \
                 href=\"/assets/{font}\">"
            );
        }
        let Program { js, wasm, .. } = self.program();
        if self.boot.is_some() && !js.is_empty() {
            let _ = write!(page, "<link rel=\"modulepreload\" href=\"/assets/{js}\">");
            let _ = write!(
                page,
                "<link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin \
                 href=\"/assets/{wasm}\">"
            );
        }
        if has_public("icon.svg") {
            page.push_str("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/public/icon.svg\">");
        }
        if has_public("manifest.webmanifest") {
            page.push_str("<link rel=\"manifest\" href=\"/public/manifest.webmanifest\">");
        }
        page.push_str("</head>");
    }
}

/// What every page of a rehearsal says first.
const fn rehearsal_word(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "REHEARSAL",
        Locale::Fr => "RÉPÉTITION",
    }
}

/// The striped band of a rehearsal: nobody must take it for the real thing.
#[must_use]
pub fn rehearsal_band(locale: Locale) -> String {
    let word = rehearsal_word(locale);
    format!("<p class=\"rehearsal-band\" role=\"note\"><strong>{word}</strong></p>")
}

/// Text inside HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// JSON inside a script element: nothing in it may look like the end of the element, or like a
/// line break to an old script reader.
fn script_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_script() {
        let text = "</script><!--\u{2028}&";
        let safe = script_safe(&serde_json::to_string(text).unwrap());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
