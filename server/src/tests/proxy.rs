//! Who is counted when links are guessed, with and without proxies in front.

use super::house::{House, request};
use crate::lifecycle::Peer;
use axum::{
    body::Body,
    http::{Method, StatusCode},
};

/// Tries of one address in one minute that are one too many.
const TOO_MANY: usize = 21;

async fn guess(house: &House, forwarded: &str) -> StatusCode {
    let peer = Peer("10.0.0.2:50000".parse().unwrap());
    let path = format!("/join/{}", "0".repeat(64));
    let request =
        request(Method::GET, &path, "").header("x-forwarded-for", forwarded).extension(peer);
    house.ask(request.body(Body::empty()).unwrap()).await.status
}

#[tokio::test]
async fn without_trusted_proxies_a_forged_header_gives_no_more_tries() {
    let house = House::open().await;
    for number in 1..TOO_MANY {
        assert_eq!(guess(&house, &format!("203.0.113.{number}")).await, StatusCode::NOT_FOUND);
    }
    assert_eq!(guess(&house, "203.0.113.99").await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn behind_a_proxy_each_client_is_counted_and_cannot_pretend() {
    let house = House::open_with(|config| config.trusted_proxies = 1).await;
    for number in 1..TOO_MANY {
        let forged = format!("198.51.100.{number}, 203.0.113.1");
        assert_eq!(guess(&house, &forged).await, StatusCode::NOT_FOUND);
    }
    assert_eq!(guess(&house, "203.0.113.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(guess(&house, "203.0.113.2").await, StatusCode::NOT_FOUND, "a neighbour may try");
}
