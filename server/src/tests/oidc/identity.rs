//! People of the organisation are known by the provider's word for them, and keep in a room what
//! the organisation grants, no more and no longer.

use super::{Guarded, refused};
use crate::{
    tests::{
        house::Answer,
        people::id,
        revoke::{BOUND, follow, rest, serve},
    },
    verify::verify,
};
use axum::http::StatusCode;
use domain::{Command, Event, Role, text::Reason};
use serde_json::json;
use std::time::Instant;

impl Guarded {
    /// Somebody of the organisation signs in.
    async fn somebody(&self, subject: &str, name: &str, groups: &[&str]) -> Answer {
        self.sign_in(|claims| {
            claims["sub"] = subject.into();
            claims["name"] = name.into();
            claims["groups"] = json!(groups);
        })
        .await
    }

    /// The same, and who they are in the room: their id, name and role.
    async fn comes_in(&self, subject: &str, name: &str, groups: &[&str]) -> [String; 3] {
        let answer = self.somebody(subject, name, groups).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let me = self.house.get("/api/me", &answer.cookie()).await.json();
        ["id", "name", "role"]
            .map(|field| me["rooms"][0]["person"][field].as_str().unwrap().to_owned())
    }

    async fn last(&self) -> domain::Recorded {
        (**self.house.room().await.feed.back().unwrap()).clone()
    }
}

#[tokio::test]
async fn two_people_with_one_name_stay_two() {
    let guarded = Guarded::open().await;
    let zoe = ["zoe-martin", "Zoé Martin", "observer"];
    let other = ["zoe-martin-2", "Zoé Martin (2)", "observer"];
    for _ in 0..2 {
        assert_eq!(guarded.comes_in("sub-1", "Zoé Martin", &["staff"]).await, zoe);
        assert_eq!(guarded.comes_in("sub-2", "Zoe MARTIN", &["staff"]).await[0], other[0]);
    }
    // Somebody of the roster is who signed in by that name first, whatever the next one's role.
    let jerome = ["jerome", "Jérôme", "lead"];
    assert_eq!(guarded.comes_in("sub-3", "Jérôme", &["war-room-lead"]).await, jerome);
    let other = guarded.comes_in("sub-4", "Jérôme", &["staff"]).await;
    assert_eq!(other, ["jerome-2", "Jérôme (2)", "observer"]);
    assert_eq!(guarded.comes_in("sub-3", "Jérôme", &["war-room-lead"]).await, jerome);
    assert!(verify(&guarded.house.app.store).await.is_ok());
}

#[tokio::test]
async fn a_renamed_person_stays_the_same() {
    let guarded = Guarded::open().await;
    let before = guarded.comes_in("sub-1", "Zoé Martin", &["staff"]).await;
    let people = guarded.house.room().await.people.len();
    assert_eq!(guarded.comes_in("sub-1", "Zoé Durand", &["staff"]).await, before);
    // Not even by the name of somebody else of the room.
    assert_eq!(guarded.comes_in("sub-1", "Céline", &["staff"]).await, before);
    assert_eq!(guarded.house.room().await.people.len(), people, "nobody new has joined");
}

#[tokio::test]
async fn a_grant_that_has_gone_ends_the_part_and_one_that_comes_back_gives_it_back() {
    let guarded = Guarded::open().await;
    let house = &guarded.house;
    let address = serve(house).await;
    let first = guarded.somebody("sub-1", "Zoé Martin", &["staff"]).await.cookie();
    let mut stream = follow(address, &first).await;
    let began = Instant::now();
    refused(&guarded.somebody("sub-1", "Zoé Martin", &["canteen"]).await, StatusCode::FORBIDDEN);
    let farewell = rest(&mut stream).await;
    assert!(farewell.contains("data: \"revoked\""), "{farewell}");
    assert!(began.elapsed() <= BOUND, "{:?}", began.elapsed());
    let last = guarded.last().await;
    let Event::PersonRevoked { person, reason } = &last.event else { panic!("{last:?}") };
    assert_eq!((person, last.by.name()), (&id("zoe-martin"), "Bascule"));
    assert_eq!(reason.as_str(), "the organisation no longer grants it");
    assert_eq!(house.get("/rooms/aurora", &first).await.status, StatusCode::FORBIDDEN);
    // Said once, it is not said again.
    let seq = house.room().await.seq;
    refused(&guarded.somebody("sub-1", "Zoé Martin", &[]).await, StatusCode::FORBIDDEN);
    assert_eq!(house.room().await.seq, seq);
    // A namesake does not come in as them.
    assert_eq!(guarded.comes_in("sub-2", "Zoé Martin", &["staff"]).await[0], "zoe-martin-2");

    assert_eq!(guarded.comes_in("sub-1", "Zoé Martin", &["staff"]).await[0], "zoe-martin");
    assert_eq!(house.role_of("zoe-martin").await, Some(Role::Observer));
    assert_ne!(house.get("/rooms/aurora", &first).await.status, StatusCode::OK, "the old session");
    house.app.stop.cancel();
}

#[tokio::test]
async fn fewer_groups_change_the_role_at_once_and_on_record() {
    let guarded = Guarded::open().await;
    let house = &guarded.house;
    house.lead().await;
    let all = ["war-room-lead", "staff"];
    let first = guarded.somebody("sub-1", "Léa", &all).await.cookie();
    assert_eq!(house.role_of("lea").await, Some(Role::Lead));
    assert_eq!(guarded.comes_in("sub-1", "Léa", &["staff"]).await, ["lea", "Léa", "observer"]);
    let last = guarded.last().await;
    let reason = Some(Reason::parse("the organisation grants this role now").unwrap());
    let (from, to) = (Role::Lead, Role::Observer);
    assert_eq!(last.event, Event::RoleChanged { person: id("lea"), from, to, reason });
    let old = house.command(&first, "k", super::super::house::finish("crons")).await;
    assert_ne!(old.status, StatusCode::OK, "the old session still leads");
}

#[tokio::test]
async fn what_the_lead_has_decided_stands_while_the_grant_is_as_it_was() {
    let guarded = Guarded::open().await;
    let house = &guarded.house;
    guarded.comes_in("sub-1", "Zoé Martin", &["staff"]).await;
    let person = id("zoe-martin");
    let to = Role::Support;
    house.order(Command::ChangeRole { person: person.clone(), to, reason: None }).await;
    let again = guarded.comes_in("sub-1", "Zoé Martin", &["staff"]).await;
    assert_eq!(again[2], "support", "the organisation took back what the lead had given");
    let reason = Reason::parse("left").unwrap();
    house.order(Command::RevokePerson { person, reason }).await;
    let out = guarded.somebody("sub-1", "Zoé Martin", &["staff"]).await;
    refused(&out, StatusCode::CONFLICT);
    assert!(out.body.contains("The part of Zoé Martin in this room has ended"), "{}", out.body);
    assert_eq!(house.role_of("zoe-martin").await, None);
}

#[tokio::test]
async fn the_last_lead_whose_grant_has_gone_is_signed_in_nowhere() {
    let guarded = Guarded::open().await;
    let house = &guarded.house;
    let first = guarded.somebody("sub-1", "Jérôme", &["war-room-lead"]).await.cookie();
    assert_eq!(house.get("/rooms/aurora", &first).await.status, StatusCode::OK);
    refused(&guarded.somebody("sub-1", "Jérôme", &["canteen"]).await, StatusCode::FORBIDDEN);
    assert_eq!(house.role_of("jerome").await, Some(Role::Lead), "a room has a lead");
    assert_eq!(house.get("/rooms/aurora", &first).await.status, StatusCode::NOT_FOUND);
    // One who still owns steps cannot become an observer: not in, and told what to do.
    let steps = guarded.somebody("sub-1", "Jérôme", &["war-room-lead"]).await;
    assert_eq!(steps.status, StatusCode::SEE_OTHER, "{}", steps.body);
    let less = guarded.somebody("sub-1", "Jérôme", &["staff"]).await;
    refused(&less, StatusCode::CONFLICT);
    assert_eq!(house.get("/rooms/aurora", &steps.cookie()).await.status, StatusCode::NOT_FOUND);
}
