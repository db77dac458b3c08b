//! The HTML half of an e-mail: headings, paragraphs and links, and no picture, style or script.

use crate::page::shell::escape;
use frontend::boot::Locale;
use std::fmt::Write;

/// A whole document, in the language that comes first.
pub fn document(locale: Locale, title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
         <body>{body}</body></html>",
        locale.slug(),
        escape(title)
    )
}

/// What is said in one language.
pub fn section(
    locale: Locale,
    title: &str,
    paragraphs: &[String],
    link: Option<(&str, &str)>,
) -> String {
    let mut html = format!("<section lang=\"{}\"><h2>{}</h2>", locale.slug(), escape(title));
    for paragraph in paragraphs {
        let _ = write!(html, "<p>{}</p>", escape(paragraph).replace('\n', "<br>"));
    }
    if let Some((url, words)) = link {
        let _ = write!(html, "<p>{}</p>", anchor(url, words));
    }
    html.push_str("</section>");
    html
}

/// A link.
pub fn anchor(url: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(url), escape(words))
}
