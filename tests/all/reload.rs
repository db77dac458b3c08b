//! Loading the page again, in the middle.

use domain::Role;
use tests::{api::Api, browser::Browser, demo::Demo, driver::Driver};

#[tokio::test]
async fn a_page_that_is_loaded_again_shows_what_it_showed() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let jerome = driver.browser(&demo.origin()).await;
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    jerome.live().await;

    // Everything that a page can have folded in by itself since it was loaded.
    let maxime = Api::join(&demo, Role::Tech, "Maxime").await;
    maxime.ticks("sg-block").await;
    jerome.write("Nobody touches the DNS before I say so").await;
    jerome.step("drain").open().await;
    jerome.step("drain").does("unblock").await;
    jerome.step("drain").is_recorded_as("running").await;
    jerome.press(".details [data-key=close]").await;
    jerome.reads(".msg:not(.unsent) .words", "Nobody touches the DNS").await;
    jerome.there_is_no(".msg.unsent").await;

    let before = shown(&jerome).await;
    jerome.reload().await;
    jerome.hydrated().await;
    jerome.live().await;
    assert_eq!(shown(&jerome).await, before);

    // And the server's own page, before the browser half takes over, is the same again.
    let anew = driver.browser_without_scripts(&demo.origin()).await;
    anew.join_plainly(&demo, Role::Lead, "Jérôme").await;
    assert_eq!(shown(&anew).await, before);
}

#[tokio::test]
async fn the_address_is_that_of_the_open_step_to_send_and_to_load_again() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let thierry = driver.browser(&demo.origin()).await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    thierry.step("drain").open().await;
    thierry.reads(".details .prose", "processlist").await;
    thierry.reload().await;
    thierry.hydrated().await;
    thierry.there_is(".step.open[data-step=drain]").await;
    thierry.reads(".details .prose", "processlist").await;
    let address = thierry.script("return location.pathname + location.search", []).await;
    assert_eq!(address, "/rooms/aurora?step=drain");

    thierry.press(".details [data-key=close]").await;
    thierry.there_is_no(".details").await;
    thierry.reload().await;
    thierry.hydrated().await;
    assert!(!thierry.has(".details").await, "what was closed stays closed");
}

/// Steps, owners, feed and where we are, as read on the page. Not the running clocks.
async fn shown(page: &Browser) -> Vec<Vec<String>> {
    let mut shown = Vec::new();
    for css in [
        ".step .title",
        // What is measured goes on meanwhile.
        ".step .sub:not(.proofs)",
        ".step .who",
        ".step .box",
        ".msg .meta",
        ".msg .words",
        ".happened",
    ] {
        shown.push(page.texts(css).await);
    }
    let states = "return [...document.querySelectorAll('.step')]
        .map(e => e.dataset.step + ' ' + e.dataset.state)";
    shown.push(serde_json::from_value(page.script(states, []).await).expect("a list of states"));
    shown.push(page.texts(".now-strip a, .header h1, .header .clock small").await);
    shown
}
