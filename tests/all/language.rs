//! French is French everywhere, and stays.

use domain::Role;
use std::collections::BTreeMap;
use tests::{browser::Browser, demo::Demo, driver::Driver};

const EN: &str = include_str!("../../frontend/src/text/en.rs");
const FR: &str = include_str!("../../frontend/src/text/fr.rs");

#[tokio::test]
async fn a_page_in_french_has_no_english_word_of_ours_and_stays_french() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    assert_eq!(programs(&page).await, ["bascule-en"]);

    // Chosen as people choose, and remembered everywhere.
    page.press("form[action=\"/prefs\"] button[lang=fr]").await;
    page.there_is("html[lang=fr]").await;
    page.press(".menu > summary").await;
    page.press(".menu button[value=dark]").await;
    page.there_is("html[lang=fr][data-theme=dark]").await;
    page.hydrated().await;
    page.reload().await;
    page.there_is("html[lang=fr][data-theme=dark]").await;
    let mut english = Vec::new();
    for path in ["/", "/nothing-here", "/join/0000", demo.link(Role::Tech)] {
        page.open(path).await;
        page.there_is("html[lang=fr][data-theme=dark] h1").await;
        english.extend(english_on(&page, path).await);
    }

    page.open_room("").await;
    page.live().await;
    page.reads(".happened", "plan B").await;
    page.step("drain").open().await;
    page.there_is(".details .history li").await;
    english.extend(english_on(&page, "the room with a step open").await);
    page.reads(".connection", "En direct").await;
    assert_eq!(programs(&page).await, ["bascule-fr"], "the words of no other language came along");
    page.press(".details [data-key=close]").await;
    page.press("[data-key=insert]").await;
    page.there_is(".details input[name=title]").await;
    english.extend(english_on(&page, "the form of an unplanned step").await);
    page.keys(thirtyfour::Key::Escape).await;
    page.script("document.activeElement.blur()", []).await;
    page.keys("?").await;
    page.there_is("dialog.keys[open]").await;
    english.extend(english_on(&page, "the list of keys").await);
    assert!(english.is_empty(), "English on a French page:\n{}", english.join("\n"));
}

#[tokio::test]
async fn a_refusal_is_told_in_the_readers_language() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.prefers("fr", "light").await;
    page.open(demo.link(Role::Tech)).await;
    page.type_in("#name", "Jérôme").await;
    page.press("form button.primary[type=submit]").await;
    page.there_is("#name-fault").await;
    let told = page.text("#name-fault").await;
    assert!(told.contains("pilotage"), "{told}");
    page.join(&demo, Role::Lead, "Jérôme").await;
    page.live().await;
    page.step("crons").open().await;
    let refused = page.step("crons").unfold("block").await;
    page.type_in(&format!("{refused} input[name=reason]"), "   ").await;
    page.press(&format!("{refused} button[type=submit]")).await;
    page.there_is(&format!("{refused} .fault:not(:empty)")).await;
    let told = page.text(&format!("{refused} .fault")).await;
    assert!(told.contains("vide"), "a reason of nothing but spaces, in French: {told:?}");
}

/// The programs that the page in front has downloaded, without the hashes in their names.
async fn programs(page: &Browser) -> Vec<String> {
    let script = "
        const names = performance.getEntriesByType('resource').map(e => e.name.split('/').pop());
        const programs = names.filter(name => name.endsWith('.wasm'));
        return [...new Set(programs.map(name => name.split('.')[0]))]";
    serde_json::from_value(page.script(script, []).await).expect("a list of names")
}

/// Words of the English catalogue that are on the page: in its text, without what people wrote,
/// and in what it says to those who hear it.
async fn english_on(page: &Browser, place: &str) -> Vec<String> {
    let script = "
        const copy = document.body.cloneNode(true);
        const written = '.title, .words, .chip, .prose, .now-line, option, datalist, script, title,'
            + ' .happened span, .history span, .fact-lines, .facts, .details-head h2, .phase-head h3,'
            + ' h1, [lang=en], .waits, .sub span:not(.standing):not(.pill)';
        copy.querySelectorAll(written).forEach(e => e.remove());
        const said = [...copy.querySelectorAll('*')].flatMap(e =>
            ['title', 'aria-label', 'placeholder'].map(name => e.getAttribute(name)));
        const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) said.push(texts.currentNode.data);
        return said.filter(Boolean).map(s => s.replace(/\\s+/g, ' ').trim()).filter(Boolean)";
    let said = page.script(script, []).await;
    let said: Vec<String> = serde_json::from_value(said).expect("a list of texts");
    let english = only_english();
    let found = said.iter().filter(|text| english.contains(&text.as_str()));
    found.map(|text| format!("{place}: {text:?}")).collect()
}

/// What the English catalogue says and the French one nowhere does.
fn only_english() -> Vec<&'static str> {
    let (english, french) = (catalogue(EN), catalogue(FR));
    assert!(english.len() > 100 && english.len() == french.len(), "both catalogues are read");
    let differs = english.into_values().filter(|text| !french.values().any(|other| other == text));
    differs.collect()
}

/// The plain texts of a catalogue, by name.
fn catalogue(source: &'static str) -> BTreeMap<&'static str, &'static str> {
    let entry = |line: &'static str| {
        let (name, text) = line.trim().split_once(": \"")?;
        Some((name, text.strip_suffix("\",")?))
    };
    source.lines().filter_map(entry).collect()
}
