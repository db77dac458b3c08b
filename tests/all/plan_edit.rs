//! The plan of a live room is edited: said while typing, shown before it is applied, seen by the
//! others at once, and taken back.

use domain::Role;
use tests::{axe::violations, demo::Demo, driver::Driver};

const LENGTH: &str = "#editor input[name='to.length#length']";

#[tokio::test]
async fn a_live_plan_is_changed_in_one_action_and_everybody_sees_it() {
    let demo = Demo::start_with(&["--at", "10:05"]).await;
    let driver = Driver::start().await;
    let (lead, tech) = (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    lead.join(&demo, Role::Lead, "Jérôme").await;
    tech.join(&demo, Role::Tech, "Thierry").await;
    tech.live().await;

    lead.open("/rooms/aurora/plan?edit=drain").await;
    lead.there_is("[data-connection-pill][data-state=live]").await;
    lead.reads("#editor h2", "Connections to RDS fall to zero").await;

    // What would be wrong is said before anything is sent.
    lead.type_in(LENGTH, "soon").await;
    lead.there_is(".form-check[data-kind=fault]").await;
    let empty = "document.querySelector(arguments[0]).value = ''";
    lead.script(empty, [LENGTH]).await;
    lead.type_in(LENGTH, "9 min").await;
    lead.reads(".form-check[data-kind=done]", "The forecast end moves").await;
    lead.press("#editor form[data-check] button.primary").await;

    // Nothing has changed yet; what would change is said for each.
    lead.reads("#proposal [data-person=thierry]", "length").await;
    lead.reads("#proposal", "Forecast end").await;
    assert_eq!(violations(&lead).await, Vec::<String>::new());
    lead.press("#proposal form button.primary").await;
    lead.there_is_no("#proposal").await;
    tech.reads(".happened", "changed the plan").await;

    lead.press(".plan-undo button").await;
    tech.reads(".happened", "took the last change of the plan back").await;
    for page in [&lead, &tech] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_smoke_test_without_a_way_in_cannot_be_missed() {
    let demo = Demo::start_with(&["--at", "10:05"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.reads(&page.step("smoke").row(".mark[data-tone=stop]"), "no proven way in").await;
    page.reads(&page.step("enter").row("a.mark"), "Smoke test from the office").await;
    page.reads(&page.step("drain").row(".mark"), "rehearsed 2×").await;
    // At the gate it stands by name, with the apps that nobody thought of, and asks for a reason.
    let gaps = "#gate-enter .gate-gaps";
    page.reads(gaps, "Smoke test from the office").await;
    page.reads(&format!("{gaps} [data-gap=block]"), "iOS app API").await;
    page.reads(&format!("{gaps} [data-gap=block]"), "Android app API").await;
    page.there_is("#gate-enter .gate-go input[name=reason]").await;
    page.open("/rooms/aurora/plan").await;
    page.reads(".gap[data-gap=way-in]", "Smoke test from the office").await;
    page.reads(".proposed-window", "The rehearsals propose").await;
    assert_eq!(violations(&page).await, Vec::<String>::new());
    page.size(390, 844).await;
    let wide = page.script("return document.documentElement.scrollWidth", []).await;
    assert_eq!(wide, 390, "the page is wider than a phone");
}

#[tokio::test]
async fn a_rehearsal_looks_different_and_brings_its_lengths_home() {
    let demo = Demo::start_with(&["--at", "10:05"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.open("/rooms/aurora/plan").await;
    page.press(".rehearsals form[data-plain] button").await;
    page.there_is("body[data-rehearsal] .rehearsal-band").await;
    page.reads(".rehearsal-band", "REHEARSAL").await;
    page.there_is("#steps").await;
}
