//! A chromedriver of the test's own, and the browsers it opens.

use crate::{
    browser::Browser,
    process::{signal, started_with, tree_of},
    wait::{SOON, eventually},
};
use serde_json::json;
use std::{
    fs,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};
use tempfile::TempDir;
use thirtyfour::{CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

/// Without a screen, without a sandbox (tests may run as root), and silent towards the world.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--lang=en-US",
    "--window-size=1440,900",
];

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scripts {
    On,
    Off,
}

/// A chromedriver. Dropping it ends it and every browser it has opened.
pub struct Driver {
    process: Child,
    address: String,
    folder: TempDir,
    opened: AtomicUsize,
}

impl Driver {
    /// Starts one on a free port.
    ///
    /// # Panics
    /// When there is none, or it does not answer.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the browsers");
        let said = folder.path().join("said.txt");
        let out = fs::File::create(&said).expect("a file for what chromedriver prints");
        let mut command = Command::new("/usr/bin/chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(out).stderr(Stdio::null());
        let process =
            command.spawn().expect("chromedriver starts: `cargo xtask setup` installs it");
        let port = eventually("chromedriver says its port", 2 * SOON, async || {
            let text = fs::read_to_string(&said).unwrap_or_default();
            let after = text.split_once("successfully on port ").map(|(_, after)| after.to_owned());
            let digits =
                after.map(|after| after.chars().take_while(char::is_ascii_digit).collect());
            digits.filter(|digits: &String| !digits.is_empty()).ok_or(text)
        })
        .await;
        let address = format!("http://127.0.0.1:{port}");
        Self { process, address, folder, opened: AtomicUsize::new(0) }
    }

    /// Opens a browser with a fresh profile, for pages of one origin.
    pub async fn browser(&self, origin: &str) -> Browser {
        self.open(origin, Scripts::On).await
    }

    /// Opens a browser that runs no scripts.
    pub async fn browser_without_scripts(&self, origin: &str) -> Browser {
        self.open(origin, Scripts::Off).await
    }

    async fn open(&self, origin: &str, scripts: Scripts) -> Browser {
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        let profile = self.folder.path().join(format!("profile-{number}"));
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary("/usr/bin/chromium").expect("a path");
        for flag in FLAGS {
            wanted.add_arg(flag).expect("a flag");
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.display())).expect("a flag");
        if scripts == Scripts::Off {
            let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
            wanted.add_experimental_option("prefs", off).expect("a preference");
        }
        wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" })).expect("JSON");
        let session = WebDriver::new(&self.address, wanted).await.expect("a browser opens");
        // The browser ends with this driver, not with the handle: a frozen one would not answer.
        session.clone().leak().expect("a session that has just begun");
        let browser = Browser::new(session, origin.to_owned(), profile);
        if scripts == Scripts::On {
            browser.watch_for_faults().await;
        }
        browser
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut ours = tree_of(self.process.id());
        ours.extend(started_with(self.folder.path()));
        signal("KILL", ours);
        let _ = self.process.wait();
    }
}
