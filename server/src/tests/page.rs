//! Pages, reads and files.

use super::house::{House, TEN, request};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::Role;

#[tokio::test]
async fn the_room_page_is_whole_before_any_script_runs() {
    let house = House::open().await;
    let tech = house.sign_in(Role::Tech, "Thierry").await;
    let page = house.get("/rooms/aurora?step=drain", &tech).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.starts_with("<!doctype html><html lang=\"en\">"));
    assert!(page.body.ends_with("</html>"));
    assert!(page.body.contains("Connections to RDS fall to zero"));
    assert!(page.body.contains("information_schema"), "tech sees how");
    assert!(!page.body.contains(" style=") && !page.body.contains("<style"));
    let comms = house.sign_in(Role::Comms, "Céline").await;
    let page = house.get("/rooms/aurora?step=drain", &comms).await;
    assert!(!page.body.contains("information_schema"), "comms sees a command");
    let odd = house.get("/rooms/aurora?step=No+Step&more=1", &comms).await;
    assert_eq!(odd.status, StatusCode::OK);
}

#[tokio::test]
async fn the_front_page_lists_the_rooms_or_says_how_to_get_in() {
    let house = House::open().await;
    let stranger = house.get("/", "").await;
    assert_eq!(stranger.status, StatusCode::OK);
    assert!(stranger.body.contains("You need a sign-in link"));
    let lead = house.lead().await;
    let page = house.get("/", &lead).await;
    assert!(page.body.contains("/rooms/aurora"));
    assert!(page.body.contains("Wednesday 7 September 2016, 10:06"), "{}", page.body);
}

#[tokio::test]
async fn the_api_reads_what_the_role_may_see() {
    let house = House::open().await;
    let (lead, comms) = (house.lead().await, house.sign_in(Role::Comms, "Céline").await);
    let snapshot = house.get("/api/rooms/aurora", &comms).await;
    assert_eq!(snapshot.json()["clock"]["now"], TEN.micros());
    assert!(!snapshot.body.contains("systemctl"));
    assert!(house.get("/api/rooms/aurora", &lead).await.body.contains("systemctl"));
    let log = house.get("/api/rooms/aurora/log?after=0", &comms).await;
    assert_eq!(log.json().as_array().map(Vec::len), Some(3), "{}", log.body);
    assert!(!log.body.contains("systemctl"));
    let path = "/api/rooms/aurora/steps/crons/instructions";
    assert!(house.get(path, &lead).await.body.contains("<code>sudo systemctl stop cron"));
    let refused = house.get(path, &comms).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "not_allowed".into()));
    let nothing = house.get("/api/rooms/aurora/steps/nothing/instructions", &lead).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    for odd in ["after=-1", "after=x", "after=99999999999999999999"] {
        let answer = house.get(&format!("/api/rooms/aurora/log?{odd}"), &lead).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{odd}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_as_page_or_json() {
    let house = House::open().await;
    let ask = |method: Method, path: &'static str, accept: &'static str| {
        let request = request(method, path, "").header(header::ACCEPT, accept);
        house.ask(request.body(Body::empty()).unwrap())
    };
    let page = ask(Method::GET, "/nothing", "text/html").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("There is nothing at this address."));
    let json = ask(Method::GET, "/api/nothing", "*/*").await;
    assert_eq!((json.status, json.code()), (StatusCode::NOT_FOUND, "not_found".into()));
    let wrong = ask(Method::DELETE, "/api/me", "application/json").await;
    assert_eq!(
        (wrong.status, wrong.code()),
        (StatusCode::METHOD_NOT_ALLOWED, "wrong_method".into())
    );
    assert!(wrong.header(header::ALLOW).contains("GET"));
    for path in
        ["/rooms/aurora/", "/%2e%2e/x", "//", "/assets/../manifest.json", "/assets/manifest.json"]
    {
        assert_eq!(
            ask(Method::GET, path, "text/html").await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_its_guards() {
    let house = House::open().await;
    let lead = house.lead().await;
    for path in
        ["/", "/rooms/aurora", "/api/rooms/aurora", "/nothing", "/livez", "/api/me", "/public/x"]
    {
        let answer = house.get(path, &lead).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{path}"
        );
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "", "{path}");
    }
    assert_eq!(house.get("/livez", "").await.body, "ok\n");
    assert_eq!(house.get("/readyz", "").await.body, "ok\n");
    house.app.stop.cancel();
    assert_eq!(house.get("/readyz", "").await.status, StatusCode::SERVICE_UNAVAILABLE);
}
