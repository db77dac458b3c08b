//! A notice, from the sentence that promises too little to what people outside read, and what
//! becomes of it.

use domain::{
    Command, Role,
    text::{MessageText, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Replaces, Template, Wording},
    },
};
use tests::{
    api::Api,
    axe::violations,
    browser::Browser,
    demo::Demo,
    driver::Driver,
    wait::{SOON, eventually},
};

const EN: &str = "textarea[name=\"content.en.text\"]";
const FR: &str = "textarea[name=\"content.fr.text\"]";
const KEEP: &str = ".notice-foot [id^=keep-]";
const NEXT: &str = ".notice-foot .btn.primary[type=submit]:enabled";

/// Comes in and goes to the comms desk, with one notice open where it is named.
async fn at_the_desk(page: &Browser, demo: &Demo, role: Role, name: &str, query: &str) {
    page.join_plainly(demo, role, name).await;
    page.open(&format!("/rooms/aurora/comms{query}")).await;
    page.there_is("[data-connection-pill][data-state=live]").await;
}

/// Begins a notice from nothing; the query of its page.
async fn begins(page: &Browser) -> String {
    page.press("#new-notice > summary").await;
    page.choose("#new-notice select", "blank").await;
    page.press("#new-notice button[type=submit]").await;
    eventually("its page is its own", SOON, async || {
        let query = page.script("return location.search", []).await;
        let query = query.as_str().unwrap_or_default().to_owned();
        if query.starts_with("?notice=") { Ok(query) } else { Err(query) }
    })
    .await
}

async fn writes(page: &Browser, en: &str, fr: &str) {
    page.type_in("input[name=\"content.en.title\"]", "Maintenance").await;
    page.type_in("input[name=\"content.fr.title\"]", "Maintenance en cours").await;
    page.type_in(EN, en).await;
    page.type_in(FR, fr).await;
    page.reads(".notice-form .form-note", "saved").await;
}

#[tokio::test]
async fn ten_minutes_against_the_plans_thirty_are_red_and_two_people_send_what_is_true() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (desk, lead) = (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    let seller = driver.browser(&demo.origin()).await;
    seller.open("/status/aurora?lang=en").await;
    seller.there_is("#fresh.live").await;
    at_the_desk(&desk, &demo, Role::Comms, "Céline", "").await;
    let query = begins(&desk).await;
    writes(&desk, "The site closes for 10 minutes.", "Le site ferme pendant 10 minutes.").await;

    // Red before anybody has seen it, and no way on without a reason.
    desk.reads(".finding[data-tone=stop]", "The plan says 30 minutes, this text says 10").await;
    desk.there_is(".notice-foot .btn.primary:disabled").await;
    desk.press(&format!("{KEEP} > summary")).await;
    desk.type_in(&format!("{KEEP} input[name=anyway]"), "it is the delicate part").await;
    desk.press(&format!("{KEEP} button[type=submit]")).await;
    desk.reads(".notice-head .pill", "in review").await;

    // The lead sees the same red, and does not approve.
    at_the_desk(&lead, &demo, Role::Lead, "Jérôme", &query).await;
    lead.reads(".finding[data-tone=stop]", "The plan says 30 minutes").await;
    lead.reads(".notice-foot", "it is the delicate part").await;
    lead.press(".notice-foot [id^=back-] > summary").await;
    lead.type_in(".notice-foot [id^=back-] input[name=reason]", "thirty, not ten").await;
    lead.press(".notice-foot [id^=back-] button[type=submit]").await;
    desk.reads(".finding[data-tone=late]", "thirty, not ten").await;

    // The plan's own length, in both languages: green, without a reason.
    for _ in 0..2 {
        desk.press(".finding[data-tone=stop] [data-replace]").await;
        desk.there_is_no(".finding[data-tone=stop] [data-replace]:focus").await;
    }
    desk.reads(".finding[data-tone=good]", "agrees with the plan").await;
    desk.press(NEXT).await;
    desk.reads(".notice-head .pill", "in review").await;
    lead.reads(NEXT, "Approve this text").await;
    lead.press(NEXT).await;
    desk.reads(".notice-head .pill", "approved").await;

    // One word more, and the approval is gone.
    desk.press(".comms-editor [id^=edit-] > summary").await;
    desk.type_in(EN, " Thank you.").await;
    desk.reads(".notice-head .pill", "draft").await;
    lead.reads(".notice-head .pill", "draft").await;
    desk.press(NEXT).await;
    lead.reads(NEXT, "Approve this text").await;
    lead.press(NEXT).await;
    desk.reads(NEXT, "Publish").await;
    assert!(!seller.text("#updates").await.contains("Thank you"), "nothing is out before");
    desk.press(NEXT).await;
    desk.reads(".notice-head .pill", "published").await;

    // Whoever had the page open reads it, and is told so; so does the desk's preview.
    seller.reads("#updates article", "The site closes for 30 minutes. Thank you.").await;
    desk.reads(".updates", "The site closes for 30 minutes. Thank you.").await;
    for page in [&desk, &lead, &seller] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

fn notice(command: NoticeCommand) -> Command {
    Command::Word(WordCommand::Notice(command))
}

fn saying(title: &str, text: &str, replaces: Option<NoticeId>) -> Box<Content> {
    let wording =
        || Wording { title: Title::parse(title).ok(), text: MessageText::parse(text).ok() };
    let replaces = replaces.map(|notice| Replaces { notice, reason: None });
    Box::new(Content { fr: wording(), en: wording(), replaces, ..Content::default() })
}

/// Céline writes it, Jérôme approves it, and it is out.
async fn goes_out(celine: &Api, lead: &Api, content: Box<Content>) -> NoticeId {
    let opened = celine
        .does(notice(NoticeCommand::Open { template: Template::Blank, content: Some(content) }))
        .await;
    let (id, version) = (celine.begun(opened).await, opened);
    celine.does(notice(NoticeCommand::Ask { notice: id, version, anyway: None })).await;
    lead.does(notice(NoticeCommand::Approve { notice: id, version })).await;
    celine.does(notice(NoticeCommand::Publish { notice: id, version, anyway: None })).await;
    id
}

#[tokio::test]
async fn what_is_replaced_or_taken_back_says_so_to_those_who_read_it() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (desk, seller) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    seller.open("/status/aurora?lang=fr").await;
    seller.there_is("#fresh.live").await;
    let celine = Api::join(&demo, Role::Comms, "Céline").await;
    let lead = Api::join(&demo, Role::Lead, "Jérôme").await;
    let first = goes_out(&celine, &lead, saying("Premier avis", "Nous y travaillons.", None)).await;
    seller.reads("#updates article:not(.past)", "Premier avis").await;
    let second = saying("Second avis", "Tout avance.", Some(first));
    let second = goes_out(&celine, &lead, second).await;
    seller.reads("#updates article.past", "Premier avis").await;
    seller.reads("#updates article.past .fate", "remplacée à").await;
    seller.reads("#updates article:not(.past)", "Second avis").await;

    let query = format!("?notice={second}");
    at_the_desk(&desk, &demo, Role::Comms, "Céline", &query).await;
    desk.press("[id^=take-back-] > summary").await;
    desk.type_in("[id^=take-back-] input[name=reason]", "said too early").await;
    desk.press("[id^=take-back-] button[type=submit]").await;
    desk.reads(".comms-editor .finding", "said too early").await;
    seller.reads("#updates article.past .fate", "retirée à").await;
    assert!(!seller.text("main").await.contains("said too early"), "why is ours to know");
    for page in [&desk, &seller] {
        assert_eq!(page.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn two_who_write_at_once_both_see_both_texts_and_lose_neither() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (desk, lead) = (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    at_the_desk(&desk, &demo, Role::Comms, "Céline", "").await;
    let query = begins(&desk).await;
    writes(&desk, "We are at it.", "Nous y travaillons.").await;
    at_the_desk(&lead, &demo, Role::Lead, "Jérôme", &query).await;
    // The lead is in the field, so it is not renewed under the cursor while Céline goes on.
    lead.press(EN).await;
    desk.type_in(EN, " More from Céline.").await;
    lead.reads(".notice-head .saved", "Céline").await;
    desk.reads(".comms-editor .as-read", "More from Céline").await;
    desk.reads(".notice-form .form-note", "saved").await;
    lead.type_in(EN, " More from Jérôme.").await;
    for page in [&desk, &lead] {
        page.reads(".rival [data-rival=saved]", "More from Céline.").await;
        page.reads(".rival [data-rival=other]", "More from Jérôme.").await;
    }
    lead.press(".rival form:has(input[value=\"word.notice.take_rival\"]) button").await;
    for page in [&desk, &lead] {
        page.there_is_no(".rival").await;
        page.reads(".comms-editor .as-read", "More from Jérôme.").await;
    }
}

#[tokio::test]
async fn the_lead_opens_and_closes_the_public_page_and_sees_before_what_it_shows() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (lead, seller) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    at_the_desk(&lead, &demo, Role::Lead, "Jérôme", "").await;
    lead.reads(".outside", "Maintenance is planned on Wed 7 Sep from 10:06 to 10:36").await;
    seller.open("/status/aurora?lang=en").await;
    seller.reads("#state", "Maintenance is planned").await;
    lead.press("#public-close-desk > summary").await;
    lead.press("#public-close-desk button[type=submit]").await;
    lead.there_is(".outside[data-on=false]").await;
    seller.open("/status/aurora").await;
    seller.there_is_no("#state").await;
    lead.press("#public-open-desk > summary").await;
    lead.reads("#public-open-desk", "Everybody with the link").await;
    lead.press("#public-open-desk button[type=submit]").await;
    lead.there_is(".outside[data-on=true] a[href=\"/status/aurora\"]").await;
    seller.open("/status/aurora?lang=en").await;
    seller.reads("#state", "Maintenance is planned").await;
}

#[tokio::test]
async fn what_was_said_elsewhere_joins_the_ledger_and_who_reads_is_described() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let desk = driver.browser(&demo.origin()).await;
    at_the_desk(&desk, &demo, Role::Comms, "Céline", "").await;
    desk.press("#readers > summary").await;
    let last = "#readers form:last-of-type";
    desk.type_in(&format!("{last} input[name=title]"), "Partners").await;
    desk.press(&format!("{last} button[type=submit]")).await;
    desk.open("/rooms/aurora/promises").await;
    desk.there_is("[data-connection-pill][data-state=live]").await;
    desk.press("#record > summary").await;
    desk.type_in("#record input[name=\"content.fr.title\"]", "Au téléphone").await;
    desk.type_in("#record textarea[name=\"content.fr.text\"]", "Cela prendra 5 minutes.").await;
    desk.press("#record label:has(input[value^=readers-]) input").await;
    desk.press("#record form > button[type=submit]").await;
    desk.reads(".ledger tr[data-verdict=broken]", "5 minutes").await;
    desk.reads(".ledger", "Partners").await;
    assert_eq!(desk.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn desk_and_ledger_keep_the_accessibility_rules_in_both_languages() {
    let demo = Demo::start_with(&["--at", "10:17"]).await;
    let driver = Driver::start().await;
    let page = driver.browser(&demo.origin()).await;
    at_the_desk(&page, &demo, Role::Comms, "Céline", "").await;
    let unfold =
        "document.querySelectorAll('.comms-page details.opens').forEach(d => d.open = true)";
    let wide = "return document.documentElement.scrollWidth - innerWidth";
    let mut found = Vec::new();
    for (locale, theme) in [("en", "light"), ("fr", "dark"), ("en", "dark"), ("fr", "light")] {
        page.prefers(locale, theme).await;
        for path in ["/rooms/aurora/comms", "/rooms/aurora/promises"] {
            for (width, height) in [(1440, 900), (390, 844)] {
                page.size(width, height).await;
                page.open(path).await;
                page.there_is("[data-connection-pill][data-state=live]").await;
                page.script(unfold, []).await;
                let place = format!("{locale} {theme} {path} {width}");
                let broken = violations(&page).await.into_iter();
                found.extend(broken.map(|fault| format!("{place}: {fault}")));
                let over = page.script(wide, []).await.as_i64().unwrap_or_default();
                found.extend((over > 0).then(|| format!("{place}: sticks out by {over}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    page.reads(".ledger [data-verdict=broken]", "La prévision dit").await;
    assert_eq!(page.faults().await, Vec::<String>::new());
}
