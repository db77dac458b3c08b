//! Without scripts: the page that comes from the server is enough to take part.

use domain::Role;
use tests::{api::Api, demo::Demo, driver::Driver};

#[tokio::test]
async fn without_scripts_people_come_in_tick_write_and_say_what_is_in_the_way() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser_without_scripts(&demo.origin()).await;
    page.join_plainly(&demo, Role::Tech, "Thierry").await;
    assert!(!page.has("html[data-hydrated]").await, "no script has run");

    page.tick("lag").await;
    page.step("lag").is("done").await;
    page.reads(".happened", "Thierry ticked").await;
    page.step("crons").quick().await;
    page.step("crons").is("running").await;

    page.write_to("tech", "One second behind").await;
    page.reads(".msg .words", "One second behind").await;
    assert_eq!(page.text("#message").await, "");

    page.press(&page.step("monitoring").row(".title")).await;
    page.reads(".details h2", "Every monitoring system works").await;
    page.reads(".details .prose", "a test alert reaches the phone").await;
    page.step("monitoring").does_because("block", "the dashboard asks for a password").await;
    page.step("monitoring").is("blocked").await;
    page.reads(&page.step("monitoring").row(".sub"), "the dashboard asks for a password").await;
    page.reads(".details h2", "Every monitoring system works").await;
    page.step("monitoring").does("unblock").await;
    page.step("monitoring").is("ready").await;
}

#[tokio::test]
async fn without_scripts_a_refused_form_says_why_and_keeps_what_was_typed() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser_without_scripts(&demo.origin()).await;
    page.open(demo.link(Role::Tech)).await;
    page.type_in("#name", "Jérôme").await;
    page.press("form button.primary[type=submit]").await;
    page.reads("#name-fault", "Jérôme is in this room as lead").await;
    assert_eq!(page.script("return document.querySelector('#name').value", []).await, "Jérôme");
    page.join_plainly(&demo, Role::Tech, "Thierry").await;

    // A character that turns the text around is refused; the rest need not be typed again.
    page.write("as planned \u{202e}neercs eht daer").await;
    page.reads(".banner[role=alert]", "The message holds characters that cannot be shown").await;
    let kept = page.script("return document.querySelector('#message').value", []).await;
    assert!(kept.as_str().is_some_and(|kept| kept.contains("as planned")), "{kept}");
    assert_eq!(page.count(".msg").await, 0);

    // Somebody was quicker, and this page could not know.
    let maxime = Api::join(&demo, Role::Tech, "Maxime").await;
    maxime.ticks("crons").await;
    page.tick("crons").await;
    page.reads(".banner[role=alert]", "Maxime ticked this step since you last saw it").await;
    page.step("crons").is("done").await;
}
