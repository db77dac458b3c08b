//! What is said, over the real router: the desk, the search, the forms of the panels, and texts
//! that would like to be more than text.

use super::house::House;
use crate::sample::post;
use axum::http::{StatusCode, header};
use domain::{
    Audience, Command, Role,
    event::MessageKind,
    room::FEED_KEPT,
    text::{CardText, MessageText},
    word::{WordCommand, card::CardCommand},
};

/// What somebody might type to make a screen do something.
const XSS: [&str; 9] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "</textarea><script>alert(1)</script>",
    "**<iframe src=//evil.example>** @Céline",
    "' onmouseover='alert(1)",
    "</live-panel><a href=\"javascript:alert(1)\">x</a>",
];

fn card(text: &str) -> Command {
    let says = || CardText::parse(text).unwrap();
    Command::Word(WordCommand::Card(CardCommand::Publish {
        say_fr: says(),
        say_en: says(),
        can_fr: Some(says()),
        can_en: Some(says()),
        cannot_fr: Some(says()),
        cannot_en: Some(says()),
        valid_until: None,
    }))
}

fn message(message: MessageKind, text: &str) -> Command {
    let text = MessageText::parse(text).unwrap();
    let asks = vec![Role::Support, Role::Comms];
    Command::PostMessage { message, audience: Audience::Everyone, text, asks }
}

/// The tags of a page, as a browser reads them: what stands in quotes ends none.
fn tags(html: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            continue;
        }
        let mut quote = None;
        let end = rest.find(|c| {
            match quote {
                Some(open) if c == open => quote = None,
                None if c == '"' || c == '\'' => quote = Some(c),
                Some(_) | None => {}
            }
            quote.is_none() && c == '>'
        });
        let Some(end) = end else { break };
        found.push(rest[..end].to_lowercase());
        rest = &rest[end..];
    }
    found
}

/// A tag that is not ours to write, or an attribute that runs something.
pub fn dangerous(html: &str) -> Option<String> {
    tags(html).into_iter().find(|tag| {
        let ours = tag.starts_with("script type=\"application/json\"")
            || tag.starts_with("script type=\"module\"");
        // A text inside an attribute is quoted; there it is nothing but text.
        let outside: String = tag.split('"').step_by(2).collect();
        (tag.starts_with("script") && !ours)
            || tag.starts_with("iframe")
            || tag.starts_with("img")
            || tag.contains("href=\"javascript:")
            || [" onerror=", " onload=", " onmouseover="].iter().any(|run| outside.contains(run))
    })
}

#[tokio::test]
async fn no_text_becomes_more_than_text_on_any_screen() {
    let house = House::open().await;
    let lead = house.lead().await;
    let support = house.sign_in(Role::Support, "Customer service").await;
    for (number, text) in XSS.into_iter().enumerate() {
        for (what, command) in [
            ("decision", message(MessageKind::Decision, text)),
            ("question", message(MessageKind::Question, text)),
            ("card", card(text)),
        ] {
            let answer = house.command(&lead, &format!("{what}-{number}"), command).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        }
        for (name, cookie) in [("lead", &lead), ("support", &support)] {
            for path in [
                "/rooms/aurora",
                "/rooms/aurora/support",
                "/rooms/aurora/feed",
                "/rooms/aurora/feed?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            ] {
                let page = house.get(path, cookie).await;
                assert_eq!(page.status, StatusCode::OK);
                assert_eq!(dangerous(&page.body), None, "{text} on {path} for {name}");
            }
            for page in ["room", "support"] {
                let panels =
                    house.get(&format!("/rooms/aurora/panels/{page}"), cookie).await.json();
                for (panel, html) in panels["panels"].as_object().unwrap() {
                    let html = html.as_str().unwrap();
                    assert_eq!(dangerous(html), None, "{text} in {page}/{panel} for {name}");
                }
            }
        }
    }
}

#[test]
fn the_search_for_danger_finds_it() {
    for html in [
        "<p><script>x",
        "<img src=x>",
        "<a href=\"javascript:x\">",
        "<svg onload=x>",
        "<p title=\"\" onmouseover='x'>",
    ] {
        assert!(dangerous(html).is_some(), "{html}");
    }
    assert_eq!(dangerous("<p data-copy=\"<img onerror=x>\">&lt;script> 1 < 2</p>"), None);
}

#[tokio::test]
async fn search_finds_a_message_that_the_room_no_longer_holds() {
    let house = House::open().await;
    house.order(post(Audience::Everyone, "The needle is here")).await;
    house.order(post(Audience::Tech, "Another needle, for tech")).await;
    for number in 0..FEED_KEPT {
        house.order(post(Audience::Everyone, &format!("hay {number}"))).await;
    }
    let support = house.sign_in(Role::Support, "Customer service").await;
    let room = house.get("/rooms/aurora", &support).await;
    assert!(!room.body.contains("The needle is here"), "the room still holds it");
    let found = house.get("/rooms/aurora/feed?q=NEEDLE", &support).await;
    assert!(found.body.contains("The needle is here"), "{}", found.body);
    assert!(!found.body.contains("for tech"), "support finds what is for tech");
    let nothing = house.get("/rooms/aurora/feed?q=needle+haystack", &support).await;
    assert!(nothing.body.contains("Nothing found"));
}

#[tokio::test]
async fn support_begins_at_its_desk() {
    let house = House::open().await;
    let link = house.link(Role::Support).await;
    let answer = house.form(&link, "", &[("name", "Customer service")]).await;
    assert_eq!(answer.header(header::LOCATION), "/rooms/aurora/support");
    let cookie = answer.cookie();
    let home = house.get("/", &cookie).await;
    assert_eq!(home.status, StatusCode::SEE_OTHER);
    assert_eq!(home.header(header::LOCATION), "/rooms/aurora/support");
    assert_eq!(house.get("/?all", &cookie).await.status, StatusCode::OK);
    let lead = house.lead().await;
    assert_eq!(house.get("/", &lead).await.status, StatusCode::OK);
}

/// The desk works without a script: its forms lead back to it.
#[tokio::test]
async fn a_form_of_the_desk_leads_back_to_the_desk() {
    let house = House::open().await;
    let lead = house.lead().await;
    let support = house.sign_in(Role::Support, "Customer service").await;
    house.command(&lead, "d", message(MessageKind::Decision, "We block RDS")).await;
    let seq = house.latest_message().await.to_string();
    let desk = "/rooms/aurora/support";
    let fields = [("do", "word.message.acknowledge"), ("message#number", &seq), ("back", desk)];
    let answer = house.form("/rooms/aurora/commands", &support, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.header(header::LOCATION), desk);
    let fields = [
        ("do", "post_message"),
        ("message", "question"),
        ("audience", "tech"),
        ("text", "Does 10:36 hold?"),
        ("back", desk),
    ];
    let answer = house.form("/rooms/aurora/commands", &support, &fields).await;
    assert_eq!(answer.header(header::LOCATION), desk);
    let page = house.get(desk, &support).await;
    assert!(page.body.contains("Does 10:36 hold?"));
    assert!(page.body.contains("waiting for an answer"));
    let room = house.get("/rooms/aurora/panels/room", &lead).await.json();
    let counted = room["panels"][format!("msg/{seq}")].as_str().unwrap();
    assert!(counted.contains("support 1/1"), "{counted}");
}

#[tokio::test]
async fn a_refused_sentence_names_its_field() {
    let house = House::open().await;
    let lead = house.lead().await;
    let long = "x".repeat(601);
    let fields = [("do", "word.card.publish"), ("say_fr", long.as_str()), ("say_en", "Yes.")];
    let answer = house.form("/rooms/aurora/commands", &lead, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("600"), "the rule is not named");
}
