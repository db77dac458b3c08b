//! Comms believes ten minutes and the plan says thirty: nobody passes the gate by accident.

use domain::Role;
use tests::{axe::violations, browser::Browser, demo::Demo, driver::Driver};

const CONFLICT: &str = ".gate-card .conflict strong";
const SENTENCE: &str = "Comms believes 10 min. The plan says 30 min.";

/// Types what the reader's team believes.
async fn reads_back(page: &Browser, start: &str, minutes: &str, broken: &str) {
    let form = ".gate-read-back";
    let field = format!("{form} input[name=\"start#time\"]");
    page.there_is(&field).await;
    page.script("document.querySelector(arguments[0]).value = arguments[1]", [&field, start]).await;
    page.type_in(&format!("{form} input[name=\"length#minutes\"]"), minutes).await;
    page.type_in(&format!("{form} input[name=will_not_work]"), broken).await;
    page.press(&format!("{form} button")).await;
}

async fn answers(page: &Browser, answer: &str) {
    page.press(&format!(".gate-answer button[value={answer}]")).await;
}

/// At 10:02 everything but the replication is ready; the teams are asked.
async fn at_the_gate() -> Demo {
    Demo::start_with(&["--at", "10:02"]).await
}

#[tokio::test]
async fn a_misunderstanding_of_length_is_red_on_every_screen_and_blocks_the_gate_until_settled() {
    let demo = at_the_gate().await;
    let driver = Driver::start().await;
    let (jerome, celine, thierry) = (
        driver.browser(&demo.origin()).await,
        driver.browser(&demo.origin()).await,
        driver.browser(&demo.origin()).await,
    );
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    celine.join(&demo, Role::Comms, "Céline").await;
    thierry.join(&demo, Role::Tech, "Thierry").await;
    thierry.live().await;
    celine.live().await;
    thierry.tick("lag").await;
    thierry.tick("monitoring").await;

    reads_back(&celine, "10:06", "10", "the shop").await;
    for page in [&jerome, &celine, &thierry] {
        page.reads(CONFLICT, SENTENCE).await;
    }
    jerome.reads(".gate-against", "Comms believes another length").await;
    for theme in ["light", "dark"] {
        for (width, height) in [(1440, 900), (390, 844)] {
            celine.size(width, height).await;
            celine.script("document.documentElement.dataset.theme = arguments[0]", [theme]).await;
            let found = violations(&celine).await;
            assert!(found.is_empty(), "{theme} {width}×{height}: {found:?}");
            let wide = "return Math.max(0, document.documentElement.scrollWidth - innerWidth)";
            assert_eq!(celine.script(wide, []).await, 0, "nothing sticks out at {width}");
        }
    }
    celine.size(1440, 900).await;

    // The row's own tick is a GO, and is told why not.
    jerome.step("enter").tick().await;
    jerome.reads(&jerome.step("enter").row(".pending"), "comms believes another length").await;
    jerome.step("enter").is("ready").await;
    let _ = jerome.faults().await; // The browser itself complains about a refusal.

    reads_back(&thierry, "10:06", "30", "everything that writes").await;
    reads_back(&celine, "10:06", "30", "the shop").await;
    for page in [&jerome, &celine, &thierry] {
        page.there_is_no(CONFLICT).await;
    }
    answers(&thierry, "go").await;
    answers(&celine, "not_yet").await;
    jerome.reads(".gate-poll tr[data-answer=not_yet]", "Comms").await;
    answers(&celine, "go").await;
    jerome.reads(&jerome.step("enter").row(".marks"), "tech go · support ? · comms go").await;
    for page in [&jerome, &celine, &thierry] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_lead_overrules_with_a_reason_that_everybody_reads() {
    let demo = at_the_gate().await;
    let driver = Driver::start().await;
    let (jerome, celine) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    celine.join(&demo, Role::Comms, "Céline").await;
    celine.live().await;
    jerome.live().await;
    reads_back(&celine, "10:06", "10", "the shop").await;
    jerome.reads(CONFLICT, SENTENCE).await;
    jerome.type_in(".gate-go input[name=reason]", "the banner is changed already").await;
    jerome.press(".gate-go button").await;
    for page in [&jerome, &celine] {
        page.step("enter").is("done").await;
        let marks = page.step("enter").row(".marks");
        page.reads(&marks, "went although").await;
        page.reads(&marks, "comms believes another length").await;
        page.reads(&marks, "the banner is changed already").await;
        page.reads(".happened", "Jérôme decided GO").await;
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_hold_at_the_gate_pauses_every_screen_and_says_why() {
    let demo = at_the_gate().await;
    let driver = Driver::start().await;
    let (jerome, sophie) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    jerome.join(&demo, Role::Lead, "Jérôme").await;
    sophie.prefers("fr", "light").await;
    sophie.join(&demo, Role::Support, "Sophie").await;
    sophie.live().await;
    jerome.live().await;
    jerome.press("#not-enter > summary").await;
    jerome.type_in("#not-enter input[name=reason]", "the provider calls back").await;
    jerome.press("#not-enter button[value=hold]").await;
    sophie.there_is(".run-banner.held").await;
    sophie.reads(".gate-verdict", "SUSPENDRE").await;
    sophie.reads(".gate-verdict", "the provider calls back").await;
    assert_eq!(sophie.faults().await, Vec::<String>::new());
}
