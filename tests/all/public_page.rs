//! What people outside see in a browser of their own: live and without scripts, by what was done
//! and not by the clock, and in every format that programs read.

use domain::{Command, Role};
use reqwest::{Client, StatusCode, header};
use tests::{
    api::{Api, reason, step},
    axe::violations,
    browser::Browser,
    demo::Demo,
    driver::Driver,
    wait::{BACK, eventually},
};

const PAGE: &str = "/status/aurora";

#[tokio::test]
async fn the_page_follows_what_is_ticked_with_and_without_scripts() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let live = driver.browser(&demo.origin()).await;
    let plain = driver.browser_without_scripts(&demo.origin()).await;
    live.open("/status/aurora?lang=en").await;
    live.there_is("#fresh.live").await;
    live.there_is("h1[data-state=planned]").await;
    let lead = Api::join(&demo, Role::Lead, "Jérôme").await;
    for step in ["crons", "monitoring", "lag"] {
        lead.ticks(step).await;
    }
    // Past the gate, which is a matter of its own.
    let anyway = Some(reason("a rehearsed start"));
    lead.does(Command::FinishStep { step: step("enter"), anyway }).await;
    lead.ticks("maintenance-on").await;
    live.there_is("h1[data-state=started]").await;
    live.reads("#state", "step 6 of").await;
    live.reads("#fresh", "up to date").await;
    assert_eq!(live.faults().await, Vec::<String>::new());

    plain.open("/status/aurora?lang=fr").await;
    plain.reads("#state h1", "Maintenance en cours. Retour prévu à 10:36.").await;
    plain.reads("#updates", "Demain à partir de 10h06").await;
    plain.reads("#fresh", "à 09:").await;
    assert!(!plain.has("#fresh.live").await, "a page that cannot follow does not say it does");
    assert_eq!(plain.text("html").await.matches("Aurora").count(), 0, "what is moved is ours");
}

#[tokio::test]
async fn the_clock_alone_begins_nothing() {
    let demo = Demo::start_with(&["--speed", "600"]).await;
    let driver = Driver::start().await;
    let page = driver.browser_without_scripts(&demo.origin()).await;
    eventually("the page is made after the announced end", BACK, async || {
        page.open("/status/aurora?lang=en").await;
        let made = page.text("#fresh time").await;
        if made.as_str() > "10:36" { Ok(()) } else { Err(made) }
    })
    .await;
    page.there_is("h1[data-state=planned]").await;
    page.reads("#state", "It has not started.").await;
}

#[tokio::test]
async fn the_page_keeps_the_accessibility_rules_and_complains_of_nothing() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    let mut found = Vec::new();
    for colours in ["light", "dark"] {
        page.colours(colours).await;
        for lang in ["en", "fr"] {
            for (width, height) in [(1440, 900), (390, 844)] {
                page.size(width, height).await;
                page.open(&format!("{PAGE}?lang={lang}")).await;
                page.there_is("#fresh.live").await;
                let place = format!("{colours} {lang} {width}");
                let broken = violations(&page).await.into_iter();
                found.extend(broken.map(|fault| format!("{place}: {fault}")));
                found.extend(sticks_out(&page).await.map(|over| format!("{place}: by {over}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(page.faults().await, Vec::<String>::new());
}

async fn sticks_out(page: &Browser) -> Option<i64> {
    let wide = "return document.documentElement.scrollWidth - innerWidth";
    page.script(wide, []).await.as_i64().filter(|over| *over > 0)
}

#[tokio::test]
async fn every_format_comes_as_what_it_is_and_again_only_when_it_has_changed() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let client = Client::new();
    for (way, media) in [
        ("", "text/html; charset=utf-8"),
        (".json", "application/json"),
        (".atom", "application/atom+xml; charset=utf-8"),
        (".ics", "text/calendar; charset=utf-8"),
        ("/badge.svg", "image/svg+xml"),
    ] {
        let address = format!("{}{PAGE}{way}", demo.origin());
        let first = client.get(&address).send().await.expect("an answer");
        assert_eq!(first.status(), StatusCode::OK, "{way}");
        assert_eq!(first.headers()[header::CONTENT_TYPE], media, "{way}");
        let cached = first.headers()[header::CACHE_CONTROL].to_str().unwrap_or_default();
        assert!(cached.starts_with("public, max-age="), "{way}: {cached}");
        let tag = first.headers()[header::ETAG].clone();
        let again = client.get(&address).header(header::IF_NONE_MATCH, tag).send().await;
        // An edition may have changed in between with the forecast's minute: then it has a new tag.
        let again = again.expect("an answer");
        let moved = again.status() == StatusCode::OK;
        assert!(moved || again.status() == StatusCode::NOT_MODIFIED, "{way}: {}", again.status());
        if moved {
            let tag = again.headers()[header::ETAG].clone();
            let third = client.get(&address).header(header::IF_NONE_MATCH, tag).send().await;
            assert_eq!(third.expect("an answer").status(), StatusCode::NOT_MODIFIED, "{way}");
        }
    }
}
