//! 10:09 of the story: the connections do not fall, and every screen says so, and why.

use domain::Role;
use tests::{axe::violations, demo::Demo, driver::Driver};

#[tokio::test]
async fn at_10_09_the_alarm_is_up_the_board_names_the_apps_and_the_step_is_not_proven() {
    let demo = Demo::start_with(&["--at", "10:09"]).await;
    let driver = Driver::start().await;
    for (role, name) in [(Role::Support, "Sophie"), (Role::Lead, "Jérôme")] {
        let page = driver.browser(&demo.origin()).await;
        page.join(&demo, role, name).await;
        page.live().await;
        page.reads(".alarms", "is not proven: 41").await;
        page.reads(".alarms", "not falling since 10:08").await;
        page.reads(".alarms", "2 of 5 ways in are still open: iOS app API, Android app API").await;
        page.reads(".alarms", "41 sessions of an application nobody listed").await;
        let named = page.text(".alarms").await.contains("mobile-api");
        assert_eq!(named, role == Role::Lead, "{name} reads what the application is called");
        page.reads(".board .tally", "3 of 5").await;
        page.reads(".board [data-entry=ios][data-state=open]", "200").await;
        page.reads(".board [data-entry=web][data-state=shut]", "503").await;
        page.reads("[data-step=drain] .proofs", "not proven · 41").await;
        page.reads(".happened", "is not proven in time").await;
        assert_eq!(page.faults().await, Vec::<String>::new(), "{name}'s console");
    }
}

#[tokio::test]
async fn a_sample_moves_the_number_without_a_reload_and_a_page_of_one_metric_shows_its_values() {
    let demo = Demo::start_with(&["--at", "10:09"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Tech, "Thierry").await;
    page.live().await;
    page.there_is("[data-metric=lag] [data-value]").await;
    page.script("window.stays = true", []).await;
    let now = page.text("[data-metric=lag] [data-value]").await;
    let moved =
        format!("document.querySelector('[data-metric=lag] [data-value]').textContent !== '{now}'");
    tests::wait::eventually("the number moves", tests::wait::SOON, async || {
        let is = page.script(&format!("return {moved}"), []).await;
        if is == true { Ok(()) } else { Err("it does not".to_owned()) }
    })
    .await;
    assert_eq!(page.script("return window.stays === true", []).await, true, "it was reloaded");

    page.open("/rooms/aurora/metrics/rds-connections").await;
    page.reads(".metric.large [data-value]", "41").await;
    page.reads(".values", "mobile-api").await;
    page.reads(".table-scroll .values thead", "Lowest").await;
    assert_eq!(violations(&page).await, Vec::<String>::new());
    page.open("/rooms/aurora/entry-points").await;
    page.reads(".board-table [data-entry=ios]", "nobody has said how it is blocked").await;
    page.reads(".board-table [data-entry=crons] .vouched", "Maxime").await;
    page.reads(".board-table .stranger", "mobile-api 41").await;
    assert_eq!(violations(&page).await, Vec::<String>::new());
    page.open("/rooms/aurora/wall").await;
    page.reads(".wall-clocks", "Under way").await;
    page.there_is(".alarms").await;
    assert_eq!(violations(&page).await, Vec::<String>::new());
    page.size(390, 844).await;
    let wide = "return document.documentElement.scrollWidth <= window.innerWidth";
    assert_eq!(page.script(wide, []).await, true, "the wall is wider than a phone");
    assert_eq!(page.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_lead_goes_on_without_the_proof_and_everybody_reads_why() {
    let demo = Demo::start_with(&["--at", "10:09"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.press("#overrule-drain > summary").await;
    page.type_in("#overrule-drain input[name=reason]", "the rest is the replication user").await;
    page.press("#overrule-drain button[type=submit]").await;
    page.reads("[data-step=drain] .proofs", "gone on without the proof").await;
    page.reads(".happened", "goes on without the proof of").await;
}
