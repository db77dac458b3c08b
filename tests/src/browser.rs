//! A page in a real browser, and what people do on it.

use crate::{
    demo::{Demo, ROOM},
    step::Step,
    wait::{SOON, eventually},
};
use domain::Role;
use reqwest::Client;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use thirtyfour::{By, TypingData, WebDriver, WebElement, WindowHandle};

/// Writes down what a page complains about, before any of its own scripts run.
const FAULTS: &str = "
    window.__faults = [];
    addEventListener('error', e => __faults.push('error: ' + e.message));
    addEventListener('unhandledrejection', e => __faults.push('rejection: ' + e.reason));
    addEventListener('securitypolicyviolation',
        e => __faults.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI));
";

/// A browser with one page in front.
pub struct Browser {
    page: WebDriver,
    http: Client,
    origin: String,
    profile: PathBuf,
}

impl Browser {
    pub(crate) fn new(page: WebDriver, origin: String, profile: PathBuf) -> Self {
        Self { page, http: Client::new(), origin, profile }
    }

    /// The folder of its profile: what its processes have on their command lines.
    #[must_use]
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    // Going places.

    /// Opens a path.
    ///
    /// # Panics
    /// When the browser cannot.
    pub async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.origin);
        self.page.goto(&*address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.page.refresh().await.expect("the page loads again");
    }

    /// Comes into the room by the link of a role, and waits until the page is taken over.
    pub async fn join(&self, demo: &Demo, role: Role, name: &str) {
        self.join_plainly(demo, role, name).await;
        self.hydrated().await;
    }

    /// Comes into the room on a page that runs no scripts.
    pub async fn join_plainly(&self, demo: &Demo, role: Role, name: &str) {
        self.open(demo.link(role)).await;
        self.type_in("#name", name).await;
        self.press("form button.primary[type=submit]").await;
        self.there_is(".room, .desk, .comms-page").await;
        // Support and comms begin at their desks; the room is a link away.
        if matches!(role, Role::Support | Role::Comms) {
            self.open(&format!("/rooms/{ROOM}")).await;
            self.there_is(".room").await;
        }
    }

    /// Comes in as support does: to the desk.
    pub async fn join_at_the_desk(&self, demo: &Demo, name: &str) {
        self.open(demo.link(Role::Support)).await;
        self.type_in("#name", name).await;
        self.press("form button.primary[type=submit]").await;
        self.there_is(".desk [data-connection-pill][data-state=live]").await;
    }

    /// Opens the room, and waits until the page is taken over.
    pub async fn open_room(&self, query: &str) {
        self.open(&format!("/rooms/{ROOM}{query}")).await;
        self.hydrated().await;
    }

    /// Waits until the browser half answers to everything.
    pub async fn hydrated(&self) {
        self.there_is_within("html[data-hydrated=true]", 2 * SOON).await;
    }

    /// Chooses language and colours, as their cookies do.
    pub async fn prefers(&self, locale: &str, theme: &str) {
        for (name, value) in [("bascule_locale", locale), ("bascule_theme", theme)] {
            let cookie = json!({ "url": self.origin, "name": name, "value": value });
            self.devtools("Network.setCookie", cookie).await;
        }
    }

    /// Makes the page as large as a screen; a narrow one is a phone's.
    pub async fn size(&self, width: u32, height: u32) {
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Has the system prefer light or dark colours, for pages without a cookie.
    pub async fn colours(&self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
    }

    // Tabs.

    /// Opens another tab and goes to it.
    pub async fn new_tab(&self) -> WindowHandle {
        let tab = self.page.new_tab().await.expect("a new tab");
        self.tab(&tab).await;
        tab
    }

    /// The tab in front.
    pub async fn this_tab(&self) -> WindowHandle {
        self.page.window().await.expect("a tab in front")
    }

    /// Goes to a tab.
    pub async fn tab(&self, tab: &WindowHandle) {
        self.page.switch_to_window(tab.clone()).await.expect("the tab is there");
    }

    /// Closes the tab in front.
    pub async fn close_tab(&self) {
        self.page.close_window().await.expect("the tab closes");
    }

    // Doing things.

    /// Presses what a selector finds, with the mouse, as soon as it can be pressed.
    pub async fn press(&self, css: &str) {
        eventually(format!("pressing {css}"), SOON, async || self.try_press(css).await).await;
    }

    async fn try_press(&self, css: &str) -> Result<(), String> {
        let found = self.page.find(By::Css(css)).await.map_err(brief)?;
        let Err(error) = found.click().await else { return Ok(()) };
        // What lies under a bar that stays in place is brought to the middle, as people do.
        let middle = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center' })";
        self.script(middle, [css]).await;
        Err(brief(error))
    }

    /// Types into a field.
    pub async fn type_in(&self, css: &str, words: &str) {
        let what = format!("typing into {css}");
        let field: WebElement = eventually(&what, SOON, async || {
            let field = self.page.find(By::Css(css)).await.map_err(brief)?;
            field.click().await.map_err(brief)?;
            Ok(field)
        })
        .await;
        field.send_keys(words).await.unwrap_or_else(|error| panic!("{what}: {error}"));
    }

    /// Presses keys, wherever the focus is; as people do, once the page has drawn what was done
    /// before.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        let drawn = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.script_async(drawn).await;
        let pressed = self.page.action_chain().send_keys(keys).perform().await;
        pressed.unwrap_or_else(|error| panic!("pressing keys: {error}"));
    }

    /// Chooses an option of a list by its value.
    pub async fn choose(&self, css: &str, value: &str) {
        self.press(&format!("{css} option[value=\"{value}\"]")).await;
        let chosen = self.script("return document.querySelector(arguments[0]).value", [css]).await;
        assert_eq!(chosen, value, "{css} shows what was chosen");
    }

    /// Chooses an option of a list inside something.
    pub async fn choose_in(&self, place: &str, css: &str, value: &str) {
        self.choose(&format!("{place} {css}"), value).await;
    }

    /// Writes a message to everybody.
    pub async fn write(&self, words: &str) {
        self.write_to("everyone", words).await;
    }

    /// Writes a message to an audience.
    pub async fn write_to(&self, audience: &str, words: &str) {
        self.choose(".composer select[name=audience]", audience).await;
        self.type_in("#message", words).await;
        self.press(".composer button[type=submit]").await;
    }

    /// A step of the list.
    #[must_use]
    pub fn step<'b>(&'b self, id: &'b str) -> Step<'b> {
        Step::of(self, id)
    }

    /// Ticks a step by its box.
    pub async fn tick(&self, id: &str) {
        self.step(id).tick().await;
    }

    // Asking the browser itself.

    /// Runs a script in the page; what it returns.
    ///
    /// # Panics
    /// When the browser cannot run it.
    pub async fn script<const N: usize>(&self, script: &str, args: [&str; N]) -> Value {
        let args: Vec<Value> = args.into_iter().map(Value::from).collect();
        let ran = self.page.execute(script, args).await;
        ran.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Runs a script in the page that calls its last argument when it is done.
    ///
    /// # Panics
    /// When the browser cannot run it.
    pub async fn script_async(&self, script: &str) -> Value {
        let ran = self.page.execute_async(script, Vec::new()).await;
        ran.unwrap_or_else(|error| panic!("{error}")).json().clone()
    }

    /// Everything the page has complained about since it was last asked: errors in its console,
    /// errors nobody caught, and what the security policy stopped.
    pub async fn faults(&self) -> Vec<String> {
        let log = self.page.browser_log().await.expect("the console can be read");
        let severe = log.into_iter().filter(|entry| entry.level == "SEVERE");
        let mut faults: Vec<String> = severe.map(|entry| entry.message).collect();
        let seen = self.script("return (window.__faults ?? []).splice(0)", []).await;
        faults.extend(serde_json::from_value::<Vec<String>>(seen).unwrap_or_default());
        faults
    }

    pub(crate) async fn watch_for_faults(&self) {
        let script = json!({ "source": FAULTS });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script).await;
    }

    /// Keeps a picture of the page in `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = crate::demo::workspace().join("target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let file = folder.join(format!("{name}.png"));
        self.page.screenshot(&file).await.expect("a picture of the page");
    }

    /// Says something to the browser itself, past the page.
    async fn devtools(&self, command: &str, params: Value) {
        let session = self.page.session_id().to_string();
        let server = self.page.server_url().as_str().trim_end_matches('/').to_owned();
        let address = format!("{server}/session/{session}/goog/cdp/execute");
        let body = json!({ "cmd": command, "params": params });
        let answer =
            self.http.post(address).json(&body).send().await.expect("chromedriver answers");
        assert!(
            answer.status().is_success(),
            "{command}: {}",
            answer.text().await.expect("a body")
        );
    }
}

/// What a browser says, without its own stack.
fn brief(error: impl std::fmt::Display) -> String {
    let text = error.to_string();
    text.split("(Session info").next().unwrap_or_default().chars().take(400).collect()
}
