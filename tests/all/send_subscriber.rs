//! Somebody outside asks for notices, gets one, and leaves.

use domain::{Command, Role, word::WordCommand};
use tests::{
    api::Api,
    browser::Browser,
    demo::Demo,
    driver::Driver,
    wait::{SOON, eventually},
};

const ADDRESS: &str = "leather@example.org";

/// What the demo's mailbox shows for an address, the latest first.
async fn mailbox(demo: &Demo, address: &str) -> Vec<String> {
    let page = reqwest::get(format!("{}arrived", demo.sellers_page())).await;
    let page = page.expect("the page of the sellers").text().await.expect("a page");
    let to = format!("E-mail to {address}<");
    page.split("<article ").filter(|article| article.contains(&to)).map(str::to_owned).collect()
}

async fn gets(demo: &Demo, address: &str, words: &str) -> String {
    eventually(format!("{address} gets {words:?}"), SOON, async || {
        let mail = mailbox(demo, address).await;
        let found = mail.iter().find(|mail| mail.contains(words)).cloned();
        found.ok_or_else(|| format!("{mail:?}"))
    })
    .await
}

/// The path of the link in a mail.
fn link(mail: &str, origin: &str) -> String {
    let at = mail.find("/status/aurora/subscription/").expect("a link");
    let rest = &mail[at..];
    let end = rest.find(['"', '<']).expect("its end");
    assert!(mail.contains(origin), "the link leads to the demo");
    rest[..end].to_owned()
}

/// Begins a notice on the desk, and has it approved and published by another.
async fn publishes(comms: &Browser, lead: &Browser, title: &str) {
    comms.open("/rooms/aurora/comms").await;
    comms.press("#new-notice > summary").await;
    comms.choose("#new-notice select[name=template]", "blank").await;
    comms.press("#new-notice form button[type=submit]").await;
    comms.there_is(".notice-form").await;
    for (language, words) in [("en", "It takes a little longer."), ("fr", "Un peu plus long.")] {
        comms.type_in(&format!("[name='content.{language}.title']"), title).await;
        comms.type_in(&format!("[name='content.{language}.text']"), words).await;
    }
    comms.press("[id^=settings-] > summary").await;
    comms.press("input[name='content.channels#entry'][value=email]").await;
    comms.press("input[name='content.channels#entry'][value=seller-space]").await;
    comms.press(".notice-form button[type=submit]").await;
    comms.reads(".notice-foot", "Needs approval").await;
    comms.reads(".notice-head h2", title).await;
    comms.press(".notice-acts form:has([value='word.notice.ask']) button").await;
    comms.reads(".notice-foot", "asked for approval").await;
    let here = comms.script("return location.pathname + location.search", []).await;
    lead.open(here.as_str().expect("an address")).await;
    lead.press(".notice-acts form:has([value='word.notice.approve']) button").await;
    lead.reads(".notice-foot", "approved this text").await;
    comms.press(".notice-acts form:has([value='word.notice.publish']) button").await;
}

#[tokio::test]
async fn a_seller_subscribes_says_yes_gets_the_notice_and_leaves_with_one_click() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (seller, comms) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    let lead = driver.browser(&demo.origin()).await;
    let api = Api::join(&demo, Role::Lead, "Jérôme").await;
    if !api.snapshot().await.room.word.is_public {
        api.does(Command::Word(WordCommand::PublishRoom { on: true })).await;
    }
    comms.join(&demo, Role::Comms, "Céline").await;
    lead.join(&demo, Role::Lead, "Jérôme").await;

    seller.open("/status/aurora/subscribe").await;
    seller.type_in("input[type=email]", ADDRESS).await;
    seller.press("main form button").await;
    seller.reads("h1", "Check your e-mail").await;
    let yes = link(&gets(&demo, ADDRESS, "/subscription/").await, &demo.origin());
    seller.open(&yes).await;
    seller.press("main form button").await;
    seller.reads("main", "You will get the notices").await;

    publishes(&comms, &lead, "A little longer").await;
    comms.reads(".deliveries", "4 of 4 subscribers").await;
    let mail = gets(&demo, ADDRESS, "A little longer").await;
    let leave = link(&mail, &demo.origin());
    seller.open(&leave).await;
    seller.press("main form button").await;
    seller.reads("main", "no more notices").await;

    publishes(&comms, &lead, "We are nearly there").await;
    gets(&demo, "pottery@example.org", "We are nearly there").await;
    comms.reads(".deliveries", "3 of 3 subscribers").await;
    let after = mailbox(&demo, ADDRESS).await;
    assert!(!after.iter().any(|mail| mail.contains("nearly there")), "{after:?}");
    assert_eq!(comms.faults().await, Vec::<String>::new());
}
