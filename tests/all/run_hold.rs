//! On hold the T-clock stands, on every screen; the wall clock does not.

use domain::Role;
use tests::{
    demo::Demo,
    driver::Driver,
    serve::Room,
    wait::{SOON, eventually},
};

#[tokio::test]
async fn on_hold_the_t_clock_stands_on_the_other_screen_and_the_wall_clock_runs() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let (jerome, celine) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    celine.join(&demo, Role::Comms, "Céline").await;
    for page in [&jerome, &celine] {
        page.live().await;
    }
    jerome.press("#hold > summary").await;
    jerome.type_in("#hold input[name=reason]", "the provider looks into it").await;
    jerome.press("#hold button").await;
    celine.reads(".run-banner.held", "On hold since 10:1").await;
    celine.reads(".run-banner.held", "the provider looks into it").await;

    let stands = celine.text("[data-clock=t]").await;
    let began = celine.text("[data-clock=now]").await;
    // Three times the wall clock moves, and the other does not.
    let mut seen = began;
    for _ in 0..3 {
        seen = eventually("the wall clock runs", SOON, async || {
            let now = celine.text("[data-clock=now]").await;
            if now == seen { Err(now) } else { Ok(now) }
        })
        .await;
        assert_eq!(celine.text("[data-clock=t]").await, stands);
    }

    jerome.press(".run-banner.held button").await;
    celine.there_is_no(".run-banner.held").await;
    eventually("the T-clock goes on", SOON, async || {
        let shown = celine.text("[data-clock=t]").await;
        if shown == stands { Err(shown) } else { Ok(()) }
    })
    .await;
}

const PLAN: &str = r#"
title = "A pause"
organisation = "A little Market"
day = "2016-09-07"
zone = "Europe/Paris"
interruption = "10 min"

[window]
start = "10:00"
length = "10 min"

[[people]]
name = "Jérôme"
role = "lead"

[[phases]]
id = "move"
title = "Move"

[[phases.steps]]
id = "copy"
title = "Copy"
owner = "Jérôme"
start = "10:00"
length = "2 min"

[[phases.steps]]
id = "open"
title = "Open"
owner = "Jérôme"
start = "10:03"
length = "2 min"
after = ["copy"]

[phases.steps.hold]
title = "Everybody looks once more"
length = "20 s"
"#;

#[tokio::test]
async fn a_planned_hold_begins_behind_the_step_before_it_and_ends_by_itself() {
    let serve = Room::planned(PLAN).serve(&[]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&serve.origin()).await;
    serve.begin(&page).await;
    page.live().await;
    page.step("copy").tick().await;
    page.step("copy").is_recorded_as("done").await;
    page.reads(".run-banner.held", "Everybody looks once more").await;
    page.reads(".run-banner.held", "planned until").await;
    eventually("it ends", 4 * SOON, async || {
        if page.has(".run-banner.held").await { Err("on hold".to_owned()) } else { Ok(()) }
    })
    .await;
    page.reads("[role=log]", "Everybody looks once more").await;
    page.step("open").is("ready").await;
    assert_eq!(page.faults().await, Vec::<String>::new());
}
