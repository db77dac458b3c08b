//! A prepared plan B, put in by one press; and "so many more minutes".

use domain::Role;
use tests::{demo::Demo, driver::Driver};

#[tokio::test]
async fn the_lead_uses_plan_b_and_everybody_sees_its_step_and_the_new_end() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let (jerome, celine) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    celine.join(&demo, Role::Comms, "Céline").await;
    for page in [&jerome, &celine] {
        page.live().await;
        page.reads("[data-clock=forecast]", "10:38").await;
    }
    for page in [&jerome, &celine] {
        page.step("drain").open().await;
        page.reads(".plan-b", "Plan B: Block RDS at the security group").await;
        page.reads(".plan-b", "never rehearsed").await;
    }
    assert!(!celine.has(".plan-b button").await, "the lead decides");
    assert!(jerome.has(".plan-b button.primary").await, "its step is stuck");

    jerome.press(".plan-b button").await;
    for page in [&jerome, &celine] {
        let block = page.step("sg-block");
        block.is("ready").await;
        page.reads(&block.row(".what"), "unplanned").await;
        page.reads(&block.row("[data-mark=plan-b-of]"), "plan B of “Connections to RDS").await;
        page.reads(".plan-b", "in the plan now").await;
        page.reads(".slack-line", "sg-block → replication").await;
        assert!(!page.has(".plan-b button").await);
        // The drawer stands before the feed.
        page.press(".details-head a").await;
        page.reads(".happened", "uses plan B of “Connections to RDS").await;
    }
    // From 10:16 and a little: 4 + 6 + 7 + 7 + 2 minutes of work are left.
    celine.reads("[data-clock=forecast]", "10:4").await;
}

#[tokio::test]
async fn whoever_works_on_a_step_says_how_much_longer_it_takes() {
    let demo = Demo::start_with(&["--at", "10:16"]).await;
    let driver = Driver::start().await;
    let (thierry, jerome) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    thierry.join(&demo, Role::Tech, "Thierry").await;
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    for page in [&thierry, &jerome] {
        page.live().await;
    }
    thierry.step("drain").open().await;
    thierry.type_in(".more-minutes input[type=number]", "9").await;
    thierry.press(".more-minutes button").await;
    jerome.reads(&jerome.step("drain").row("[data-mark=remaining]"), "9 min more, said 10:1").await;
    // 9 + 6 + 7 + 7 + 2 minutes from 10:16 and a little.
    jerome.reads("[data-clock=forecast]", "10:4").await;
    jerome.reads(".happened", "needs 9 more min").await;
}
