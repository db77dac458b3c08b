//! The page of a room's people and its forms.

use super::house::{Answer, House, finish};
use axum::http::{StatusCode, header};
use domain::{Event, PersonId, Role, Seq};

pub fn id(person: &str) -> PersonId {
    PersonId::parse(person).unwrap()
}

impl House {
    /// A form of the page of people.
    pub async fn people(&self, cookie: &str, what: &str, fields: &[(&str, &str)]) -> Answer {
        self.form(&format!("/rooms/aurora/people/{what}"), cookie, fields).await
    }

    pub async fn role_of(&self, person: &str) -> Option<Role> {
        self.room().await.part_of(&id(person)).map(|person| person.role)
    }
}

#[tokio::test]
async fn the_page_says_who_is_here_and_why_the_rest_is_not_everybodys() {
    let house = House::open().await;
    let (lead, tech) = (house.lead().await, house.sign_in(Role::Tech, "Thierry").await);
    let page = house.get("/rooms/aurora/people", &lead).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in ["Thierry", "Céline", "people/revoke", "people/invite", "Where you are signed in"]
    {
        assert!(page.body.contains(part), "{part} is not on the page");
    }
    assert!(!page.body.contains("<script"), "the page needs no script");
    let page = house.get("/rooms/aurora/people", &tech).await;
    for part in ["people/revoke", "people/invite", "people/role"] {
        assert!(!page.body.contains(part), "{part} is on the page of somebody who may not");
    }
    assert!(page.body.contains("only they may change who takes part"));
    let french = format!("{tech}; bascule_locale=fr");
    let page = house.get("/rooms/aurora/people", &french).await;
    assert!(page.body.contains("Où vous êtes connecté"));
}

#[tokio::test]
async fn each_form_of_the_page_does_what_it_says() {
    let house = House::open().await;
    let lead = house.lead().await;
    let thierry = house.sign_in(Role::Tech, "Thierry").await;
    for (what, fields) in [
        ("substitute", vec![("person", "thierry"), ("to", "maxime")]),
        ("role", vec![("person", "thierry"), ("to", "support"), ("reason", "answers sellers")]),
        ("handover", vec![("person", "thierry")]),
    ] {
        let answer = house.people(&lead, what, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.body);
        assert_eq!(answer.header(header::LOCATION), "/rooms/aurora/people");
    }
    assert_eq!(house.role_of("thierry").await, Some(Role::Support));
    let accepted = house.people(&thierry, "answer", &[("answer", "accept")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    assert_eq!(house.role_of("thierry").await, Some(Role::Lead));
    // The session is the same; the role is the room's.
    let me = house.get("/api/me", &lead).await.json();
    assert_eq!(me["rooms"][0]["person"]["role"], "support");
    let refused = house.people(&lead, "revoke", &[("person", "maxime"), ("reason", "x")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let revoked = house.people(&thierry, "revoke", &[("person", "jerome"), ("reason", "x")]).await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER, "{}", revoked.body);
    for path in ["/rooms/aurora", "/rooms/aurora/people", "/api/rooms/aurora/log"] {
        let gone = house.get(path, &lead).await;
        assert_eq!(gone.status, StatusCode::FORBIDDEN, "{path}: {}", gone.body);
        assert!(gone.body.contains("Your part in this room has ended"), "{}", gone.body);
    }
    let tick = house.command(&lead, "k", finish("crons")).await;
    assert_eq!((tick.status, tick.code().as_str()), (StatusCode::FORBIDDEN, "part_ended"));
    assert!(!house.get("/", &lead).await.body.contains("/rooms/aurora"));
}

#[tokio::test]
async fn a_refused_form_says_why_and_keeps_what_was_typed() {
    let house = House::open().await;
    let lead = house.lead().await;
    let before = house.room().await.seq;
    let fields = [("person", "jerome"), ("reason", "moves <on>")];
    let answer = house.people(&lead, "revoke", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["is the last lead", "moves &lt;on&gt;", "role=\"alert\""] {
        assert!(answer.body.contains(part), "{part} is not on the page");
    }
    let empty = house.people(&lead, "revoke", &[("person", "thierry"), ("reason", " ")]).await;
    assert!(empty.body.contains("The reason must not be empty."));
    let fields = [("role", "tech"), ("hours", "12"), ("uses", "1"), ("name", "Céline")];
    let taken = house.people(&lead, "invite", &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("Céline is in this room as comms"));
    assert!(taken.body.contains("value=\"Céline\""));
    for (what, fields) in [
        ("role", vec![("person", "thierry"), ("to", "king")]),
        ("role", vec![("person", "../x"), ("to", "lead")]),
        ("invite", vec![("role", "tech"), ("hours", "9999"), ("uses", "1")]),
        ("answer", vec![("answer", "maybe")]),
    ] {
        let answer = house.people(&lead, what, &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what} {fields:?}");
        assert!(answer.body.contains("role=\"alert\""), "{what} {fields:?}");
    }
    assert_eq!(house.room().await.seq, before);
}

#[tokio::test]
async fn a_double_press_asks_once() {
    let house = House::open().await;
    let lead = house.lead().await;
    let seq = house.room().await.seq.to_string();
    let fields = [("seq", seq.as_str()), ("person", "thierry"), ("reason", "left")];
    for _ in 0..2 {
        let answer = house.people(&lead, "revoke", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let room = house.room().await;
    let revoked = room.feed.iter().filter(|r| matches!(r.event, Event::PersonRevoked { .. }));
    assert_eq!(revoked.count(), 1);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_at_once() {
    let house = House::open().await;
    let first = house.sign_in(Role::Tech, "Thierry").await;
    let second = house.sign_in(Role::Tech, "Thierry").await;
    let maxime = house.sign_in(Role::Tech, "Maxime").await;
    let page = house.get("/rooms/aurora/people", &first).await.body;
    let token = first.split('=').next_back().unwrap();
    assert!(!page.contains(token), "the page shows a token");
    let ids: Vec<&str> = page
        .split("name=\"session\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|id| *id != "all")
        .collect();
    assert_eq!(ids.len(), 2);
    // Somebody else's session is none of Maxime's: nothing happens.
    for id in &ids {
        house.people(&maxime, "end-session", &[("session", id)]).await;
    }
    for cookie in [&first, &second] {
        assert_eq!(house.get("/api/me", cookie).await.status, StatusCode::OK);
    }
    house.people(&first, "end-session", &[("session", "all")]).await;
    for cookie in [&first, &second] {
        assert_eq!(house.get("/api/me", cookie).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(house.get("/api/me", &maxime).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_lead_signs_somebody_out_of_the_room_on_record() {
    let house = House::open().await;
    let (lead, tech) = (house.lead().await, house.sign_in(Role::Tech, "Thierry").await);
    let answer = house.people(&lead, "sign-out", &[("person", "thierry")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(house.get("/rooms/aurora", &tech).await.status, StatusCode::NOT_FOUND);
    let last = house.room().await.feed.back().cloned().unwrap();
    assert_eq!(last.event, Event::SessionsEnded { person: id("thierry") });
    assert!(last.seq > Seq(3));
    // They keep their part, and come in again.
    let again = house.sign_in(Role::Tech, "Thierry").await;
    assert_eq!(house.get("/rooms/aurora", &again).await.status, StatusCode::OK);
}
