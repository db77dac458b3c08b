//! What an answer must belong to, and what people read when there is none.

use super::{Guarded, refused};
use axum::http::{StatusCode, header};
use domain::Role;
use serde_json::json;

#[tokio::test]
async fn an_answer_is_good_once_in_the_browser_that_asked_and_for_ten_minutes() {
    let guarded = Guarded::open().await;
    let token = |begun: &_| guarded.issuer.key.token(&guarded.claims(begun));
    let begun = guarded.begin("/").await;
    let good = [("code", "c0de"), ("state", begun.state())];
    guarded.issuer.will_give(token(&begun));
    let wrong = [("code", "c0de"), ("state", "wrong")];
    refused(&guarded.answer(&begun.cookie, &wrong).await, StatusCode::BAD_REQUEST);
    assert_eq!(guarded.answer(&begun.cookie, &good).await.status, StatusCode::SEE_OTHER);
    guarded.issuer.will_give(token(&begun));
    refused(&guarded.answer(&begun.cookie, &good).await, StatusCode::BAD_REQUEST);

    let begun = guarded.begin("/").await;
    let other = guarded.begin("/").await;
    let good = [("code", "c0de"), ("state", begun.state())];
    refused(&guarded.answer(&other.cookie, &good).await, StatusCode::BAD_REQUEST);
    refused(
        &guarded.answer("", &[("code", "c0de"), ("state", other.state())]).await,
        StatusCode::BAD_REQUEST,
    );
    refused(&guarded.answer(&begun.cookie, &[]).await, StatusCode::BAD_REQUEST);

    let begun = guarded.begin("/").await;
    guarded.issuer.will_give(token(&begun));
    guarded.house.clock.advance(600);
    refused(&guarded.back(&begun).await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn two_tabs_may_both_begin() {
    let guarded = Guarded::open().await;
    let first = guarded.begin("/").await;
    let second = guarded.begin_in(&first.cookie, "/").await;
    assert_eq!(first.cookie, second.cookie);
    guarded.issuer.will_give(guarded.issuer.key.token(&guarded.claims(&first)));
    assert_eq!(guarded.back(&first).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let guarded = Guarded::open().await;
    for back in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"] {
        let begun = guarded.begin(back).await;
        guarded.issuer.will_give(guarded.issuer.key.token(&guarded.claims(&begun)));
        assert_eq!(guarded.back(&begun).await.header(header::LOCATION), "/rooms/aurora", "{back}");
    }
}

#[tokio::test]
async fn a_new_session_ends_the_old_one() {
    let guarded = Guarded::open().await;
    let old = guarded.house.sign_in(Role::Tech, "Thierry").await;
    let begun = guarded.begin_in(&old, "/").await;
    guarded.issuer.will_give(guarded.issuer.key.token(&guarded.claims(&begun)));
    let both = format!("{old}; {}", begun.cookie);
    let good = [("code", "c0de"), ("state", begun.state()), ("iss", &guarded.issuer.address)];
    let new = guarded.answer(&both, &good).await.cookie();
    assert_eq!(guarded.house.get("/api/me", &old).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(guarded.house.get("/api/me", &new).await.status, StatusCode::OK);
}

#[tokio::test]
async fn people_are_told_why_they_are_not_in() {
    let guarded = Guarded::open().await;
    let no_group = guarded.sign_in(|claims| claims["groups"] = json!(["other"])).await;
    refused(&no_group, StatusCode::FORBIDDEN);
    assert!(no_group.body.contains("none of your groups opens a room"), "{}", no_group.body);
    assert!(no_group.body.contains("/oidc/start?other=true"));
    let nameless = guarded.sign_in(|claims| claims["name"] = "  ".into()).await;
    refused(&nameless, StatusCode::FORBIDDEN);
    let taken = guarded.sign_in(|claims| claims["name"] = "Celine".into()).await;
    refused(&taken, StatusCode::CONFLICT);
    assert!(taken.body.contains("Céline is in this room as comms"), "{}", taken.body);

    let begun = guarded.begin("/").await;
    let denied = [("error", "access_denied"), ("state", begun.state())];
    refused(&guarded.answer(&begun.cookie, &denied).await, StatusCode::FORBIDDEN);
    let begun = guarded.begin("/").await;
    let text = "<b>call this number</b>";
    let other = [("error", "odd"), ("error_description", text), ("state", begun.state())];
    let answer = guarded.answer(&begun.cookie, &other).await;
    refused(&answer, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.body.contains("this number"));
    let begun = guarded.begin("/").await;
    let mixed = [("code", "c0de"), ("state", begun.state()), ("iss", "https://evil.example")];
    refused(&guarded.answer(&begun.cookie, &mixed).await, StatusCode::FORBIDDEN);
    // The provider knows no such code.
    let begun = guarded.begin("/").await;
    refused(&guarded.back(&begun).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_provider_that_cannot_be_used_is_named() {
    let guarded = Guarded::open().await;
    let start = async || guarded.house.get("/oidc/start", "bascule_locale=fr").await;
    guarded.issuer.manners.lock().unwrap().redirects = true;
    let down = start().await;
    refused(&down, StatusCode::SERVICE_UNAVAILABLE);
    assert!(down.body.contains("Corp ID ne répond pas"), "{}", down.body);
    guarded.issuer.manners.lock().unwrap().redirects = false;
    refused(&start().await, StatusCode::SERVICE_UNAVAILABLE);
    guarded.house.clock.advance(5);
    guarded.issuer.manners.lock().unwrap().padding = 1024 * 1024;
    refused(&start().await, StatusCode::SERVICE_UNAVAILABLE);
    guarded.house.clock.advance(5);
    guarded.issuer.manners.lock().unwrap().padding = 0;
    assert_eq!(start().await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_button_is_where_people_without_a_session_are() {
    let guarded = Guarded::open().await;
    let shows = async |path: &str, href: &str| {
        let page = guarded.house.get(path, "").await.body;
        assert!(page.contains("Sign in with Corp ID") && page.contains(href), "{path}: {page}");
    };
    shows("/", "href=\"/oidc/start?back=%2F\"").await;
    shows(&format!("/join/{}", "0".repeat(64)), "href=\"/oidc/start?back=%2F\"").await;
    let deep = "href=\"/oidc/start?back=%2Frooms%2Faurora%3Fstep%3Ddns\"";
    shows("/rooms/aurora?step=dns", deep).await;
    let plain = super::House::open().await;
    assert!(!plain.get("/", "").await.body.contains("/oidc/"));
    assert_eq!(plain.get("/oidc/start", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(plain.get("/oidc/callback?code=x", "").await.status, StatusCode::NOT_FOUND);
}
