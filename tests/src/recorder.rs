//! Writes down, in the page and with every picture it draws, what it says about its connection
//! beside where a step stands: what people have seen, not what a test happened to look at.

use crate::browser::Browser;
use serde::Deserialize;

const START: &str = "
    const [step] = arguments;
    const seen = window.__seen = [];
    let last = '', before = performance.now(), gap = 0;
    const look = () => {
        const now = performance.now();
        if (now - before > 4000) gap = now;
        before = now;
        const connection = document.querySelector('.connection')?.dataset.connection ?? '';
        const state = document.querySelector(`.step[data-step=\"${step}\"]`)?.dataset.state ?? '';
        const key = connection + ' ' + state + ' ' + gap;
        if (key !== last) seen.push({ connection, state, slept: gap > 0, since: now - gap });
        last = key;
        requestAnimationFrame(look);
    };
    look();
";

/// Something a page has shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Seen {
    /// What it said about its connection.
    pub connection: String,
    /// Where the step stood.
    pub state: String,
    /// Whether the page had been asleep before.
    pub slept: bool,
    /// How many milliseconds after it woke, if it had.
    pub since: f64,
}

/// Starts writing down, or begins anew.
pub async fn record(page: &Browser, step: &str) {
    page.script(START, [step]).await;
}

/// Everything seen since, in order; what did not change is written once.
///
/// # Panics
/// When nothing was recorded.
pub async fn recorded(page: &Browser) -> Vec<Seen> {
    let seen = page.script("return window.__seen", []).await;
    serde_json::from_value(seen).expect("the page has recorded")
}
