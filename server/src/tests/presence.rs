//! Who is idle: told by the browser, shown to the room, and nothing else.

use super::{
    house::{House, room_id},
    revoke::{follow, read_until, serve},
};
use axum::http::StatusCode;
use domain::Role;

const HERE: &str = "/api/rooms/aurora/here";

#[tokio::test]
async fn whoever_touches_nothing_is_idle_for_the_room_until_they_touch_something() {
    let house = House::open().await;
    let address = serve(&house).await;
    let lead = house.lead().await;
    let tech = house.sign_in(Role::Tech, "Thierry").await;
    // Without a stream nobody is here, and so nobody is idle.
    let said = house.json(HERE, &tech, r#"{"idle": true}"#).await;
    assert_eq!(said.status, StatusCode::NO_CONTENT, "{}", said.body);
    let live = house.app.rooms.open(&room_id()).await.unwrap().unwrap();
    assert!(live.presence().idle.is_empty());

    let mut watching = follow(address, &lead).await;
    let _there = follow(address, &tech).await;
    house.clock.advance(600);
    house.json(HERE, &tech, r#"{"idle": true}"#).await;
    // Ten minutes have passed, and the last touch was five minutes ago: 10:05.
    let since = r#""idle":[["thierry",1473235500000000]]"#;
    read_until(&mut watching, since).await;
    let page = house.get("/rooms/aurora/people", &lead).await.body;
    assert!(page.contains("idle since 10:05"), "the page of people does not say so");
    assert!(page.contains("none of it is kept"), "the page does not say what is watched");
    let french = house.get("/rooms/aurora/people", &format!("{lead}; bascule_locale=fr")).await;
    assert!(french.body.contains("inactif depuis 10:05"));

    let before = house.room().await.seq;
    house.json(HERE, &tech, r#"{"idle": false}"#).await;
    read_until(&mut watching, r#""name":"Thierry","role":"tech"}]}"#).await;
    assert!(live.presence().idle.is_empty());
    assert_eq!(house.room().await.seq, before, "presence is no event");
    for bad in ["{}", r#"{"idle": 1}"#, r#"{"idle": true, "typing": true}"#] {
        let answer = house.json(HERE, &tech, bad).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    house.app.stop.cancel();
}
