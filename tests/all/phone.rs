//! On a phone.

use domain::Role;
use tests::{api::Api, browser::Browser, demo::Demo, driver::Driver};

#[tokio::test]
async fn on_a_phone_nothing_sticks_out_and_everything_can_be_hit() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.size(390, 844).await;
    let mut faults = Vec::new();
    for locale in ["en", "fr"] {
        page.prefers(locale, "light").await;
        for path in ["/", "/nothing-here", demo.link(Role::Tech)] {
            page.open(path).await;
            page.there_is("h1").await;
            look(&page, &format!("{locale} {path}"), &mut faults).await;
        }
        page.join(&demo, Role::Lead, "Jérôme").await;
        page.live().await;
        look(&page, &format!("{locale} room"), &mut faults).await;
        walk(&page, &format!("{locale} room"), &mut faults).await;
        page.open("/rooms/aurora/people").await;
        page.there_is(".people-table").await;
        page.script(
            "document.querySelectorAll('.people-table details').forEach(d => d.open = true)",
            [],
        )
        .await;
        look(&page, &format!("{locale} people"), &mut faults).await;
        page.open("/").await;
        page.there_is(".room-list").await;
        look(&page, &format!("{locale} rooms"), &mut faults).await;
        page.open_room("?step=drain").await;
        page.live().await;
        page.script(
            "document.querySelectorAll('.details details').forEach(d => d.open = true)",
            [],
        )
        .await;
        look(&page, &format!("{locale} details"), &mut faults).await;
        page.open_room("").await;
        page.live().await;
        page.press("[data-key=insert]").await;
        page.there_is(".details input[name=title]").await;
        look(&page, &format!("{locale} unplanned step"), &mut faults).await;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn on_a_phone_people_tick_and_write() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    page.size(390, 844).await;
    page.join(&demo, Role::Tech, "Thierry").await;
    page.live().await;
    page.tick("lag").await;
    page.step("lag").is_recorded_as("done").await;
    page.press(".phone-nav a[href=\"#feed\"]").await;
    page.write("One second behind").await;
    page.reads(".msg:not(.unsent) .words", "One second behind").await;
    page.step("monitoring").open().await;
    page.step("monitoring").does_because("block", "no password").await;
    page.step("monitoring").is_recorded_as("blocked").await;
    let olga = Api::join(&demo, Role::Observer, "Olga").await;
    assert!(format!("{:?}", olga.log(0).await).contains("One second behind"));
}

/// Whatever takes the focus can be seen: it is not wholly under a bar that stays in place.
async fn walk(page: &Browser, place: &str, faults: &mut Vec<String>) {
    let script = "
        const found = [];
        for (const e of document.querySelectorAll('a[href], button, select, textarea, summary, input, [tabindex=\"0\"]')) {
            if (e.tabIndex < 0 || !e.checkVisibility() || e.closest('.skip')) continue;
            e.focus();
            if (document.activeElement !== e) continue;
            const box = e.getBoundingClientRect();
            const seen = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].some(([x, y]) => {
                const top = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
                return top && (e.contains(top) || top.contains(e));
            });
            if (!seen) found.push(`${e.outerHTML.slice(0, 90)} is hidden when it has the focus`);
        }
        document.activeElement.blur();
        return found";
    let found = page.script(script, []).await;
    let found: Vec<String> = serde_json::from_value(found).expect("a list of faults");
    faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
}

/// No sideways scrolling; whatever can be pressed is at least 24 pixels each way, a step's box 44.
async fn look(page: &Browser, place: &str, faults: &mut Vec<String>) {
    let script = "
        const found = [];
        const width = document.documentElement.scrollWidth;
        if (width > innerWidth) found.push(`the page is ${width} wide, the screen ${innerWidth}`);
        for (const e of document.querySelectorAll('button, select, textarea, summary, input, a.btn, .phone-nav a')) {
            const box = e.getBoundingClientRect();
            if (e.type === 'hidden' || !e.checkVisibility() || box.width === 0) continue;
            const target = e.closest('label')?.getBoundingClientRect() ?? box;
            const least = e.matches('button.box') ? 44 : 24;
            if (Math.min(target.width, target.height) < least - 0.5) found.push(
                `${e.outerHTML.slice(0, 90)} is ${Math.round(target.width)}×${Math.round(target.height)}`);
        }
        return found";
    let found = page.script(script, []).await;
    let found: Vec<String> = serde_json::from_value(found).expect("a list of faults");
    faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
}
