//! What one does, the other sees.

use domain::{Audience, Role};
use tests::{api::Api, demo::Demo, driver::Driver};

#[tokio::test]
async fn two_people_see_each_others_ticks_and_messages_without_reloading() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (thierry, jerome) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    thierry.join(&demo, Role::Tech, "Thierry").await;
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    for page in [&thierry, &jerome] {
        page.live().await;
        page.script("window.__same = true", []).await;
    }

    thierry.tick("lag").await;
    jerome.step("lag").is("done").await;
    thierry.step("lag").is_recorded_as("done").await;
    jerome.reads(".happened", "Thierry ticked “Aurora keeps up with RDS”").await;
    assert_eq!(jerome.text(&jerome.step("lag").row(".who > span:last-child")).await, "Thierry");

    thierry.write("Aurora is one second behind").await;
    jerome.reads(".msg .words", "Aurora is one second behind").await;
    jerome.reads(".msg .meta", "Thierry").await;
    jerome.write("Thank you, we go on").await;
    thierry.reads(".msg .words", "Thank you, we go on").await;
    thierry.reads(".msg .meta", "Jérôme").await;

    // What is meant for support alone passes tech by, and leaves no hole: the page stays live.
    let sophie = Api::join(&demo, Role::Support, "Sophie").await;
    jerome.write_to("support", "Say that we are closed until 10:36").await;
    jerome.reads(".msg .words", "Say that we are closed").await;
    sophie.writes(Audience::Everyone, "Understood").await;
    thierry.reads(".msg .words", "Understood").await;
    let seen_by_tech = thierry.texts(".msg .words").await;
    assert!(!seen_by_tech.iter().any(|words| words.contains("10:36")), "{seen_by_tech:?}");
    let seen_by_support = sophie.log(0).await;
    assert!(
        seen_by_support.iter().any(|frame| format!("{:?}", frame.recorded).contains("until 10:36"))
    );

    for page in [&thierry, &jerome] {
        page.connection_is("live").await;
        assert_eq!(
            page.script("return window.__same", []).await,
            true,
            "the page was not reloaded"
        );
    }
}
