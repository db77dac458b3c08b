//! What people see on a page.

use crate::{
    browser::Browser,
    wait::{BACK, SOON, eventually, until_is},
};
use std::time::Duration;

impl Browser {
    /// Waits until something is on the page.
    pub async fn there_is(&self, css: &str) {
        self.there_is_within(css, SOON).await;
    }

    /// Waits longer until something is on the page.
    pub async fn there_is_within(&self, css: &str, within: Duration) {
        eventually(format!("{css} is on the page"), within, async || {
            if self.has(css).await { Ok(()) } else { Err(self.where_we_are().await) }
        })
        .await;
    }

    /// Waits until nothing like it is on the page.
    pub async fn there_is_no(&self, css: &str) {
        eventually(format!("{css} is no longer on the page"), SOON, async || {
            if self.has(css).await { Err("it is there".to_owned()) } else { Ok(()) }
        })
        .await;
    }

    /// Whether something is on the page.
    pub async fn has(&self, css: &str) -> bool {
        self.count(css).await > 0
    }

    /// How often something is on the page.
    pub async fn count(&self, css: &str) -> u64 {
        let count = self.script("return document.querySelectorAll(arguments[0]).length", [css]);
        count.await.as_u64().unwrap_or(0)
    }

    /// The words in each of what a selector finds.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .map(e => e.innerText.replace(/\\s+/g, ' ').trim())";
        serde_json::from_value(self.script(script, [css]).await).unwrap_or_default()
    }

    /// The words in the first that a selector finds.
    pub async fn text(&self, css: &str) -> String {
        self.texts(css).await.into_iter().next().unwrap_or_default()
    }

    /// Waits until what a selector finds says something.
    pub async fn reads(&self, css: &str, words: &str) {
        eventually(format!("{css} says {words:?}"), SOON, async || {
            let texts = self.texts(css).await;
            let said = texts.iter().any(|text| text.contains(words));
            if said { Ok(()) } else { Err(format!("{texts:?}")) }
        })
        .await;
    }

    /// What the page says about its connection.
    pub async fn connection(&self) -> String {
        let script = "return document.querySelector('.connection')?.dataset.connection ?? ''";
        self.script(script, []).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page calls its connection that.
    pub async fn connection_is(&self, state: &str) {
        until_is("the connection", state, async || self.connection().await).await;
    }

    /// Waits until the page is live; after a fault, that may take a while.
    pub async fn live(&self) {
        eventually("the page is live", BACK, async || match self.connection().await {
            state if state == "live" => Ok(()),
            state => Err(state),
        })
        .await;
    }

    /// Waits until the page no longer shows old data as live.
    pub async fn says_it_is_old(&self, within: Duration) {
        eventually("the page says that it is old", within, async || {
            let state = self.connection().await;
            if matches!(state.as_str(), "stale" | "offline") { Ok(()) } else { Err(state) }
        })
        .await;
    }

    async fn where_we_are(&self) -> String {
        let script = "return location.pathname + ': ' + document.body.innerText.slice(0, 300)";
        self.script(script, []).await.as_str().unwrap_or_default().to_owned()
    }
}
