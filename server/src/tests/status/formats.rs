//! The formats, read as others read them.

use super::{begin, get, shown};
use roxmltree::Document;
use serde_json::Value;

const ATOM: &str = "http://www.w3.org/2005/Atom";

#[tokio::test]
async fn the_json_says_what_the_page_says_with_times_in_utc() {
    let house = shown().await;
    begin(&house).await;
    let answer = get(&house, ".json").await;
    let json: Value = serde_json::from_str(&answer.body).unwrap();
    let steps = house.room().await.progress().1;
    assert_eq!(json["organisation"], "A little Market");
    assert_eq!(json["state"], "started");
    assert_eq!(json["since"], "2016-09-07T08:00:00Z");
    assert_eq!(json["announced"]["start"], "2016-09-07T08:06:00Z");
    assert_eq!(json["announced"]["end"], "2016-09-07T08:36:00Z");
    assert_eq!(json["expected_end"], "2016-09-07T08:36:00Z");
    assert_eq!((&json["steps_done"], &json["steps"]), (&4.into(), &steps.into()));
    assert_eq!(json["back_at"], Value::Null);
    assert_eq!(json["edition"], 1, "the first that anybody has asked for");
    assert!(json["sentence"]["fr"].as_str().unwrap().starts_with("Maintenance en cours"));
    assert!(json["notices"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn the_feed_is_atom_with_everything_that_rfc_4287_requires() {
    let house = shown().await;
    let answer = get(&house, ".atom?lang=fr").await;
    let document = Document::parse(&answer.body).unwrap();
    let feed = document.root_element();
    assert_eq!((feed.tag_name().namespace(), feed.tag_name().name()), (Some(ATOM), "feed"));
    let child = |name| feed.children().find(|node| node.has_tag_name((ATOM, name)));
    for name in ["id", "title", "updated", "author"] {
        assert!(child(name).is_some(), "no {name}");
    }
    let id = child("id").unwrap().text().unwrap();
    assert_eq!(id, "https://status.example.org/status/aurora");
    let links: Vec<_> = feed.children().filter(|node| node.has_tag_name((ATOM, "link"))).collect();
    let itself = links.iter().find(|link| link.attribute("rel") == Some("self")).unwrap();
    assert_eq!(itself.attribute("href"), Some(&*format!("{id}.atom?lang=fr")));
    let updated = child("updated").unwrap().text().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(updated).is_ok(), "{updated}");
}

/// Lines joined as RFC 5545 folds them.
fn unfolded(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains('\n'));
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[tokio::test]
async fn the_calendar_holds_one_event_that_gets_a_higher_sequence_with_every_change() {
    let house = shown().await;
    let planned = get(&house, ".ics").await.body;
    assert!(planned.split_inclusive("\r\n").all(|line| line.len() <= 77), "a line is too long");
    let lines = unfolded(&planned);
    let of = |lines: &[String], name: &str| {
        let found: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix(name)).collect();
        assert_eq!(found.len(), 1, "{name} in {lines:?}");
        found[0].to_owned()
    };
    assert_eq!(lines[0], "BEGIN:VCALENDAR");
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    assert_eq!(of(&lines, "UID:"), "aurora@status.example.org");
    assert_eq!(of(&lines, "DTSTART:"), "20160907T080600Z");
    assert_eq!(of(&lines, "DTEND:"), "20160907T083600Z");
    assert_eq!(of(&lines, "SEQUENCE:"), "0");
    begin(&house).await;
    let started = unfolded(&get(&house, ".ics").await.body);
    assert_eq!(of(&started, "SEQUENCE:"), "1");
    assert_eq!(of(&started, "DTSTART:"), "20160907T080000Z");
    assert!(of(&started, "DESCRIPTION:").starts_with("We are in planned maintenance. We expect"));
}

#[tokio::test]
async fn the_badge_is_a_picture_with_its_words_as_text() {
    let house = shown().await;
    begin(&house).await;
    let answer = get(&house, "/badge.svg").await;
    let document = Document::parse(&answer.body).unwrap();
    let svg = document.root_element();
    assert_eq!(svg.attribute("role"), Some("img"));
    assert_eq!(svg.attribute("aria-label"), Some("A little Market: maintenance until 10:36"));
    let title = svg.children().find(|node| node.tag_name().name() == "title").unwrap();
    assert_eq!(title.text(), svg.attribute("aria-label"));
    assert!(!answer.body.contains("style="), "the policy forbids it");
}
