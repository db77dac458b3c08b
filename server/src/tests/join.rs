//! Links, names, sessions.

use super::house::House;
use crate::session;
use axum::http::{StatusCode, header};
use domain::Role;

#[tokio::test]
async fn a_link_shows_the_names_of_its_role() {
    let house = House::open().await;
    let page = house.get(&house.link(Role::Tech).await, "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("value=\"Thierry\"") && !page.body.contains("value=\"Céline\""));
}

#[tokio::test]
async fn a_known_name_is_that_person_whatever_its_accents() {
    let house = House::open().await;
    let before = house.room().await.seq;
    let cookie = house.sign_in(Role::Lead, "  JEROME ").await;
    let me = house.get("/api/me", &cookie).await.json();
    assert_eq!(me["rooms"][0]["person"]["name"], "Jérôme");
    assert_eq!(me["rooms"][0]["room"], "aurora");
    assert_eq!(house.room().await.seq, before, "nobody new has joined");
}

#[tokio::test]
async fn a_new_name_joins_the_room() {
    let house = House::open().await;
    let cookie = house.sign_in(Role::Support, "Zoé").await;
    let me = house.get("/api/me", &cookie).await.json();
    assert_eq!(me["rooms"][0]["person"]["id"], "zoe");
    let room = house.room().await;
    assert!(room.people.values().any(|person| person.name.as_str() == "Zoé"));
    let first = house.sign_in(Role::Observer, "Γιώργος").await;
    let second = house.sign_in(Role::Observer, "Ελένη").await;
    let id = async |cookie: &str| {
        house.get("/api/me", cookie).await.json()["rooms"][0]["person"]["id"].clone()
    };
    assert_eq!((id(&first).await, id(&second).await), ("observer".into(), "observer-2".into()));
}

#[tokio::test]
async fn a_name_of_another_role_or_none_is_refused_in_words() {
    let house = House::open().await;
    let link = house.link(Role::Tech).await;
    let taken = house.form(&link, "", &[("name", "celine")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("Céline is in this room as comms"), "{}", taken.body);
    assert!(taken.body.contains("value=\"celine\""), "what was typed is lost");
    let empty = house.form(&link, "", &[("name", "  ")]).await;
    assert!(empty.body.contains("The name must not be empty."));
}

#[tokio::test]
async fn a_link_that_is_unknown_or_has_run_out_says_so() {
    let house = House::open().await;
    let unknown = house.get(&format!("/join/{}", "0".repeat(64)), "").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("/join/short", "").await.status, StatusCode::NOT_FOUND);
    let link = house.link(Role::Tech).await;
    house.clock.advance(24 * 3_600);
    assert_eq!(house.get(&link, "").await.status, StatusCode::GONE);
    let late = house.form(&link, "", &[("name", "Thierry")]).await;
    assert_eq!(late.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_second_link_gives_a_new_session_and_ends_the_old_one() {
    let house = House::open().await;
    let tech = house.sign_in(Role::Tech, "Thierry").await;
    let link = house.link(Role::Lead).await;
    let lead = house.form(&link, &tech, &[("name", "Jérôme")]).await.cookie();
    assert_ne!(tech, lead);
    assert_eq!(house.get("/api/me", &tech).await.status, StatusCode::UNAUTHORIZED);
    let me = house.get("/api/me", &lead).await.json();
    assert_eq!(me["rooms"].as_array().map(Vec::len), Some(1));
    assert_eq!(me["rooms"][0]["person"]["role"], "lead");
}

#[tokio::test]
async fn a_session_ends_when_asked_when_idle_and_after_a_week() {
    let house = House::open().await;
    let cookie = house.lead().await;
    let out = house.form("/sign-out", &cookie, &[]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(out.header(header::SET_COOKIE).starts_with("bascule=; Path=/; Max-Age=0"));
    assert_eq!(house.get("/api/me", &cookie).await.status, StatusCode::UNAUTHORIZED);

    let cookie = house.lead().await;
    house.clock.advance(session::IDLE - 1);
    assert_eq!(house.get("/api/me", &cookie).await.status, StatusCode::OK);
    house.clock.advance(session::IDLE);
    assert_eq!(house.get("/api/me", &cookie).await.status, StatusCode::UNAUTHORIZED);

    let cookie = house.lead().await;
    for _ in 0..14 {
        house.clock.advance(session::IDLE - 1);
        house.get("/api/me", &cookie).await;
    }
    house.clock.advance(100);
    assert_eq!(house.get("/api/me", &cookie).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn over_https_the_cookie_is_guarded_by_the_browser() {
    let house = House::open_at(Some("https://war.example.org")).await;
    let link = house.link(Role::Lead).await;
    let answer = house.form(&link, "", &[("name", "Jérôme")]).await;
    let cookie = answer.header(header::SET_COOKIE);
    assert!(cookie.starts_with("__Host-bascule="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    assert!(answer.header(header::STRICT_TRANSPORT_SECURITY).starts_with("max-age=31536000"));
}
