//! The words of a message as HTML: the Markdown that people write anyway, and who is mentioned.

use crate::{
    panel::Look,
    ui::whole::{IntoWhole, Piece},
};
use leptos::prelude::*;

/// The words of a message. What the sanitiser let through stands as it is; names are marked.
pub fn prose(look: &Look<'_>, text: &str) -> Piece {
    let html = marked(&(look.prose)(text), &mentioned(look, text));
    view! { <div class="said prose" inner_html=html></div> }.whole()
}

/// Whether plain words would read worse: lists, code, emphasis, links, mentions.
pub fn needs_prose(look: &Look<'_>, text: &str) -> bool {
    let starts = |line: &str| {
        let line = line.trim_start();
        line.starts_with("- ") || line.starts_with("* ") || line.starts_with("1. ")
    };
    text.contains("**")
        || text.contains('`')
        || text.contains("](")
        || text.lines().any(starts)
        || !mentioned(look, text).is_empty()
}

/// The names that stand in a text after an `@`, the longest first: "Sylvain M" before "Sylvain".
fn mentioned(look: &Look<'_>, text: &str) -> Vec<String> {
    if !text.contains('@') {
        return Vec::new();
    }
    let names = look.room.people.values().map(|person| format!("@{}", person.name));
    let mut named: Vec<String> = names.filter(|name| text.contains(name)).collect();
    named.sort_by_key(|name| std::cmp::Reverse(name.len()));
    named.dedup();
    named
}

/// Marks names in what stands between the tags; the tags themselves are passed over.
fn marked(html: &str, names: &[String]) -> String {
    if names.is_empty() {
        return html.to_owned();
    }
    let escape =
        |name: &String| name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let names: Vec<String> = names.iter().map(escape).collect();
    let mut out = String::with_capacity(html.len() + 40);
    for piece in html.split_inclusive('>') {
        let (words, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        out.push_str(&in_words(words, &names));
        out.push_str(tag);
    }
    out
}

fn in_words(words: &str, names: &[String]) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match names.iter().find(|name| from.starts_with(name.as_str())) {
            Some(name) => {
                out.push_str("<mark>");
                out.push_str(name);
                out.push_str("</mark>");
                rest = &from[name.len()..];
            }
            None => {
                out.push('@');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn names_are_marked_in_words_and_never_in_tags() {
        let names = ["@Sylvain M".to_owned(), "@Zo<é".to_owned()];
        let html = "<p>Ask @Sylvain M, <a href=\"https://x/@Sylvain M\">@Sylvain</a> @Zo&lt;é</p>";
        assert_eq!(
            marked(html, &names),
            "<p>Ask <mark>@Sylvain M</mark>, <a href=\"https://x/@Sylvain M\">@Sylvain</a> \
             <mark>@Zo&lt;é</mark></p>"
        );
    }
}
