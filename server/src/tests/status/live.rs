//! The stream for people outside.

use super::{begin, publish, shown};
use crate::{
    sample::within,
    status::STREAMS,
    tests::house::{House, finish, request},
};
use axum::{
    body::{Body, BodyDataStream},
    http::{Method, StatusCode},
};
use futures::StreamExt;
use serde_json::Value;
use tower::ServiceExt;

struct Reader(BodyDataStream);

impl Reader {
    async fn open(house: &House, lang: &str) -> Self {
        let path = format!("/status/aurora/events?lang={lang}");
        let request = request(Method::GET, &path, "").body(Body::empty()).unwrap();
        let response = house.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Self(response.into_body().into_data_stream())
    }

    /// The next frame as text; `None` when the stream has ended.
    async fn next(&mut self) -> Option<String> {
        let frame = within(self.0.next()).await?;
        Some(String::from_utf8(frame.unwrap().to_vec()).unwrap())
    }

    /// The next edition: its number and its parts. Signs of life in between are passed over.
    async fn edition(&mut self) -> (u64, Value) {
        loop {
            let frame = self.next().await.expect("the stream goes on");
            let line = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name));
            if line("event: ") == Some("edition") {
                let number = line("id: ").unwrap().parse().unwrap();
                return (number, serde_json::from_str(line("data: ").unwrap()).unwrap());
            }
            assert_eq!(line("event: "), Some("beat"), "{frame}");
        }
    }
}

#[tokio::test]
async fn readers_outside_get_what_stands_then_every_change_under_numbers_of_its_own() {
    let house = shown().await;
    let (mut english, mut french) =
        (Reader::open(&house, "en").await, Reader::open(&house, "fr").await);
    let (number, parts) = english.edition().await;
    assert_eq!(number, 1, "the log is at {}", house.room().await.seq);
    assert!(parts["state"].as_str().unwrap().contains("Maintenance is planned"));
    assert_eq!(french.edition().await.0, 1);
    begin(&house).await;
    let (mut number, mut parts) = english.edition().await;
    while !parts["state"].as_str().unwrap().contains("We are in planned maintenance") {
        (number, parts) = english.edition().await;
    }
    assert!((2..=6).contains(&number), "five steps are at most five changes: {number}");
    let said = loop {
        let (_, parts) = french.edition().await;
        let state = parts["state"].as_str().unwrap().to_owned();
        if state.contains("Maintenance en cours") {
            break state;
        }
    };
    assert!(said.contains("<progress"), "{said}");
}

#[tokio::test]
async fn a_stream_shows_signs_of_life_with_the_time_of_the_room() {
    let house = shown().await;
    let mut reader = Reader::open(&house, "en").await;
    reader.edition().await;
    assert_eq!(reader.next().await.unwrap(), "event: beat\ndata: 10:00:00\n\n");
}

#[tokio::test]
async fn what_stays_inside_makes_no_edition() {
    let house = shown().await;
    let mut reader = Reader::open(&house, "en").await;
    assert_eq!(reader.edition().await.0, 1);
    house.order(crate::tests::house::start("crons")).await;
    house.order(finish("crons")).await;
    assert_eq!(reader.edition().await.0, 2, "one step more is over; that it began is nobody's");
}

#[tokio::test]
async fn the_stream_ends_when_the_room_is_shown_no_more_and_when_the_server_stops() {
    let house = shown().await;
    let mut reader = Reader::open(&house, "en").await;
    reader.edition().await;
    house.order(publish(false)).await;
    while let Some(frame) = reader.next().await {
        assert!(frame.starts_with("event: beat"), "{frame}");
    }
    house.order(publish(true)).await;
    let mut reader = Reader::open(&house, "en").await;
    reader.edition().await;
    house.app.stop.cancel();
    while let Some(frame) = reader.next().await {
        assert!(frame.starts_with("event: beat"), "{frame}");
    }
}

#[tokio::test]
async fn whoever_finds_no_place_is_told_when_to_come_back_and_the_page_is_still_there() {
    let house = shown().await;
    let places = house.app.boards.places_for_tests();
    let taken = places.acquire_many_owned(u32::try_from(STREAMS).unwrap()).await.unwrap();
    let full = house.get("/status/aurora/events", "").await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(full.header(axum::http::header::RETRY_AFTER), "60");
    assert_eq!(house.get("/status/aurora", "").await.status, StatusCode::OK);
    drop(taken);
    Reader::open(&house, "en").await.edition().await;
}
