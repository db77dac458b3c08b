//! What people outside are shown, through the real router: when it is there, what it says, how it
//! is kept by caches, and that others can read its formats.

mod formats;
mod live;
mod size;

use super::house::{Answer, House, finish, request};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::{Command, word::WordCommand};

const WAYS: [&str; 5] = ["", ".json", ".atom", ".ics", "/badge.svg"];

/// A house whose room is shown outside.
async fn shown() -> House {
    let house = House::open().await;
    house.order(publish(true)).await;
    house
}

fn publish(on: bool) -> Command {
    Command::Word(WordCommand::PublishRoom { on })
}

/// The interruption begins.
async fn begin(house: &House) {
    for step in ["crons", "monitoring", "lag"] {
        house.order(finish(step)).await;
    }
    // Past the gate, which is a matter of its own.
    let anyway = domain::text::Reason::parse("a test").ok();
    let step = domain::StepId::parse("maintenance-on").unwrap();
    house.order(Command::FinishStep { step, anyway }).await;
}

async fn get(house: &House, way: &str) -> Answer {
    house.get(&format!("/status/aurora{way}"), "").await
}

async fn ask(house: &House, path: &str, header: header::HeaderName, value: &str) -> Answer {
    let request = request(Method::GET, path, "").header(header, value);
    house.ask(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_room_that_is_not_shown_is_answered_like_one_that_nobody_has_heard_of() {
    let house = House::open().await;
    let paths = ["", ".json", ".atom", ".ics", "/badge.svg", "/events", "/subscribe"];
    for on in [false, true, false] {
        if house.room().await.word.is_public != on {
            house.order(publish(on)).await;
        }
        for path in paths.iter().filter(|_| !on) {
            let hidden = get(&house, path).await;
            let unknown = house.get(&format!("/status/borealis{path}"), "").await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(
                (&hidden.body, &hidden.headers),
                (&unknown.body, &unknown.headers),
                "{path}"
            );
            assert_eq!(hidden.header(header::CACHE_CONTROL), "no-store", "{path}");
        }
    }
    for odd in
        ["/status/Aurora", "/status/aurora.xml", "/status/.json", "/status/%00", "/status/a%2Fb"]
    {
        assert_eq!(house.get(odd, "").await.status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[tokio::test]
async fn the_page_says_in_both_languages_where_the_maintenance_stands_and_moves_by_facts_alone() {
    let house = shown().await;
    let english = get(&house, "").await;
    assert_eq!(english.status, StatusCode::OK);
    assert!(english.body.contains("Maintenance is planned on Wed 7 Sep from 10:06 to 10:36."));
    assert!(english.body.contains("It has not started.") && english.body.contains("lang=\"en\""));
    house.clock.advance(20 * 60);
    assert!(get(&house, "").await.body.contains("It has not started."), "the clock moved it");

    begin(&house).await;
    let steps = house.room().await.progress().1;
    let english = get(&house, "").await.body;
    assert!(english.contains("We are in planned maintenance. We expect to be back at 10:"));
    assert!(english.contains(&format!("step 5 of {steps}")), "{english}");
    let french = get(&house, "?lang=fr").await.body;
    assert!(french.contains("Maintenance en cours. Retour prévu à 10:"), "{french}");
    assert!(french.contains("lang=\"fr\"") && french.contains(&format!("étape 5 sur {steps}")));
    for step in ["drain", "replication", "dns", "smoke", "maintenance-off"] {
        house.order(finish(step)).await;
    }
    let back = get(&house, "").await.body;
    assert!(back.contains("The maintenance is over. Everything has been back since 10:20."));
    assert!(!back.contains("<progress"));
}

#[tokio::test]
async fn the_language_is_the_address_s_or_what_the_browser_accepts_and_never_a_cookie_s() {
    let house = shown().await;
    let path = "/status/aurora";
    let accept = header::ACCEPT_LANGUAGE;
    assert!(
        ask(&house, path, accept.clone(), "fr-FR, en;q=0.5").await.body.contains("lang=\"fr\"")
    );
    let english = ask(&house, "/status/aurora?lang=en", accept, "fr").await;
    assert!(english.body.contains("<html lang=\"en\""));
    let cookie = ask(&house, path, header::COOKIE, "bascule_locale=fr").await;
    assert!(cookie.body.contains("<html lang=\"en\""));
    assert!(cookie.header(header::VARY).contains("accept-language"));
}

#[tokio::test]
async fn every_way_can_be_kept_by_a_cache_and_is_not_sent_again_until_it_changes() {
    let house = shown().await;
    for way in WAYS {
        let first = get(&house, way).await;
        assert_eq!(first.status, StatusCode::OK, "{way}");
        let kept = first.header(header::CACHE_CONTROL);
        assert_eq!(kept, "public, max-age=5, stale-while-revalidate=30", "{way}");
        assert!(first.header(header::SET_COOKIE).is_empty());
        let tag = first.header(header::ETAG).to_owned();
        // The page says in which minute it was made; the others change with the edition alone.
        house.clock.advance(if way.is_empty() { 59 } else { 60 });
        let path = format!("/status/aurora{way}");
        let again = ask(&house, &path, header::IF_NONE_MATCH, &tag).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{way}");
        assert_eq!(again.header(header::ETAG), tag);
        assert_eq!(again.header(header::CACHE_CONTROL), kept);
        assert!(again.header(header::VARY).contains("accept-language"), "{way}");
        let other = format!("{path}?lang=fr");
        let french = ask(&house, &other, header::IF_NONE_MATCH, &tag).await;
        assert_eq!(french.status, StatusCode::OK, "{way}: another language is another text");
    }
    house.clock.advance(1);
    let tag = get(&house, "").await.header(header::ETAG).to_owned();
    house.clock.advance(60);
    let later = ask(&house, "/status/aurora", header::IF_NONE_MATCH, &tag).await;
    assert_eq!(later.status, StatusCode::OK, "an old page that is asked for again says so");
    let tag = later.header(header::ETAG).to_owned();
    house.order(finish("crons")).await;
    let changed = ask(&house, "/status/aurora", header::IF_NONE_MATCH, &tag).await;
    assert_eq!(changed.status, StatusCode::OK, "one step more is over");
}

#[tokio::test]
async fn other_sites_may_read_the_data_and_show_the_picture_but_not_frame_the_page() {
    let house = shown().await;
    let policy = header::HeaderName::from_static("cross-origin-resource-policy");
    for way in WAYS {
        let answer = get(&house, way).await;
        let (open, same) = (!way.is_empty(), answer.header(policy.clone()) == "same-origin");
        assert_eq!(open, !same, "{way}");
        let everybody = answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN) == "*";
        assert_eq!(open, everybody, "{way}");
        assert!(answer.header(header::CONTENT_SECURITY_POLICY).contains("frame-ancestors 'none'"));
    }
}
