//! The token of a source of metrics: made, shown once, used for one thing, taken back.

use super::house::{House, request, room_id};
use crate::{
    lifecycle::Peer,
    store::{MetricTokenStore, TokenHash},
};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::Role;

const LAG: &str = "/api/rooms/aurora/metrics/lag";
const ONE: &str = r#"{"value": 1.5, "at": "2016-09-07T10:00:00+02:00"}"#;

/// The token on the page that shows it.
fn shown(page: &str) -> String {
    let codes = page.split("<code>").skip(1).filter_map(|rest| rest.split('<').next());
    let mut tokens = codes.filter(|code| code.len() == 64);
    tokens.next().expect("a token on the page").to_owned()
}

#[tokio::test]
async fn a_token_is_shown_once_kept_by_its_hash_and_sends_samples_until_it_is_taken_back() {
    let house = House::open().await;
    let lead = house.lead().await;
    let page = house.people(&lead, "token", &[("name", "Prometheus <eu>")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let token = shown(&page.body);
    assert!(page.body.contains("/api/rooms/aurora/metrics/METRIC"), "no word how it is used");

    let list = house.get("/rooms/aurora/people", &lead).await.body;
    assert!(!list.contains(&token), "the token is shown a second time");
    for part in ["Prometheus &lt;eu&gt;", "Jérôme", "never"] {
        assert!(list.contains(part), "{part} is not in the list");
    }
    let bearer = format!("Bearer {token}");
    let taken = house.json(LAG, &bearer, ONE).await;
    assert_eq!((taken.status, taken.json()["taken"].as_u64()), (StatusCode::ACCEPTED, Some(1)));
    let kept = house.app.store.metric_tokens_of(&room_id()).await.unwrap().remove(0);
    assert_eq!(kept.used_at, Some(house.app.clock.wall()));
    assert_ne!(kept.token_hash, TokenHash::of(token.as_bytes()), "the text itself is not hashed");

    let fields = [("token", kept.token_hash.short())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(house.people(&lead, "untoken", &fields).await.status, StatusCode::SEE_OTHER);
    let refused = house.json(LAG, &bearer, ONE).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNAUTHORIZED, "bad_token"));
    let list = house.get("/rooms/aurora/people", &lead).await.body;
    assert!(list.contains("taken back"), "the list does not say so");
}

#[tokio::test]
async fn another_room_and_no_room_are_answered_in_the_same_words() {
    let house = House::open().await;
    let token = house.metric_token().await;
    let other = domain::RoomId::parse("another").unwrap();
    let order = crate::execute::Order {
        room: other.clone(),
        actor: domain::Actor::Bascule,
        key: domain::Key::parse("another").unwrap(),
        expected: None,
        command: domain::Command::CreateRoom {
            room: other,
            plan: Box::new(crate::sample::plan(1)),
            zone: domain::Zone::utc(),
        },
    };
    house.app.executor.execute(order).await.unwrap();
    let there = house.json("/api/rooms/another/metrics/lag", &token, ONE).await;
    let nowhere = house.json("/api/rooms/nowhere/metrics/lag", &token, ONE).await;
    assert_eq!((there.status, nowhere.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(there.body, nowhere.body);
    let lead = house.lead().await;
    let stranger = house.get("/rooms/another", &lead).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_bad_body_is_refused_by_the_name_of_the_field_and_many_are_taken_at_once() {
    let house = House::open().await;
    let token = house.metric_token().await;
    let many = format!("[{}]", [ONE; 1_000].join(","));
    for (path, body, status, word) in [
        (LAG, many.as_str(), StatusCode::ACCEPTED, "1000"),
        (LAG, "12.5", StatusCode::ACCEPTED, "1"),
        (LAG, "lag 4.5\n", StatusCode::ACCEPTED, "1"),
        (LAG, "[]", StatusCode::UNPROCESSABLE_ENTITY, "1 to 1000"),
        (LAG, r#"{"value": "x"}"#, StatusCode::UNPROCESSABLE_ENTITY, "number"),
        (LAG, r#"{"value": 1, "at": "noon"}"#, StatusCode::UNPROCESSABLE_ENTITY, "noon"),
        (LAG, "{", StatusCode::UNPROCESSABLE_ENTITY, "must be a number"),
        (
            "/api/rooms/aurora/metrics/lagg",
            ONE,
            StatusCode::UNPROCESSABLE_ENTITY,
            "names no metric",
        ),
        ("/api/rooms/aurora/metrics/LAG", ONE, StatusCode::NOT_FOUND, "nothing at this address"),
    ] {
        let answer = house.json(path, &token, body).await;
        assert_eq!(answer.status, status, "{path} {body:.60}: {}", answer.body);
        assert!(answer.body.contains(word), "{word} is not said: {}", answer.body);
    }
    let plain = request(Method::POST, LAG, &token).body(Body::from(ONE)).unwrap();
    assert_eq!(house.ask(plain).await.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn guesses_are_counted_by_address_and_a_good_token_is_never_shut_out() {
    let house = House::open().await;
    let token = house.metric_token().await;
    let ask = async |token: &str| {
        let request = request(Method::POST, LAG, token)
            .header(header::CONTENT_TYPE, "application/json")
            .extension(Peer("10.0.0.2:50000".parse().unwrap()));
        house.ask(request.body(Body::from(ONE)).unwrap()).await.status
    };
    let guess = format!("Bearer {}", "0".repeat(64));
    for number in 0..20 {
        assert_eq!(ask(&guess).await, StatusCode::UNAUTHORIZED, "guess {number}");
    }
    assert_eq!(ask(&guess).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask(&token).await, StatusCode::ACCEPTED);
    let cookie = house.sign_in(Role::Lead, "Jérôme").await;
    assert_eq!(ask(&cookie).await, StatusCode::UNAUTHORIZED, "a session sends no samples");
}
