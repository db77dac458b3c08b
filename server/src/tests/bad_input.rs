//! What no browser sends: nobody is signed in by it, and nothing breaks.

use super::house::{House, request};
use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
};

#[tokio::test]
async fn odd_cookies_are_nobody() {
    let house = House::open().await;
    let good = house.lead().await;
    let many: String = (0..100).map(|n| format!("c{n}=v; ")).collect();
    assert_eq!(house.get("/api/me", &format!("{many}{good}")).await.status, StatusCode::OK);
    let other = format!("bascule={}", "0".repeat(64));
    for cookie in [
        "bascule=".into(),
        "bascule".into(),
        "bascule=..".into(),
        "=;;;".into(),
        other.clone(),
        format!("{good}; {other}"),
        good.to_uppercase(),
        good[..good.len() - 1].to_owned(),
        format!("{good}0"),
        format!("__Host-{good}"),
        format!("bascule={}", "x".repeat(8_000)),
    ] {
        let answer = house.get("/api/me", &cookie).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{cookie}");
    }
    let bytes = HeaderValue::from_bytes(b"bascule=\xff\xfe; caf\xe9").unwrap();
    let odd = request(Method::GET, "/rooms/aurora", "").header(header::COOKIE, bytes);
    let answer = house.ask(odd.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn odd_paths_forms_and_numbers_are_no_fault_of_ours() {
    let house = House::open().await;
    let lead = house.lead().await;
    for path in [
        "/rooms/%ff",
        "/rooms/%00",
        "/rooms/aurora%2f..",
        "/join/%ff",
        "/assets/%ff",
        "/api/rooms/aurora/steps/%ff/instructions",
        "/rooms/aurora?step=%ff",
        "/public/%2e%2e",
    ] {
        let answer = house.get(path, &lead).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
    }
    let start = "/rooms/aurora/steps/crons/start";
    for body in [
        "key=%ff",
        "key=a&key=b",
        "expected=-1",
        "expected=99999999999999999999",
        "key=A!",
        "&&&===",
        "key",
    ] {
        let form = request(Method::POST, start, &lead)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = house.ask(form.body(Body::from(body)).unwrap()).await;
        assert!(answer.status.as_u16() < 500, "{body}: {}", answer.status);
    }
    for id in ["-1", "9223372036854775808x", "text", ""] {
        let ask =
            request(Method::GET, "/api/rooms/aurora/events", &lead).header("last-event-id", id);
        let answer = house.ask(ask.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{id:?}");
    }
}

#[tokio::test]
async fn headers_that_claim_to_be_somebody_are_not_believed() {
    let house = House::open().await;
    for (name, value) in [
        ("x-user", "jerome"),
        ("x-role", "lead"),
        ("x-forwarded-user", "jerome"),
        ("x-original-url", "/livez"),
        ("x-http-method-override", "GET"),
        ("authorization", "Bearer x"),
    ] {
        let ask = request(Method::GET, "/api/rooms/aurora", "").header(name, value);
        let answer = house.ask(ask.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
    }
}
