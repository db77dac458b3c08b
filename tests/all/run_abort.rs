//! Turning back takes two people, and then every screen says so.

use domain::Role;
use tests::{demo::Demo, driver::Driver};

#[tokio::test]
async fn two_people_abort_and_the_way_back_becomes_the_plan_on_every_screen() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let (thierry, jerome, sophie) = (
        driver.browser(&demo.origin()).await,
        driver.browser(&demo.origin()).await,
        driver.browser(&demo.origin()).await,
    );
    thierry.join(&demo, Role::Tech, "Thierry").await;
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    sophie.join(&demo, Role::Support, "Sophie").await;
    for page in [&thierry, &jerome, &sophie] {
        page.live().await;
    }

    thierry.press("#abort > summary").await;
    thierry.type_in("#abort input[name=reason]", "the connections do not fall").await;
    thierry.press("#abort button").await;
    for page in [&thierry, &jerome, &sophie] {
        page.reads("[data-abort=proposed]", "Thierry proposes to abort").await;
    }
    thierry.reads("[data-abort=proposed]", "Waiting for a second person").await;
    assert!(!thierry.has("#confirm-abort").await, "nobody agrees with themselves");
    assert!(!sophie.has("#confirm-abort").await);
    assert_eq!(jerome.step("replication").state().await, "waiting", "nothing has moved");

    jerome.press("#confirm-abort > summary").await;
    jerome.press("#confirm-abort button").await;
    for page in [&thierry, &jerome, &sophie] {
        page.reads("[data-abort=confirmed]", "Aborting: back at 10:1").await;
        page.step("undo-maintenance-on").is("ready").await;
        page.step("replication").is("skipped").await;
        page.reads(".happened", "confirmed: we abort, 1 step to undo").await;
        page.reads("[data-clock=forecast]", "10:1").await;
        page.there_is_no(".ruler").await;
        page.there_is_no(".slack-line").await;
    }

    // It is Sylvain M's, as the step was; the lead ticks it for him, and the site is open again.
    jerome.tick("undo-maintenance-on").await;
    sophie.reads("[data-abort=confirmed]", "Aborted: back since 10:1").await;
    sophie.reads(".clock", "maintenance lasted").await;
    for page in [&thierry, &jerome, &sophie] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_proposal_is_withdrawn_by_its_author() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Tech, "Thierry").await;
    page.live().await;
    page.press("#abort > summary").await;
    page.type_in("#abort input[name=reason]", "the connections do not fall").await;
    page.press("#abort button").await;
    page.there_is("[data-abort=proposed]").await;
    page.press("[data-abort=proposed] form button").await;
    page.there_is_no("[data-abort]").await;
    page.reads(".happened", "withdrew the proposal to abort").await;
    page.there_is("#abort").await;
}
