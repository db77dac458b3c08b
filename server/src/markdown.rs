//! Instructions and messages: Markdown to HTML that cannot do anything. The one place where text becomes HTML.

use ammonia::Builder;
use pulldown_cmark::{Event, Options, Parser, html};
use std::{
    collections::{HashMap, HashSet},
    sync::{LazyLock, Mutex, PoisonError},
};

/// What may be in an instruction. No picture: a remote one would tell its owner who is reading.
const TAGS: [&str; 24] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        // A long command scrolls sideways; without a mouse, only what has the focus can.
        .set_tag_attribute_value("pre", "tabindex", "0")
        .link_rel(Some("noopener nofollow"));
    builder
});

/// Renders Markdown. HTML that was typed is shown as it was typed.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(typed) | Event::InlineHtml(typed) => Event::Text(typed),
        other => other,
    });
    let mut rendered = String::new();
    html::push_html(&mut rendered, events);
    SANITISER.clean(&rendered).to_string()
}

/// So many rendered messages are kept; then all are let go of. A room shows some hundreds, and
/// shows them again to everybody whenever something happens.
const KEPT: usize = 4_000;

static MESSAGES: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);

/// Renders a message: as [`to_html`], with every line break kept as it was typed.
#[must_use]
pub fn message(text: &str) -> String {
    let mut kept = MESSAGES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(html) = kept.get(text) {
        return html.clone();
    }
    if kept.len() >= KEPT {
        kept.clear();
    }
    let events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).map(|event| match event {
        Event::Html(typed) | Event::InlineHtml(typed) => Event::Text(typed),
        Event::SoftBreak => Event::HardBreak,
        other => other,
    });
    let mut rendered = String::new();
    html::push_html(&mut rendered, events);
    let html = SANITISER.clean(&rendered).to_string();
    kept.insert(text.to_owned(), html.clone());
    html
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn commands_and_links_are_kept() {
        let html = to_html("Run:\n\n```sh\ndig +short db\n```\n\nSee [it](https://example.org/x).");
        assert!(html.contains("<pre tabindex=\"0\"><code>dig +short db\n</code></pre>"), "{html}");
        let link = "<a href=\"https://example.org/x\" rel=\"noopener nofollow\">it</a>";
        assert!(html.contains(link), "{html}");
    }

    #[test]
    fn nothing_that_runs_or_fetches_gets_through() {
        for typed in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://evil.example/x.png)",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt&colon;alert(1))",
            "[x](data:text/html,<script>)",
            "[x](/sign-out)",
            "<svg><use href=x></svg>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<p id=app style=x class=y>",
        ] {
            let html = to_html(typed);
            // What was typed as HTML is shown as text; what is left between < and > is ours.
            let tags: Vec<&str> = html
                .split('<')
                .skip(1)
                .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
                .collect();
            for tag in tags {
                let known = ["p", "/p", "a rel=\"noopener nofollow\"", "/a"].contains(&tag);
                assert!(known, "{typed} became {html}");
            }
        }
    }
}
