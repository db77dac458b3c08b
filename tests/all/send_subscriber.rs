//! Somebody outside asks for notices, gets one, and leaves.

use domain::{Command, Role, word::WordCommand};
use tests::{
    api::Api,
    demo::Demo,
    driver::Driver,
    notice::publish,
    wait::{SOON, eventually},
};

const CHANNELS: [&str; 4] = ["email", "seller-space", "support-slack", "partners-teams"];

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

#[tokio::test]
async fn a_seller_subscribes_says_yes_gets_the_notice_and_leaves_with_one_click() {
    let demo = Demo::start().await;
    let driver = Driver::start().await;
    let (seller, desk) =
        (driver.browser(&demo.origin()).await, driver.browser(&demo.origin()).await);
    let lead = Api::join(&demo, Role::Lead, "Jérôme").await;
    let comms = Api::join(&demo, Role::Comms, "Céline").await;
    // The story may have switched it on already.
    let _done = lead.ask(Command::Word(WordCommand::PublishRoom { on: true })).await;
    desk.join(&demo, Role::Comms, "Céline").await;

    seller.open("/status/aurora/subscribe").await;
    seller.type_in("input[type=email]", ADDRESS).await;
    seller.press("main form button").await;
    seller.reads("h1", "Check your e-mail").await;
    let yes = link(&gets(&demo, ADDRESS, "/subscription/").await, &demo.origin());
    seller.open(&yes).await;
    seller.press("main form button").await;
    seller.reads("main", "You will get the notices").await;

    let notice = publish(&comms, &lead, "A little longer", &CHANNELS).await;
    desk.open(&format!("/rooms/aurora/comms?notice={notice}")).await;
    desk.reads(".deliveries", "4 of 4 subscribers").await;
    let mail = gets(&demo, ADDRESS, "A little longer").await;
    let leave = link(&mail, &demo.origin());
    seller.open(&leave).await;
    seller.press("main form button").await;
    seller.reads("main", "no more notices").await;

    // The mail program's own one post, a second time: it is told that all is well.
    let once_more = lead.post(&leave).form(&[("List-Unsubscribe", "One-Click")]).send().await;
    assert!(once_more.expect("an answer").status().is_success());

    let notice = publish(&comms, &lead, "We are nearly there", &CHANNELS).await;
    desk.open(&format!("/rooms/aurora/comms?notice={notice}")).await;
    desk.reads(".deliveries", "3 of 3 subscribers").await;
    gets(&demo, "pottery@example.org", "We are nearly there").await;
    let after = mailbox(&demo, ADDRESS).await;
    assert!(!after.iter().any(|mail| mail.contains("nearly there")), "{after:?}");
    let space = reqwest::get(format!("{}arrived", demo.sellers_page())).await;
    let space = space.expect("an answer").text().await.expect("a page");
    assert!(space.contains("Seller space") && space.contains("Teams of the partners"), "{space}");
    assert_eq!(desk.faults().await, Vec::<String>::new());
}
