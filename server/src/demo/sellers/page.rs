//! The page that shows what arrived, the latest first.

use super::{Arrived, By};
use crate::page::shell::escape;
use axum::response::Html;
use chrono::DateTime;
use serde_json::Value;
use std::fmt::Write;

const HEAD: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>What sellers received · Bascule demo</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 16px; max-width: 1080px; }
h1 { font-size: 20px; margin: 0; } p { margin: 4px 0 16px; }
#arrived { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); align-items: start; }
article { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 12px 16px; min-width: 0; }
header { display: flex; flex-wrap: wrap; gap: 4px 12px; font-size: 13px; }
header time { font-variant-numeric: tabular-nums; margin-inline-start: auto; }
h2 { font-size: 15px; margin: 8px 0 4px; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
details pre { font: 12px/1.4 ui-monospace, monospace; } summary { font-size: 13px; cursor: pointer; padding-block: 6px; }
</style></head><body>
<h1>What sellers received</h1>
<p>A mail server and a receiver of posts on this machine stand in for the world outside: the
sellers' mailboxes, the seller space, Slack and Teams. What is published in the room arrives here
within seconds. Nothing leaves the machine.</p>
<main id="arrived">"#;

const FOOT: &str = r#"</main>
<script>
let shown = "";
setInterval(async () => {
  const answer = await fetch("/arrived").catch(() => null);
  const html = answer?.ok ? await answer.text() : shown;
  if (html === shown || document.querySelector("details[open]")) return;
  document.getElementById("arrived").innerHTML = shown = html;
}, 1000);
</script></body></html>"#;

/// So much of an address is shown: the rest is the token of a link.
const SHOWN: usize = 40;

/// The whole page.
pub async fn whole(
    axum::extract::State(kept): axum::extract::State<std::sync::Arc<super::Kept>>,
) -> Html<String> {
    Html(format!("{HEAD}{}{FOOT}", list(&kept.all())))
}

/// What arrived.
pub fn list(arrived: &[Arrived]) -> String {
    if arrived.is_empty() {
        return "<p>Nothing has arrived yet: publish a notice on the comms desk.</p>".into();
    }
    arrived.iter().rev().map(one).collect()
}

fn one(arrived: &Arrived) -> String {
    let at = DateTime::from_timestamp_micros(arrived.at.micros()).unwrap_or_default();
    let at = at.with_timezone(&chrono_tz::Europe::Paris).format("%H:%M:%S");
    match &arrived.by {
        By::Mail { to, subject, text, unsubscribe } => {
            let leave = unsubscribe.as_ref().map(|url| {
                let url = escape(url);
                format!("<p><a href=\"{url}\">Unsubscribe</a></p>")
            });
            format!(
                "<article data-by=\"mail\"><header><span>E-mail to {}</span><time>{at}</time></header>\
                 <h2>{}</h2><pre>{}</pre>{}</article>",
                escape(&to.join(", ")),
                escape(subject),
                linked(text),
                leave.unwrap_or_default(),
            )
        }
        By::Post { to, id, body } => {
            let named = match to.as_str() {
                "seller-space" => "Seller space (webhook)",
                "support-slack" => "Slack of customer service",
                "partners-teams" => "Teams of the partners",
                other => other,
            };
            let signed = id.as_ref().map_or_else(String::new, |id| format!(", {id}"));
            format!(
                "<article data-by=\"post\"><header><span>{}{}</span><time>{at}</time></header>{}\
                 <details><summary>As it was posted</summary><pre>{}</pre></details></article>",
                escape(named),
                escape(&signed),
                said(body),
                escape(&indented(body)),
            )
        }
    }
}

/// What a reader of the post would see: its words, where they are where our own bodies have them.
fn said(body: &str) -> String {
    let Ok(json) = serde_json::from_str::<Value>(body) else { return String::new() };
    let mut html = String::new();
    for language in ["fr", "en"] {
        let words = &json["data"][language];
        if let (Some(title), Some(text)) = (words["title"].as_str(), words["text"].as_str()) {
            let title = escape(title);
            let _ = write!(html, "<h2 lang=\"{language}\">{title}</h2><pre>{}</pre>", linked(text));
        }
    }
    if let Some(text) = json["text"].as_str() {
        let _ = write!(html, "<pre>{}</pre>", linked(text));
    }
    html
}

fn indented(body: &str) -> String {
    let json = serde_json::from_str::<Value>(body).ok();
    json.and_then(|json| serde_json::to_string_pretty(&json).ok())
        .unwrap_or_else(|| body.to_owned())
}

/// Text whose addresses can be followed.
fn linked(text: &str) -> String {
    let mut html = String::new();
    // Empty lines that part the languages in a mail program are only far apart here.
    let text = text.replace("\r\n", "\n").replace("\n\n\n", "\n\n");
    let mut rest = text.as_str();
    while let Some(at) = rest.find("http://").or_else(|| rest.find("https://")) {
        let (before, from) = rest.split_at(at);
        let end = from.find([' ', '\n', '\r', '>', '|']).unwrap_or(from.len());
        let (url, after) = from.split_at(end);
        let shown: String = url.chars().take(SHOWN).collect();
        let more = if shown.len() < url.len() { "…" } else { "" };
        let (before, url, shown) = (escape(before), escape(url), escape(&shown));
        let _ = write!(html, "{before}<a href=\"{url}\">{shown}{more}</a>");
        rest = after;
    }
    html.push_str(&escape(rest));
    html
}
