//! A line that goes dead without a word, and a computer that sleeps.

use domain::{Audience, Role};
use std::time::Duration;
use tests::{
    api::Api,
    demo::Demo,
    driver::Driver,
    process::{signal, started_with},
    recorder::{record, recorded},
    wait::HONEST,
    wire::Wire,
};

#[tokio::test]
async fn a_line_that_swallows_everything_is_noticed_and_caught_up_with() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let wire = Wire::to(&demo).await;
    let maxime = Api::join(&demo, Role::Tech, "Maxime").await;
    let page = driver.browser(&wire.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;

    wire.hole();
    maxime.ticks("crons").await;
    maxime.writes(Audience::Everyone, "The cron jobs are off").await;
    page.says_it_is_old(HONEST).await;
    record(&page, "crons").await;
    page.reads(".banners", "What you see may be old").await;
    page.write("Can anybody read this?").await;
    page.there_is(".msg.unsent").await;
    maxime.ticks("monitoring").await;
    assert_eq!(page.step("crons").state().await, "ready");

    wire.pass();
    page.live().await;
    page.step("crons").is("done").await;
    page.step("monitoring").is("done").await;
    page.reads(".msg:not(.unsent) .words", "The cron jobs are off").await;
    page.reads(".msg:not(.unsent) .words", "Can anybody read this?").await;
    page.there_is_no(".msg.unsent").await;
    assert_eq!(page.count(".msg").await, 2, "nothing is shown twice");
    let lied =
        recorded(&page).await.into_iter().find(|s| s.connection == "live" && s.state != "done");
    assert_eq!(lied, None, "the page called itself live before it had caught up");

    // A line that is cut says so at once, and comes back by itself.
    record(&page, "lag").await;
    wire.cut();
    maxime.ticks("lag").await;
    page.says_it_is_old(HONEST).await;
    wire.pass();
    page.live().await;
    page.step("lag").is("done").await;
}

#[tokio::test]
async fn a_browser_that_slept_is_not_live_until_it_has_caught_up() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let maxime = Api::join(&demo, Role::Tech, "Maxime").await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    record(&page, "crons").await;

    // The sleep itself is what is tried: this is its length, not a wait for luck.
    let browser = started_with(page.profile());
    assert!(browser.len() > 2, "the browser's processes: {browser:?}");
    signal("STOP", browser.clone());
    maxime.ticks("crons").await;
    maxime.writes(Audience::Everyone, "The cron jobs are off").await;
    tokio::time::sleep(Duration::from_secs(12)).await;
    signal("CONT", browser);

    page.live().await;
    page.step("crons").is("done").await;
    page.reads(".msg .words", "The cron jobs are off").await;
    let seen = recorded(&page).await;
    assert!(seen.iter().any(|seen| seen.slept), "the page has not slept: {seen:?}");
    let honest = seen.iter().filter(|seen| seen.slept && seen.since > 500.0);
    for seen in honest {
        assert!(seen.connection != "live" || seen.state == "done", "old data was live: {seen:?}");
    }
}
