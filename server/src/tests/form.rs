//! Plain forms: the same commands, answered by pages.

use super::house::{House, request};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::Role;

#[tokio::test]
async fn each_form_does_what_it_says_and_leads_back() {
    let house = House::open().await;
    let lead = house.lead().await;
    let steps = |verb: &str| format!("/rooms/aurora/steps/crons/{verb}");
    for (path, fields, state) in [
        (steps("start"), vec![("key", "f-1")], "running"),
        (steps("block"), vec![("key", "f-2"), ("reason", "no access")], "blocked"),
        (steps("unblock"), vec![("key", "f-3")], "running"),
        (steps("fail"), vec![("reason", "wrong host")], "failed"),
        (steps("start"), vec![("reason", "")], "running"),
        (steps("finish"), vec![], "done"),
        (steps("undo"), vec![], "waiting"),
        (steps("reassign"), vec![("to", "thierry")], "waiting"),
        (steps("skip"), vec![("reason", "off already")], "skipped"),
    ] {
        let answer = house.form(&path, &lead, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        assert_eq!(answer.header(header::LOCATION), "/rooms/aurora");
        let room = house.room().await;
        let crons = room.steps.values().find(|s| s.plan.id.as_str() == "crons").unwrap();
        assert_eq!(crons.progress.slug(), state, "{path}");
    }
    let stage = house.form("/rooms/aurora/stage", &lead, &[("stage", "watching")]).await;
    assert_eq!(stage.status, StatusCode::SEE_OTHER);
    let message = [("kind", "decision"), ("audience", "everyone"), ("text", "Go")];
    let message = house.form("/rooms/aurora/messages", &lead, &message).await;
    assert_eq!(message.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_refused_form_shows_the_room_with_the_reason() {
    let house = House::open().await;
    let tech = house.sign_in(Role::Tech, "Thierry").await;
    let answer = house.form("/rooms/aurora/steps/dns/start", &tech, &[("key", "f-1")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("waits for"), "the reason is not on the page");
    assert!(answer.body.contains("id=\"boot\""));

    let seen = house.room().await.seq.to_string();
    let maxime = house.sign_in(Role::Tech, "Maxime").await;
    house.form("/rooms/aurora/steps/crons/start", &maxime, &[]).await;
    let late = [("expected", seen.as_str())];
    let answer = house.form("/rooms/aurora/steps/crons/start", &tech, &late).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("Maxime started this step"));

    let empty = house.form("/rooms/aurora/steps/lag/block", &tech, &[("reason", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("The reason must not be empty."));
}

#[tokio::test]
async fn a_refused_message_is_not_lost() {
    let house = House::open().await;
    let comms = house.sign_in(Role::Comms, "Céline").await;
    let fields = [("kind", "decision"), ("audience", "everyone"), ("text", "We stop <now>")];
    let answer = house.form("/rooms/aurora/messages", &comms, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("\"draft\":\"We stop \\u003cnow\\u003e\""));
    let observer = house.sign_in(Role::Observer, "Odile").await;
    let answer = house.form("/rooms/aurora/messages", &observer, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let stranger = house.form("/rooms/aurora/messages", "", &fields).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_site_cannot_send_a_form() {
    let house = House::open_at(Some("https://war.example.org")).await;
    let lead = house.lead().await;
    let paths = ["/rooms/aurora/steps/crons/start", "/sign-out", "/prefs", "/rooms/aurora/stage"];
    for path in paths {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "null"),
            ("origin", "https://war.example.org.evil.com"),
        ] {
            let forged = request(Method::POST, path, &lead)
                .header(header::HOST, "war.example.org")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value);
            let answer = house.ask(forged.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {name}: {value}");
        }
    }
    let own = request(Method::POST, "/rooms/aurora/steps/crons/start", &lead)
        .header(header::HOST, "10.0.0.7:4040")
        .header(header::ORIGIN, "https://war.example.org")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    assert_eq!(house.ask(own.body(Body::empty()).unwrap()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn prefs_are_kept_and_lead_back_to_our_own_pages_only() {
    let house = House::open().await;
    let fields = [("locale", "fr"), ("back", "/rooms/aurora?step=dns")];
    let answer = house.form("/prefs", "", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "/rooms/aurora?step=dns");
    assert_eq!(answer.cookie(), "bascule_locale=fr");
    let away = house.form("/prefs", "", &[("theme", "dark"), ("back", "//evil.example")]).await;
    assert_eq!(away.header(header::LOCATION), "/");
    assert_eq!(away.cookie(), "bascule_theme=dark");
    let page = house.get("/", "bascule_theme=dark; bascule_locale=fr").await;
    assert!(page.body.starts_with("<!doctype html><html lang=\"fr\" data-theme=\"dark\">"));
}
