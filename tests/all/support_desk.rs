//! The support desk, and the answer that gets there.

use domain::Role;
use tests::{api::Api, axe::violations, browser::Browser, demo::Demo, driver::Driver};

const DESK: &str = "/rooms/aurora/support";

#[tokio::test]
async fn support_asks_and_the_answer_becomes_the_card_that_they_use() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (desk, lead) = (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    desk.join_at_the_desk(&demo, "Customer service").await;
    lead.join(&demo, Role::Lead, "Jérôme").await;
    lead.live().await;

    desk.type_in(".question-form textarea", "Sellers ask when we are back. What may we say?").await;
    desk.press(".question-form button[type=submit]").await;
    desk.reads(".question .waits", "waiting for an answer").await;

    lead.reads(".questions summary", "1").await;
    lead.press(".questions > summary").await;
    lead.press(".questions [id^=answer-] > summary").await;
    lead.type_in(".questions textarea[name=text]", "10:36 holds").await;
    lead.type_in(".questions textarea[name=\"as_card.say_fr\"]", "Retour vers 10h36.").await;
    lead.type_in(".questions textarea[name=\"as_card.say_en\"]", "Back about 10:36.").await;
    lead.press(".questions form:has(textarea) button[type=submit]").await;

    desk.reads(".desk-card .say", "Back about 10:36.").await;
    desk.reads(".question .answer", "10:36 holds").await;
    let copies = "return [...document.querySelectorAll('.desk-card [data-copy]')]
        .map(e => e.dataset.copy).join('|')";
    assert_eq!(desk.script(copies, []).await, "Back about 10:36.|Retour vers 10h36.");
    desk.press(".desk-card-do form button").await;
    desk.there_is_no(".desk-card-do form").await;

    lead.reads(".answer-card .say", "Back about 10:36.").await;
    lead.reads(".answer-card .seen-by", "support 1/1").await;
    lead.there_is_no(".questions").await;
    for page in [&desk, &lead] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_card_says_when_the_forecast_has_passed_it_and_drafts_the_next() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let (desk, lead) = (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    desk.join_at_the_desk(&demo, "Customer service").await;
    desk.reads(".desk-card[data-stale=true] .pill", "forecast passed 10:36").await;
    desk.reads(".desk-card .warning", "Do not promise").await;

    lead.join(&demo, Role::Lead, "Jérôme").await;
    lead.live().await;
    lead.reads(".answer-card[data-stale=true] .pill", "forecast passed 10:36").await;
    lead.reads(".owed [data-overdue=support]", "Céline").await;
    lead.press("#card-form > summary").await;
    lead.there_is("#card-form[open] textarea[name=say_en]").await;
    let value = "return document.querySelector('#card-form textarea[name=say_en]').value";
    let draft = lead.script(value, []).await;
    let draft = draft.as_str().expect("a text").to_owned();
    assert!(draft.contains("10:") && !draft.contains("10:36"), "{draft}");
    lead.press("#card-form button[type=submit]").await;
    lead.there_is(".answer-card[data-stale=false]").await;
    desk.there_is(".desk-card[data-stale=false]").await;
    desk.reads(".desk-card .say", "10:").await;
    // A new card is an update: nothing is overdue any more.
    lead.there_is_no(".owed [data-overdue=support]").await;
}

#[tokio::test]
async fn a_decision_is_confirmed_at_the_desk_and_counted_in_the_room() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (desk, lead) = (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    desk.join_at_the_desk(&demo, "Customer service").await;
    lead.join(&demo, Role::Lead, "Jérôme").await;
    lead.live().await;
    lead.choose(".composer select[name=kind]", "decision").await;
    lead.press(".composer input[name=asks]").await;
    lead.write("We **block** RDS, see https://example.org").await;
    lead.reads(".msg-foot .seen-by", "support 0/1").await;
    lead.reads(".said strong", "block").await;

    desk.reads(".news-line[data-kind=decision]", "We block RDS").await;
    desk.press(".news-line form button").await;
    desk.reads(".news-line", "seen by you").await;
    lead.reads(".msg-foot .seen-by", "support 1/1").await;
    lead.press(".msg-foot .seen-by summary").await;
    lead.reads(".msg-foot .seen-by li", "Customer service").await;
}

#[tokio::test]
async fn the_desk_is_accessible_on_every_screen_and_says_when_it_is_not_live() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join_at_the_desk(&demo, "Customer service").await;
    let celine = Api::join(&demo, Role::Comms, "Céline").await;
    celine.writes(domain::Audience::Support, "We are **on** it, @Customer service").await;
    let mut found = Vec::new();
    for locale in ["en", "fr"] {
        for theme in ["light", "dark"] {
            page.prefers(locale, theme).await;
            for path in [DESK, "/rooms/aurora/feed?q=RDS"] {
                for (width, height) in [(1440, 900), (390, 844)] {
                    page.size(width, height).await;
                    page.open(path).await;
                    page.there_is(".desk h1").await;
                    check(&page, &format!("{locale} {theme} {path} {width}"), &mut found).await;
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(page.faults().await, Vec::<String>::new());
}

async fn check(page: &Browser, place: &str, found: &mut Vec<String>) {
    let broken = violations(page).await.into_iter();
    found.extend(broken.map(|fault| format!("{place}: {fault}")));
    let wide = "return document.documentElement.scrollWidth - innerWidth";
    let over = page.script(wide, []).await.as_i64().unwrap_or_default();
    if over > 0 {
        found.push(format!("{place}: sticks out by {over}"));
    }
}
