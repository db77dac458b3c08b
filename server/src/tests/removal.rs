//! A room is taken away: with streams open, by its lead only, and its log stays.

use super::{
    house::{House, request, room_id},
    people::id,
    revoke::{BOUND, follow, rest, serve},
};
use crate::{
    store::{EventStore, MetricTokenStore, PeopleStore},
    verify::verify,
};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::{Command, Event, Role, Seq, Stage, text::Reason};
use std::time::Instant;

/// What the form of the story's room says.
const FIELDS: [(&str, &str); 2] =
    [("title", "RDS → Aurora"), ("reason", "made from the <wrong> plan")];

async fn closed() -> (House, String) {
    let house = House::open().await;
    let lead = house.lead().await;
    for stage in [Stage::Watching, Stage::Closed] {
        house.order(Command::ReachStage { stage }).await;
    }
    (house, lead)
}

#[tokio::test]
async fn a_removed_room_is_gone_for_everybody_and_says_so_to_those_who_had_a_part() {
    let (house, lead) = closed().await;
    let observer = house.sign_in(Role::Observer, "Guest").await;
    let put_out = house.sign_in(Role::Tech, "Somebody").await;
    let reason = Reason::parse("left").unwrap();
    house.order(Command::RevokePerson { person: id("somebody"), reason }).await;
    let (link, token) = (house.link(Role::Tech).await, house.metric_token().await);

    let answer = house.form("/rooms/aurora/remove", &lead, &FIELDS).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.header(header::LOCATION), "/rooms/aurora");

    for cookie in [&lead, &observer, &put_out] {
        for path in ["/rooms/aurora", "/rooms/aurora/people", "/rooms/aurora/log.csv"] {
            let gone = house.get(path, cookie).await;
            assert_eq!(gone.status, StatusCode::GONE, "{path}");
            for part in ["RDS → Aurora", "7 September 2016, 10:00", "Jérôme", "&lt;wrong&gt; plan"]
            {
                assert!(gone.body.contains(part), "{part} is not said: {}", gone.body);
            }
        }
        let french = format!("{cookie}; bascule_locale=fr");
        let gone = house.get("/rooms/aurora", &french).await;
        assert!(gone.body.contains("a été retirée le mercredi 7 septembre 2016"), "{}", gone.body);
        let list = house.get("/", cookie).await;
        assert!(!list.body.contains("/rooms/aurora"), "the list still has the room");
        let me = house.get("/api/me", cookie).await;
        assert_eq!(me.json()["rooms"].as_array().unwrap().len(), 0);
        let command = house.command(cookie, "late", super::house::finish("crons")).await;
        assert_eq!((command.status, command.code().as_str()), (StatusCode::GONE, "room_removed"));
    }
    let stranger = house.get("/rooms/aurora", "").await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert!(!stranger.body.contains("RDS"));
    assert_eq!(house.get(&link, "").await.status, StatusCode::GONE);
    let pushed = house.json("/api/rooms/aurora/metrics/lag", &token, r#"{"value": 1}"#).await;
    assert_eq!(pushed.status, StatusCode::UNAUTHORIZED, "{}", pushed.body);
    let (room, wall) = (room_id(), house.app.clock.wall());
    let links = house.app.store.links_of(&room).await.unwrap();
    assert!(links.iter().all(|link| link.state(wall) != crate::store::LinkState::Open));
    let tokens = house.app.store.metric_tokens_of(&room).await.unwrap();
    assert!(tokens.iter().all(|token| token.revoked_at.is_some()));
}

#[tokio::test]
async fn the_log_of_a_removed_room_stays_and_is_still_whole() {
    let (house, lead) = closed().await;
    house.form("/rooms/aurora/remove", &lead, &FIELDS).await;
    let log = house.app.store.events(&room_id(), Seq(0), 1_000).await.unwrap();
    let last = log.last().unwrap();
    assert!(matches!(last.event, Event::RoomRemoved { .. }), "{last:?}");
    assert_eq!(last.by.name(), "Jérôme");
    let verified = verify(&house.app.store).await.unwrap();
    assert_eq!((verified.rooms, verified.events), (1, log.len() as u64));
}

#[tokio::test]
async fn a_room_that_is_under_way_or_wrongly_named_is_not_removed() {
    let house = House::open().await;
    let lead = house.lead().await;
    let page = house.get("/rooms/aurora/people", &lead).await.body;
    assert!(page.contains("A cutover that is under way cannot be removed"), "no word why not");
    assert!(!page.contains("/rooms/aurora/remove"), "a form that would be refused");
    let early = house.form("/rooms/aurora/remove", &lead, &FIELDS).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("cannot be removed"), "{}", early.body);

    let (house, lead) = closed().await;
    let before = house.room().await.seq;
    let wrong = [("title", "RDS to Aurora"), ("reason", "because <so>")];
    let answer = house.form("/rooms/aurora/remove", &lead, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["not the room’s title", "value=\"RDS to Aurora\"", "because &lt;so&gt;"] {
        assert!(answer.body.contains(part), "{part} is not on the page");
    }
    let empty = house.form("/rooms/aurora/remove", &lead, &[("title", "RDS → Aurora")]).await;
    assert!(empty.body.contains("The reason must not be empty"), "{}", empty.body);
    assert_eq!(house.room().await.seq, before);
}

#[tokio::test]
async fn the_streams_of_a_removed_room_end_within_a_second_with_a_farewell_of_their_own() {
    let (house, lead) = closed().await;
    let address = serve(&house).await;
    let mut streams = Vec::new();
    for role in Role::ALL {
        let cookie = house.sign_in(role, &format!("Reader {}", role.slug())).await;
        streams.push(follow(address, &cookie).await);
    }
    let began = Instant::now();
    house.form("/rooms/aurora/remove", &lead, &FIELDS).await;
    for stream in &mut streams {
        let last = rest(stream).await;
        assert!(last.contains("event: farewell\ndata: \"room_removed\""), "{last}");
        assert!(!last.contains("wrong"), "they were still told something: {last}");
    }
    assert!(began.elapsed() <= BOUND, "{:?}", began.elapsed());
    house.app.stop.cancel();
}

#[tokio::test]
async fn a_room_that_was_removed_stays_so_after_a_restart_of_its_room_in_memory() {
    let house = House::open().await;
    let lead = house.lead().await;
    house.remove_room().await;
    house.app.rooms.save_all().await;
    let rooms = crate::rooms::Rooms::new(std::sync::Arc::new(house.app.store.clone()));
    let again = rooms.open(&room_id()).await.unwrap().unwrap();
    assert!(again.is_removed() && house.room().await.removed().is_some());
    let ask = request(Method::GET, "/api/rooms/aurora/events", &lead);
    let answer = house.ask(ask.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::GONE);
}
