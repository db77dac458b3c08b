//! Texts that would like to be more than text, through everything that shows what people write:
//! the desks, the public page, its formats and its stream. What each says is found again as it was
//! written, and nothing of it has become a tag, an attribute, a line or a field.

use super::{
    house::{House, ORIGIN, request},
    word::dangerous,
};
use crate::{page::shell::escape, sample::within};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::{
    Audience, Command, Role,
    event::MessageKind,
    text::{MessageText, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, Template, Wording},
    },
};
use futures::StreamExt;
use roxmltree::Document;
use serde_json::Value;
use tower::ServiceExt;

/// One a line.
pub const CORPUS: &str = include_str!("hostile.txt");

/// Where a text may stand: alone, and where the little Markdown that is read could let it out.
const PLACES: [(&str, &str); 5] =
    [("", ""), ("**", "**"), ("`", "`"), ("[", "](https://example.org)"), ("> 10:36 ", " <b>")];

/// So many are shown at once: a page has room for more, and a fault names fewer.
const AT_ONCE: usize = 26;

fn saying(text: &str) -> Box<Content> {
    let wording = Wording { title: Title::parse(text).ok(), text: MessageText::parse(text).ok() };
    Box::new(Content { fr: wording.clone(), en: wording, ..Content::default() })
}

/// Published, in a draft, and in the feed.
async fn say(house: &House, text: &str) {
    let notice = |command| Command::Word(WordCommand::Notice(command));
    house.order(notice(NoticeCommand::Record { content: saying(text), at: None })).await;
    let content = Some(saying(text));
    house.order(notice(NoticeCommand::Open { template: Template::Blank, content })).await;
    for message in [MessageKind::Note, MessageKind::Question] {
        let text = MessageText::parse(text).unwrap();
        let (audience, asks) = (Audience::Everyone, vec![Role::Support]);
        house.order(Command::PostMessage { message, audience, text, asks }).await;
    }
}

#[tokio::test]
async fn no_notice_and_no_message_becomes_more_than_text_anywhere() {
    let placed = |(before, after): (&str, &str)| {
        CORPUS.lines().map(move |text| format!("{before}{text}{after}")).collect::<Vec<_>>()
    };
    let all: Vec<String> = PLACES.into_iter().flat_map(placed).collect();
    let all: Vec<&str> =
        all.iter().map(String::as_str).filter(|it| Title::parse(it).is_ok()).collect();
    assert!(all.len() >= 500, "only {} texts", all.len());
    for some in all.chunks(AT_ONCE) {
        let house = House::open().await;
        house.order(Command::Word(WordCommand::PublishRoom { on: true })).await;
        for text in some {
            say(&house, text).await;
        }
        desks(&house).await;
        outside(&house, some).await;
    }
}

async fn desks(house: &House) {
    let lead = house.lead().await;
    let support = house.sign_in(Role::Support, "Customer service").await;
    for path in
        ["", "/support", "/feed", "/comms", "/comms?notice=2", "/promises", "/plan", "/wall"]
    {
        for cookie in [&lead, &support] {
            let page = house.get(&format!("/rooms/aurora{path}"), cookie).await;
            assert_eq!(dangerous(&page.body), None, "on {path}");
        }
    }
    let notices = house.room().await.word.notices.next_id().0;
    let mut panels = vec!["room".to_owned(), "support".to_owned(), "promises".to_owned()];
    // Of each pair the draft: what went out is in the list and the ledger already.
    panels.extend((2..notices).step_by(4).map(|notice| format!("comms?notice={notice}")));
    for page in panels {
        let answer = house.get(&format!("/rooms/aurora/panels/{page}"), &lead).await.json();
        for (panel, html) in answer["panels"].as_object().unwrap() {
            assert_eq!(dangerous(html.as_str().unwrap()), None, "in {page}, {panel}");
        }
    }
}

async fn outside(house: &House, texts: &[&str]) {
    let page = house.get("/status/aurora", "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(dangerous(&page.body), None, "on the public page");
    for text in texts {
        assert!(page.body.contains(&escape(text)), "{text} is not there as it was written");
    }
    let json: Value = house.get("/status/aurora.json", "").await.json();
    let mut shown = json["notices"].as_array().unwrap().iter().rev();
    let atom = house.get("/status/aurora.atom", "").await.body;
    let atom = Document::parse(&atom).expect("the feed is XML whatever is in it");
    let entries: Vec<_> = atom.descendants().filter(|node| node.has_tag_name("entry")).collect();
    assert_eq!(entries.len(), texts.len());
    for (text, entry) in texts.iter().zip(entries.iter().rev()) {
        let notice = shown.next().unwrap();
        assert_eq!(
            (&notice["en"]["text"], &notice["fr"]["title"]),
            (&(*text).into(), &(*text).into())
        );
        for name in ["title", "content"] {
            let node = entry.children().find(|node| node.tag_name().name() == name).unwrap();
            assert_eq!(node.text(), Some(*text), "{name}");
            assert!(node.children().all(|child| child.is_text()), "{text} has become a tag");
        }
    }
    for link in atom.descendants().filter_map(|node| node.attribute("href")) {
        assert!(link.starts_with(ORIGIN), "{link}");
    }
    calendar_and_badge(house).await;
    stream(house).await;
}

/// Neither says anything of what was published, and stays so.
async fn calendar_and_badge(house: &House) {
    let calendar = house.get("/status/aurora.ics", "").await.body;
    for line in calendar.split("\r\n").filter(|line| !line.is_empty() && !line.starts_with(' ')) {
        let name = line.split_once(':').map(|(name, _)| name);
        let known =
            name.is_some_and(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '-'));
        assert!(known, "{line}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    let badge = house.get("/status/aurora/badge.svg", "").await.body;
    let badge = Document::parse(&badge).unwrap();
    assert!(badge.descendants().all(|node| !node.has_tag_name("script")));
}

/// What the page puts into itself: one line of JSON a frame, and HTML in it that does nothing.
async fn stream(house: &House) {
    let request = request(Method::GET, "/status/aurora/events?lang=en", "");
    let response = house.router.clone().oneshot(request.body(Body::empty()).unwrap()).await;
    let mut body = response.unwrap().into_body().into_data_stream();
    let mut frame = String::new();
    while !frame.contains("\n\n") {
        let Some(bytes) = within(body.next()).await else { break };
        frame.push_str(&String::from_utf8_lossy(&bytes.unwrap()));
    }
    let data: Vec<&str> = frame.lines().filter(|line| line.starts_with("data: ")).collect();
    assert_eq!(data.len(), 1, "{frame}");
    let parts: Value = serde_json::from_str(data[0].trim_start_matches("data: ")).unwrap();
    for part in ["state", "updates"] {
        assert_eq!(dangerous(parts[part].as_str().unwrap()), None, "in {part}");
    }
}

/// What is refused is refused with a reason, and what is said by the product is its own.
#[tokio::test]
async fn a_notice_that_cannot_be_shown_is_refused_and_named() {
    let house = House::open().await;
    let comms = house.sign_in(Role::Comms, "Céline").await;
    for (field, text) in [
        ("content.en.text", "turned \u{202e}around"),
        ("content.en.title", "two\nlines"),
        ("content.fr.text", "a bell \u{7}"),
    ] {
        let fields = [("do", "word.notice.record"), (field, text)];
        let answer = house.form("/rooms/aurora/commands", &comms, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", answer.body);
    }
    assert!(house.room().await.word.notices.is_empty());
}
