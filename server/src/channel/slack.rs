//! What a notice looks like on Slack.
//!
//! An incoming webhook takes `{"text": …}`. In it `&`, `<` and `>` are markup (`<!channel>` wakes
//! everybody up) and are written as entities; nothing else needs to be.
//! <https://docs.slack.dev/messaging/formatting-message-text>

use super::{
    Outgoing,
    words::{both, follow, headline, paragraphs},
};
use frontend::boot::Locale;
use serde_json::json;

/// The body of the request.
#[must_use]
pub fn body(outgoing: &Outgoing, first: Locale) -> String {
    let text = both(first).map(|locale| in_one_language(outgoing, locale)).join("\n\n");
    json!({ "text": text }).to_string()
}

fn in_one_language(outgoing: &Outgoing, locale: Locale) -> String {
    let mut lines = vec![format!("*{}*", escape(&headline(outgoing, locale)))];
    lines.extend(paragraphs(outgoing, locale).iter().map(|paragraph| escape(paragraph)));
    if let Some(page) = &outgoing.page {
        lines.push(format!("<{}|{}>", escape(page).replace('|', "%7C"), follow(locale)));
    }
    lines.join("\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
