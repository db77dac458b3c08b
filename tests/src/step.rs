//! A step of the list, as people see and use it.

use crate::{
    browser::Browser,
    wait::{SOON, eventually, until_is},
};

/// A step on a page.
#[derive(Clone, Copy)]
pub struct Step<'b> {
    page: &'b Browser,
    id: &'b str,
}

impl<'b> Step<'b> {
    pub(crate) const fn of(page: &'b Browser, id: &'b str) -> Self {
        Self { page, id }
    }

    /// A selector for something in its row.
    #[must_use]
    pub fn row(&self, inside: &str) -> String {
        format!(".step[data-step=\"{}\"] {inside}", self.id)
    }

    /// Where it stands.
    pub async fn state(&self) -> String {
        let script = "return document.querySelector(arguments[0])?.dataset.state ?? 'absent'";
        let state = self.page.script(script, [self.row("").trim()]).await;
        state.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until it stands there.
    pub async fn is(&self, state: &str) {
        until_is(format!("the step {}", self.id), state, async || self.state().await).await;
    }

    /// Waits until it stands there and nothing about it is on its way any more.
    pub async fn is_recorded_as(&self, state: &str) {
        self.is(state).await;
        self.page.there_is_no(&self.row(".pending")).await;
    }

    /// Ticks its box.
    pub async fn tick(&self) {
        self.page.press(&self.row("button.box")).await;
    }

    /// Presses the one button of its row.
    pub async fn quick(&self) {
        self.page.press(&self.row(".do button")).await;
    }

    /// Waits until its row says that the last thing asked is, for instance, `not-sent`.
    pub async fn delivery_is(&self, delivery: &str) {
        let css = self.row(&format!(".pending[data-delivery={delivery}]"));
        self.page.there_is(&css).await;
    }

    /// Opens its details.
    pub async fn open(&self) {
        let details = format!(".step.open[data-step=\"{}\"]", self.id);
        if !self.page.has(&details).await {
            self.page.press(&self.row(".title")).await;
        }
        self.page.there_is(&details).await;
        self.page.there_is(".details").await;
    }

    /// Does something in its open details that asks for no words, such as `unblock`.
    pub async fn does(&self, verb: &str) {
        let form = format!(".details form[action$=\"/{}/{verb}\"]", self.id);
        self.page.press(&format!("{form} button[type=submit]")).await;
    }

    /// Unfolds an action of its open details.
    pub async fn unfold(&self, verb: &str) -> String {
        let action = format!(".details .action[data-action={verb}]");
        eventually(format!("{verb} is unfolded"), SOON, async || {
            if self.page.has(&format!("{action}[open]")).await {
                return Ok(());
            }
            self.page.press(&format!("{action} > summary")).await;
            Err("it is folded".to_owned())
        })
        .await;
        action
    }

    /// Does something in its open details that asks for a reason, such as `block`.
    pub async fn does_because(&self, verb: &str, reason: &str) {
        let action = self.unfold(verb).await;
        self.page.type_in(&format!("{action} input[name=reason]"), reason).await;
        self.page.press(&format!("{action} button[type=submit]")).await;
    }

    /// Whether its open details offer something.
    pub async fn offers(&self, verb: &str) -> bool {
        let action = format!(".details .action[data-action={verb}]");
        let form = format!(".details form[action$=\"/{}/{verb}\"]", self.id);
        self.page.has(&format!("{action}, {form}")).await
    }
}
