//! `POST /api/rooms/{room}/commands`.

use super::house::{House, finish, request, start};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::{
    Command, Role,
    wire::{CommandRequest, ErrorDetails},
};

#[tokio::test]
async fn a_tick_is_answered_with_its_number_and_once_only() {
    let house = House::open().await;
    let lead = house.lead().await;
    let first = house.command(&lead, "k", finish("crons")).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    let seq = house.room().await.seq;
    let again = house.command(&lead, "k", finish("crons")).await;
    assert_eq!(again.json(), first.json());
    assert_eq!(house.room().await.seq, seq);
    let other = house.command(&lead, "k", finish("lag")).await;
    assert_eq!((other.status.as_u16(), other.code().as_str()), (422, "key_reused"));
}

#[tokio::test]
async fn a_refusal_says_why_in_the_readers_language() {
    let house = House::open().await;
    let lead = format!("{}; bascule_locale=fr", house.lead().await);
    let answer = house.command(&lead, "k", finish("dns")).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, "out_of_turn"));
    let error = answer.error();
    assert!(matches!(error.details, Some(ErrorDetails::Rejected { .. })));
    assert!(error.message.contains("attend"), "{}", error.message);
}

#[tokio::test]
async fn who_was_quicker_is_named() {
    let house = House::open().await;
    let (lead, tech) = (house.lead().await, house.sign_in(Role::Tech, "Maxime").await);
    let seen = house.room().await.seq;
    house.command(&tech, "t", start("crons")).await;
    let answer = house.expecting(&lead, "l", Some(seen), start("crons")).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "clash"));
    let error = answer.error();
    assert!(error.message.starts_with("Maxime started this step"), "{}", error.message);
    let Some(ErrorDetails::Clash { by, step, .. }) = error.details else { panic!() };
    assert_eq!((by.name(), step.as_str()), ("Maxime", "crons"));
}

#[tokio::test]
async fn strangers_and_other_rooms_are_refused_alike() {
    let house = House::open().await;
    let stranger = house.command("", "k", start("crons")).await;
    assert_eq!((stranger.status.as_u16(), stranger.code().as_str()), (401, "no_session"));
    let lead = house.lead().await;
    let missing = house.get("/api/rooms/nowhere", &lead).await;
    let odd = house.get("/api/rooms/No%20Room", &lead).await;
    assert_eq!((missing.status.as_u16(), missing.code().as_str()), (404, "no_room"));
    assert_eq!((odd.status, &odd.body), (missing.status, &missing.body));
}

#[tokio::test]
async fn bodies_that_are_no_command_are_refused_by_name() {
    let house = House::open().await;
    let lead = house.lead().await;
    let good = CommandRequest {
        key: "k".to_owned().try_into().unwrap(),
        expected: None,
        command: start("lag"),
    };
    let good = serde_json::to_string(&good).unwrap();
    for (body, status, code, part) in [
        ("{".into(), 400, "bad_json", "EOF"),
        (good.replace("}", ",}"), 400, "bad_json", "trailing comma"),
        ("[]".into(), 422, "bad_shape", "invalid length"),
        (good.replace("\"k\"", "\"K!\""), 422, "bad_shape", "key: “K!”"),
        (good.replace("start_step", "fly"), 422, "bad_shape", "fly"),
        (good.replacen('{', "{\"expected\":-1,", 1), 422, "bad_shape", "-1"),
        (good.replacen('{', "{\"more\":1,", 1), 422, "bad_shape", "more"),
        (good.replace("null", "\" \""), 422, "bad_shape", "reason: must not be empty"),
    ] {
        let answer = house.post_json(&lead, &body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{body}");
        assert!(answer.body.contains(part), "{body} → {}", answer.body);
    }
}

#[tokio::test]
async fn only_the_server_lets_people_in() {
    let house = House::open().await;
    let lead = house.lead().await;
    let person = house.room().await.people.values().next().unwrap().clone();
    let answer = house.command(&lead, "k", Command::Join { person }).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, "server_only"));
}

#[tokio::test]
async fn only_json_of_a_bearable_size_is_read() {
    let house = House::open().await;
    let lead = house.lead().await;
    let post = |kind: &str, body: String| {
        let request = request(Method::POST, "/api/rooms/aurora/commands", &lead);
        request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
    };
    let form = house.ask(post("application/x-www-form-urlencoded", "a=1".into())).await;
    assert_eq!((form.status, form.code()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json".into()));
    let large = house.ask(post("application/json", " ".repeat(65 * 1024))).await;
    assert_eq!((large.status, large.code()), (StatusCode::PAYLOAD_TOO_LARGE, "too_large".into()));
    let charset = post("application/json; charset=utf-8", "{}".into());
    assert_eq!(house.ask(charset).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
