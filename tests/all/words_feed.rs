//! What people write: drafts that are not lost, corrections that hide nothing, messages that are
//! found again.

use domain::{Audience, Role};
use tests::{api::Api, demo::Demo, driver::Driver, wait::until_is};

const DRAFT: &str = "return document.getElementById('message').value";

#[tokio::test]
async fn a_draft_survives_reloading_and_goes_with_its_message() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.type_in("#message", "We wait for the").await;
    page.reload().await;
    page.hydrated().await;
    page.live().await;
    assert_eq!(page.script(DRAFT, []).await, "We wait for the");
    page.type_in("#message", " DNS").await;
    page.press(".composer button[type=submit]").await;
    page.reads(".msg:not(.unsent) .words", "We wait for the DNS").await;
    page.reload().await;
    page.hydrated().await;
    assert_eq!(page.script(DRAFT, []).await, "");
}

#[tokio::test]
async fn a_corrected_message_shows_what_it_said_before() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    let sophie = Api::join(&demo, Role::Support, "Customer service").await;
    page.write("14 connections are left").await;
    page.press(".msg-foot [id^=correct-] > summary").await;
    let empty = "const field = document.querySelector('.msg-foot details[open] textarea'); field.value = '';
        return field.value";
    page.script(empty, []).await;
    page.type_in(".msg-foot details[open] textarea", "41 connections are left").await;
    page.press(".msg-foot details[open] button[type=submit]").await;
    page.reads(".msg .said", "41 connections are left").await;
    page.reads(".msg .before", "14 connections are left").await;
    assert!(format!("{:?}", sophie.log(0).await).contains("41 connections"));
    assert_eq!(page.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_line_stands_above_the_first_message_that_came_meanwhile() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    let sophie = Api::join(&demo, Role::Support, "Customer service").await;
    sophie.writes(Audience::Everyone, "while the lead looks").await;
    page.reads(".msg .words", "while the lead looks").await;
    page.there_is_no(".feed [data-unread]").await;
    page.open("/rooms/aurora/plan").await;
    sophie.writes(Audience::Everyone, "the first one meanwhile").await;
    sophie.writes(Audience::Everyone, "the second one meanwhile").await;
    page.open_room("").await;
    page.live().await;
    page.reads(".msg[data-unread]", "the first one meanwhile").await;
    assert_eq!(page.count(".feed [data-unread]").await, 1);
    // What was read is read: the line is gone when they come back once more.
    page.reload().await;
    page.hydrated().await;
    page.live().await;
    page.there_is_no(".feed [data-unread]").await;
}

#[tokio::test]
async fn whoever_is_named_is_told_until_they_have_seen_it() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Tech, "Thierry").await;
    page.live().await;
    let jerome = Api::join(&demo, Role::Lead, "Jérôme").await;
    jerome.writes(Audience::Tech, "@Thierry, how many connections are left?").await;
    page.reads(".owed [data-kind=mention]", "Jérôme mentions you").await;
    page.reads(".msg .said mark", "@Thierry").await;
    page.press(".owed [data-kind=mention] button").await;
    page.there_is_no(".owed [data-kind=mention]").await;
}

#[tokio::test]
async fn the_feed_shows_one_kind_alone_and_what_is_searched_for() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.choose(".tabs select", "decision").await;
    page.there_is_no(".happened").await;
    let kinds = "return [...new Set([...document.querySelectorAll('.msg')]
        .map(e => e.dataset.kind))].join()";
    until_is("the kinds that are shown", "decision", async || {
        page.script(kinds, []).await.as_str().unwrap_or_default().to_owned()
    })
    .await;
    page.press(".tabs a").await;
    page.type_in(".search input", "320 connections").await;
    page.press(".search button").await;
    page.reads(".found-line", "320 connections on RDS").await;
    assert_eq!(page.count(".found-line").await, 1);
}
