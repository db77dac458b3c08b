//! Rights that change under somebody's hands.

use domain::{Command, PersonId, Role};
use tests::{
    api::{Api, reason},
    demo::Demo,
    driver::Driver,
    wait::{SOON, eventually},
};

fn person(id: &str) -> PersonId {
    PersonId::parse(id).expect("a slug")
}

#[tokio::test]
async fn another_role_shows_on_an_open_page_and_the_end_of_a_part_says_so() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let lead = Api::join(&demo, Role::Lead, "Jérôme").await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Observer, "Olga").await;
    page.live().await;
    page.script("window.__before = true", []).await;
    let change = Command::ChangeRole { person: person("olga"), to: Role::Support, reason: None };
    lead.does(change).await;
    // The page comes back by itself, as what its reader is now.
    eventually("the page comes back", SOON, async || {
        let old = page.script("return window.__before === true", []).await;
        if old == false { Ok(()) } else { Err("it is the old one".to_owned()) }
    })
    .await;
    page.live().await;
    page.press(".menu > summary").await;
    page.reads(".menu .pop-sheet p .quiet", "support").await;
    page.live().await;
    let put_out = Command::RevokePerson { person: person("olga"), reason: reason("left") };
    lead.does(put_out).await;
    page.reads(".card p", "Your part in this room has ended").await;
}

#[tokio::test]
async fn the_lead_invites_somebody_from_the_room_without_any_script() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.press("summary.faces").await;
    page.press(".pop-sheet a[href$='/people']").await;
    page.type_in("form[action$='/invite'] input[name=name]", "Zoé").await;
    page.press("form[action$='/invite'] button").await;
    page.there_is(".fresh-link code").await;
    let link = page.script("return document.querySelector('.fresh-link code').innerText", []).await;
    let link = link.as_str().unwrap().to_owned();
    let guest = driver.browser(&demo.origin()).await;
    guest
        .open(
            link.split_once("/join/")
                .map(|(_, token)| format!("/join/{token}"))
                .as_deref()
                .unwrap(),
        )
        .await;
    guest.press("form button.primary").await;
    guest.live().await;
    let olga = Api::join(&demo, Role::Observer, "Olga").await;
    let here = olga.snapshot().await.room;
    assert!(here.people.values().any(|person| person.name.as_str() == "Zoé"));
}
