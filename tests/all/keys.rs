//! Everything by keys.

use domain::Role;
use tests::{browser::Browser, demo::Demo, driver::Driver, wait::until_is};
use thirtyfour::Key;

#[tokio::test]
async fn a_cutover_can_be_run_by_keys_alone() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;

    page.keys("j").await;
    focus_is(&page, "crons").await;
    page.keys("jj").await;
    focus_is(&page, "lag").await;
    page.keys("k").await;
    focus_is(&page, "monitoring").await;

    page.keys("s").await;
    page.step("monitoring").is_recorded_as("running").await;
    page.keys("x").await;
    page.step("monitoring").is_recorded_as("done").await;
    page.reads(".toast", "Every monitoring system works").await;
    focus_is(&page, "monitoring").await;
    page.keys("u").await;
    page.step("monitoring").is_recorded_as("running").await;

    page.keys("b").await;
    until_is("the focus", "reason", async || focused(&page, "name").await).await;
    page.keys("the dashboard asks for a password").await;
    page.keys(Key::Enter).await;
    page.step("monitoring").is_recorded_as("blocked").await;
    page.reads(&page.step("monitoring").row(".sub"), "the dashboard asks for a password").await;
    page.keys(Key::Escape).await;
    page.there_is_no(".details").await;

    page.keys("k").await;
    page.keys("o").await;
    page.there_is(".step.open").await;
    page.keys(Key::Escape).await;
    page.there_is_no(".step.open").await;

    page.keys("n").await;
    until_is("the focus", "message", async || focused(&page, "id").await).await;
    // Letters that mean something elsewhere are letters here.
    page.keys("x marks the spot, so just be quick?").await;
    page.keys(Key::Enter).await;
    page.reads(".msg:not(.unsent) .words", "x marks the spot, so just be quick?").await;
    assert_eq!(focused(&page, "value").await, "");
    page.script("document.activeElement.blur()", []).await;

    page.keys("?").await;
    page.there_is("dialog.keys[open]").await;
    page.keys(Key::Escape).await;
    page.there_is_no("dialog.keys[open]").await;
    page.keys("?").await;
    page.there_is("dialog.keys[open]").await;
    page.keys(Key::Escape).await;
    page.there_is_no("dialog.keys[open]").await;

    page.keys("i").await;
    page.there_is(".details input[name=title]").await;
    page.keys(Key::Escape).await;
    page.there_is_no(".details input[name=title]").await;
    assert_eq!(page.count(".step[data-state=running]").await, 0);
    assert_eq!(page.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn somebody_whose_keys_are_letters_can_switch_single_keys_off() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Tech, "Thierry").await;
    page.live().await;
    page.keys("?").await;
    page.press("dialog.keys label.check").await;
    page.keys(Key::Escape).await;
    page.there_is_no("dialog.keys[open]").await;
    page.keys("jx").await;
    page.tick("lag").await;
    page.step("lag").is_recorded_as("done").await;
    assert_eq!(page.step("crons").state().await, "ready", "x did nothing");
    // And without them, the same by the keys that every page has.
    page.script(
        "document.querySelector(arguments[0]).focus()",
        [&*page.step("crons").row("button.box")],
    )
    .await;
    page.keys(Key::Enter).await;
    page.step("crons").is_recorded_as("done").await;
}

async fn focused(page: &Browser, property: &str) -> String {
    let script = "return String(document.activeElement[arguments[0]] ?? '')";
    page.script(script, [property]).await.as_str().unwrap_or_default().to_owned()
}

async fn focus_is(page: &Browser, step: &str) {
    let script = "return document.activeElement.closest('.step')?.dataset.step ?? ''";
    until_is("the focused step", step, async || {
        page.script(script, []).await.as_str().unwrap_or_default().to_owned()
    })
    .await;
}
