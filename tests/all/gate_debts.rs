//! What is left to undo keeps the room open until it is undone, or somebody's with a date.

use domain::{Command, Role, Stage};
use tests::{api::Api, axe::violations, demo::Demo, driver::Driver};

#[tokio::test]
async fn the_room_closes_only_when_each_debt_is_paid_or_handed_to_a_name_and_a_date() {
    let demo = Demo::start_with(&["--at", "10:40"]).await;
    let driver = Driver::start().await;
    let (jerome, maxime) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    maxime.join(&demo, Role::Tech, "Maxime").await;
    jerome.live().await;
    maxime.live().await;
    jerome.reads("#debts > summary", "3 things to undo before closing").await;

    let close = Command::ReachStage { stage: Stage::Closed };
    let api = Api::join(&demo, Role::Lead, "Jérôme").await;
    let (status, body) = api.ask(close.clone()).await.expect_err("debts are open");
    assert_eq!((status, body.code.as_str()), (422, "debts_open"));
    assert!(body.message.contains("The cron jobs are off"), "{}", body.message);

    // The step that was planned for it pays the first one.
    maxime.tick("crons-on").await;
    jerome.reads("#debt-1[data-standing=paid]", "undone").await;
    jerome.press("#debt-2 form button").await;
    maxime.reads("#debt-2[data-standing=paid]", "undone").await;

    jerome.press("#hand-over-3 > summary").await;
    jerome.type_in("#hand-over-3 input[name=name]", "Sylvain A").await;
    let date = "document.querySelector('#hand-over-3 input[name=date]').value = '2016-09-14'";
    jerome.script(date, []).await;
    jerome.press("#hand-over-3 button").await;
    maxime.reads("#debt-3[data-standing=handed-over]", "handed to Sylvain A, by 14 Sep 2016").await;
    for (width, height) in [(1440, 900), (390, 844)] {
        maxime.size(width, height).await;
        let found = violations(&maxime).await;
        assert!(found.is_empty(), "{width}×{height}: {found:?}");
    }
    api.ask(close).await.expect("nothing is open any more");
    jerome.reads(".happened", "Jérôme moved the room on: Closed").await;
    for page in [&jerome, &maxime] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_unplanned_step_asks_its_owner_and_the_lead_what_it_leaves() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let (jerome, sylvain, thierry) = (
        driver.browser(&demo.origin()).await,
        driver.browser(&demo.origin()).await,
        driver.browser(&demo.origin()).await,
    );
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    sylvain.join(&demo, Role::Tech, "Sylvain M").await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    for page in [&jerome, &sylvain, &thierry] {
        page.live().await;
    }
    jerome.reads("#debt-of-sg-block", "leave something to undo?").await;
    assert!(!thierry.has("#debt-of-sg-block").await, "it is not Thierry’s to say");
    sylvain.type_in("#debt-of-sg-block input[name=title]", "A firewall rule on RDS").await;
    sylvain.press("#debt-of-sg-block .debt-yes button").await;
    jerome.there_is_no("#debt-of-sg-block").await;
    jerome.reads(&jerome.step("sg-block").row(".marks"), "to undo: A firewall rule on RDS").await;
    thierry.reads("#debts > summary", "2 things to undo before closing").await;
    for page in [&jerome, &sylvain, &thierry] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}
