//! Every page, as each role, in both languages: nothing in the console, and it answers.

use domain::Role;
use tests::{
    browser::Browser,
    demo::{Demo, ROOM},
    driver::Driver,
};

const PEOPLE: [(Role, &str); 5] = [
    (Role::Lead, "Jérôme"),
    (Role::Tech, "Thierry"),
    (Role::Support, "Sophie"),
    (Role::Comms, "Céline"),
    (Role::Observer, "Olga"),
];

#[tokio::test]
async fn no_page_complains_in_its_console_and_every_one_answers() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    let mut complaints = Vec::new();
    for locale in ["en", "fr"] {
        page.prefers(locale, "system").await;
        for path in ["/", "/join/0000", "/nothing-here", &format!("/rooms/{ROOM}")] {
            page.open(path).await;
            page.there_is(&format!("html[lang={locale}] h1")).await;
            note(&page, &format!("{locale}, signed out, {path}"), &mut complaints).await;
        }
        for (role, name) in PEOPLE {
            let place = format!("{locale}, {}", role.slug());
            page.open(demo.link(role)).await;
            note(&page, &format!("{place}, sign-in"), &mut complaints).await;
            page.join(&demo, role, name).await;
            page.live().await;
            page.step("drain").open().await;
            page.press(".details [data-key=close]").await;
            page.there_is_no(".details").await;
            note(&page, &format!("{place}, room"), &mut complaints).await;

            page.open_room("?step=drain").await;
            page.live().await;
            page.there_is(".details .history").await;
            page.press(".details [data-key=close]").await;
            page.there_is_no(".details").await;
            note(&page, &format!("{place}, a step"), &mut complaints).await;
        }
        page.open("/").await;
        page.there_is(".room-list").await;
        note(&page, &format!("{locale}, rooms"), &mut complaints).await;
        page.press("form[action=\"/sign-out\"] button").await;
        page.there_is("h1").await;
        note(&page, &format!("{locale}, sign-out"), &mut complaints).await;
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// A page that says "not found" is itself answered by 404, which the browser notes; anything
/// else is a fault.
async fn note(page: &Browser, place: &str, complaints: &mut Vec<String>) {
    let here = page.script("return location.href", []).await;
    let own = format!("{} ", here.as_str().unwrap_or_default());
    let faults = page.faults().await.into_iter();
    let faults = faults.filter(|fault| {
        let about_the_page_itself =
            fault.starts_with(&own) && fault.contains("the server responded with a status of");
        !(about_the_page_itself && place.contains("signed out"))
    });
    complaints.extend(faults.map(|fault| format!("{place}: {fault}")));
}
