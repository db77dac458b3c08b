//! The accessibility rules on every page, in both languages, both themes, on a desk and a phone;
//! and pictures of the room for people to look at.

use domain::Role;
use tests::{
    axe::violations,
    browser::Browser,
    demo::{Demo, ROOM},
    driver::Driver,
    wait::HONEST,
    wire::Wire,
};

const UNFOLD_PEOPLE: &str =
    "document.querySelectorAll('.people-table details').forEach(d => d.open = true)";

const SCREENS: [(u32, u32); 2] = [(1440, 900), (390, 844)];

#[tokio::test]
async fn every_page_keeps_the_accessibility_rules_in_light_colours() {
    every_page_keeps_the_rules("light").await;
}

#[tokio::test]
async fn every_page_keeps_the_accessibility_rules_in_dark_colours() {
    every_page_keeps_the_rules("dark").await;
}

async fn every_page_keeps_the_rules(theme: &str) {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let wire = Wire::to(&demo).await;
    let page = driver.browser(&wire.origin()).await;
    let mut found = Vec::new();
    for locale in ["en", "fr"] {
        page.prefers(locale, theme).await;
        for path in ["/", "/nothing-here", "/join/0000"] {
            page.open(path).await;
            on_each_screen(&page, &format!("{locale} {path}"), &mut found).await;
        }
        page.open(demo.link(Role::Tech)).await;
        on_each_screen(&page, &format!("{locale} sign-in"), &mut found).await;
        page.type_in("#name", "Jérôme").await;
        page.press("form button.primary[type=submit]").await;
        page.there_is("#name-fault").await;
        on_each_screen(&page, &format!("{locale} sign-in refused"), &mut found).await;

        page.join(&demo, Role::Lead, "Jérôme").await;
        page.open("/rooms/aurora/people").await;
        page.script(UNFOLD_PEOPLE, []).await;
        on_each_screen(&page, &format!("{locale} people"), &mut found).await;
        page.open("/").await;
        on_each_screen(&page, &format!("{locale} rooms"), &mut found).await;
        room(&page, locale, &mut found).await;
    }
    // The worst that a page can show: old, with a tick and a message that did not get through.
    page.open_room("").await;
    page.live().await;
    wire.cut();
    page.tick("sg-block").await;
    page.write("Nobody hears this").await;
    page.step("sg-block").delivery_is("not-sent").await;
    page.says_it_is_old(HONEST).await;
    on_each_screen(&page, "fr room, cut off", &mut found).await;
    assert!(found.is_empty(), "{} faults in {theme}:\n{}", found.len(), found.join("\n"));
}

/// The room at its most: blocked, unplanned, messages; then with each of its layers open.
async fn room(page: &Browser, locale: &str, found: &mut Vec<String>) {
    page.open_room("").await;
    page.live().await;
    on_each_screen(page, &format!("{locale} room"), found).await;
    for menu in page_menus() {
        page.size(1440, 900).await;
        page.press(menu).await;
        page.there_is("details.pop[open]").await;
        check(page, &format!("{locale} room, {menu}"), found).await;
        page.press(menu).await;
    }
    page.press("[data-key=insert]").await;
    page.there_is(".details input[name=title]").await;
    on_each_screen(page, &format!("{locale} room, unplanned step"), found).await;

    page.open_room("?step=drain").await;
    page.live().await;
    page.there_is(".details .history li").await;
    let unfold = "document.querySelectorAll('.details details').forEach(d => d.open = true)";
    page.script(unfold, []).await;
    on_each_screen(page, &format!("{locale} room, details"), found).await;

    page.press(".details [data-key=close]").await;
    page.keys("?").await;
    page.there_is("dialog.keys[open]").await;
    on_each_screen(page, &format!("{locale} room, keys"), found).await;
}

const fn page_menus() -> [&'static str; 2] {
    ["summary.faces", ".menu > summary"]
}

async fn on_each_screen(page: &Browser, place: &str, found: &mut Vec<String>) {
    for (width, height) in SCREENS {
        page.size(width, height).await;
        check(page, &format!("{place}, {width}×{height}"), found).await;
    }
    page.size(1440, 900).await;
}

async fn check(page: &Browser, place: &str, found: &mut Vec<String>) {
    let broken = violations(page).await.into_iter();
    found.extend(broken.map(|fault| format!("{place}: {fault}")));
}

#[tokio::test]
async fn the_room_is_pictured_for_people_to_look_at() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    for theme in ["light", "dark"] {
        page.prefers("en", theme).await;
        for (width, height) in SCREENS {
            page.size(width, height).await;
            for (query, part) in [("", "room"), ("?step=drain", "details")] {
                page.open_room(query).await;
                page.live().await;
                page.picture(&format!("{part}-{theme}-{width}x{height}")).await;
            }
        }
    }
    page.prefers("fr", "light").await;
    page.size(1440, 900).await;
    page.open_room("").await;
    page.live().await;
    page.picture("room-fr-light-1440x900").await;
    assert!(page.script("return location.pathname", []).await == format!("/rooms/{ROOM}"));
}
