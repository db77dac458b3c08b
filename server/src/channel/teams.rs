//! What a notice looks like in Teams.
//!
//! A webhook made with the Workflows app ("When a Teams webhook request is received") takes a
//! message with Adaptive Cards only; the older MessageCard of the retired connectors is not used.
//! <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>
//!
//! Texts are in `RichTextBlock`s: a `TextBlock` would read Markdown in them, so that somebody's
//! brackets become a link.

use super::{
    Outgoing,
    words::{both, follow, headline, paragraphs},
};
use frontend::boot::Locale;
use serde_json::{Value, json};

/// The body of the request. Teams takes 28 KB; a notice of 4,000 characters in each language is
/// well below it.
#[must_use]
pub fn body(outgoing: &Outgoing, first: Locale) -> String {
    let texts: Vec<Value> =
        both(first).into_iter().flat_map(|locale| in_one_language(outgoing, locale)).collect();
    let actions: Vec<Value> = outgoing.page.iter().map(|page| link(page, first)).collect();
    let card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        // The newest one that Teams shows on every device.
        "version": "1.4",
        "lang": first.slug(),
        "body": texts,
        "actions": actions,
    });
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": card,
        }],
    })
    .to_string()
}

fn in_one_language(outgoing: &Outgoing, locale: Locale) -> Vec<Value> {
    let title = json!({
        "type": "TextRun", "text": headline(outgoing, locale), "weight": "Bolder", "size": "Medium",
    });
    let title = json!({ "type": "RichTextBlock", "separator": true, "inlines": [title] });
    let plain = |text: &str| json!({ "type": "TextRun", "text": text });
    let paragraphs = paragraphs(outgoing, locale);
    let blocks =
        paragraphs.iter().map(|text| json!({ "type": "RichTextBlock", "inlines": [plain(text)] }));
    [title].into_iter().chain(blocks).collect()
}

fn link(page: &str, locale: Locale) -> Value {
    json!({ "type": "Action.OpenUrl", "title": follow(locale), "url": page })
}
