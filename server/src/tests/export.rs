//! What happened as a file: what the role sees, in both clocks, safe in a spreadsheet.

use super::house::{House, finish, room_id};
use crate::store::EventStore;
use axum::http::{StatusCode, header};
use domain::{
    Actor, Audience, Command, Role, Seq, audience::seen_by, event::MessageKind, text::MessageText,
};

fn says(audience: Audience, text: &str) -> Command {
    let text = MessageText::parse(text).unwrap();
    Command::PostMessage { message: MessageKind::Note, audience, text, asks: Vec::new() }
}

#[tokio::test]
async fn the_json_holds_exactly_what_the_role_sees_with_both_times() {
    let house = House::open().await;
    let lead = house.lead().await;
    house.command(&lead, "k-1", finish("crons")).await;
    house.command(&lead, "k-2", says(Audience::Tech, "ssh rds-1")).await;
    house.command(&lead, "k-3", says(Audience::Everyone, "all is well")).await;
    let log = house.app.store.events(&room_id(), Seq(0), 1_000).await.unwrap();
    for role in Role::ALL {
        let cookie = house.sign_in(role, &format!("Reader {}", role.slug())).await;
        let after = house.app.store.events(&room_id(), Seq(0), 1_000).await.unwrap();
        let answer = house.get("/rooms/aurora/log.json", &cookie).await;
        assert_eq!(answer.status, StatusCode::OK);
        let name = "attachment; filename=\"aurora-log.json\"";
        assert_eq!(answer.header(header::CONTENT_DISPOSITION), name);
        let file = answer.json();
        assert_eq!(file["seen_as"], role.slug());
        let seen = after.iter().filter_map(|recorded| seen_by(recorded, role));
        let seen: Vec<u64> = seen.map(|recorded| recorded.seq.0).collect();
        let events = file["events"].as_array().unwrap();
        let written: Vec<u64> = events.iter().map(|line| line["seq"].as_u64().unwrap()).collect();
        assert_eq!(written, seen, "as {role:?}");
        assert_eq!(events[0]["utc"], "2016-09-07T08:00:00.000Z");
        assert_eq!(events[0]["local"], "2016-09-07T10:00:00.000+02:00");
    }
    assert!(log.len() >= 6);
}

#[tokio::test]
async fn the_table_is_in_the_readers_language_and_no_text_in_it_is_a_formula() {
    let house = House::open().await;
    let lead = house.lead().await;
    house.command(&lead, "k-1", finish("crons")).await;
    let formula = "=HYPERLINK(\"http://evil.example\",\"click\")";
    house.command(&lead, "k-2", says(Audience::Everyone, formula)).await;
    let answer = house.get("/rooms/aurora/log.csv", &format!("{lead}; bascule_locale=fr")).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/csv; charset=utf-8");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    let table = answer.body;
    assert!(table.starts_with("\u{feff}\"numéro\",\"UTC\",\"heure locale\",\"qui\""), "{table}");
    assert!(table.contains("\"Jérôme\",\"pilotage\",\"step_finished\",\"a terminé "), "{table}");
    assert!(
        table.contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")\""),
        "{table}"
    );
    assert!(!table.contains("\"=") && !table.contains(",="), "a cell is a formula: {table}");
    let english = house.get("/rooms/aurora/log.csv", &lead).await.body;
    assert!(english.contains("\"lead\",\"step_finished\",\"ticked "), "{english}");
}

/// Longer than a page of the log, so that the file is put together.
#[tokio::test]
async fn a_long_log_is_whole() {
    let house = House::open().await;
    let lead = house.lead().await;
    let live = house.app.rooms.open(&room_id()).await.unwrap().unwrap();
    let jerome = live.part_of(&super::people::id("jerome")).unwrap();
    let orders = (0..600).map(|number| crate::execute::Order {
        room: room_id(),
        actor: Actor::Person(jerome.clone()),
        key: domain::Key::parse(&format!("long-{number}")).unwrap(),
        expected: None,
        command: says(Audience::Everyone, &format!("note {number}")),
    });
    let sent = orders.map(|order| house.app.executor.execute(order));
    for done in futures::future::join_all(sent).await {
        done.unwrap();
    }
    let file = house.get("/rooms/aurora/log.json", &lead).await.json();
    let seqs = file["events"].as_array().unwrap().iter().map(|line| line["seq"].as_u64().unwrap());
    assert!(seqs.eq(1..=house.room().await.seq.0));
    let table = house.get("/rooms/aurora/log.csv", &lead).await.body;
    assert_eq!(table.matches("\r\n").count() as u64, house.room().await.seq.0 + 1);
}
