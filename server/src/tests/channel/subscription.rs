//! Asking for notices, saying yes, and leaving: by the handlers, with real e-mail.

use super::{
    mail_server::MailServer,
    post_room::{ORIGIN, PostRoom, hook, mail_file, notice, nowhere},
};
use crate::{
    channel::Said,
    clock::{Clock, FixedClock},
    dispatch::State,
    lifecycle::Peer,
    subscriber::{Asks, Desk, TO_CONFIRM, routes},
    tests::house::{Answer, TEN, request},
};
use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Method, StatusCode, header},
};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

struct Door {
    room: PostRoom,
    mail: MailServer,
    clock: Arc<FixedClock>,
    router: Router,
    _folder: TempDir,
}

impl Door {
    async fn open() -> Self {
        let (folder, mail) = (tempfile::tempdir().unwrap(), MailServer::start().await);
        let clock = Arc::new(FixedClock::at(TEN));
        let room = PostRoom::open_at(folder.path(), &mail_file(mail.port), clock.clone()).await;
        let desk = Desk {
            store: room.store.clone(),
            dispatch: room.dispatch.clone(),
            asks: Asks::default(),
        };
        let peer = Extension(Peer("198.51.100.7:4711".parse().unwrap()));
        let router = routes(Arc::new(desk)).layer(peer);
        Self { room, mail, clock, router, _folder: folder }
    }

    async fn ask(&self, method: Method, path: &str, body: &str) -> Answer {
        let request = request(method, path, "")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()));
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1_000_000).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, "").await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.ask(Method::POST, path, body).await
    }

    async fn subscribe(&self, address: &str) -> Answer {
        let body = format!("email={}&language=fr", address.replace('@', "%40"));
        self.post("/status/aurora/subscribe", &body).await
    }

    /// The path of the link in the e-mail with this number, from 1.
    async fn link(&self, number: usize) -> String {
        let mail = self.mail.takes(number).await.remove(number - 1);
        let url = mail.text.split_whitespace().find(|word| word.contains("/subscription/"));
        url.unwrap().strip_prefix(ORIGIN).unwrap().to_owned()
    }

    async fn sends(&self, seq: u64) -> usize {
        self.room.send(seq, &notice(Said::Published), &["sellers-mail"]).await;
        let deliveries = self.room.deliveries().await;
        deliveries.iter().filter(|one| one.key.starts_with(&format!("aurora/{seq}/"))).count()
    }
}

#[tokio::test]
async fn nobody_gets_notices_who_has_not_said_yes_and_opening_the_link_is_no_yes() {
    let door = Door::open().await;
    assert_eq!(door.get("/status/aurora/subscribe").await.status, StatusCode::OK);
    assert_eq!(door.subscribe("Celine@Example.org").await.status, StatusCode::ACCEPTED);
    let link = door.link(1).await;
    assert_eq!(door.mail.taken()[0].to, ["celine@example.org"]);
    // A scanner opens every link, twice.
    for _ in 0..2 {
        let page = door.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("<form method=\"post\""), "{}", page.body);
    }
    assert_eq!(door.sends(1).await, 0);
    assert!(door.post(&link, "").await.body.contains("You will get the notices"));
    assert_eq!(door.sends(2).await, 1);
    assert_eq!(door.room.all_over().await[0].state, State::Sent);
}

#[tokio::test]
async fn one_click_ends_it_and_a_second_click_changes_nothing() {
    let door = Door::open().await;
    door.subscribe("celine@example.org").await;
    let yes = door.link(1).await;
    door.post(&yes, "").await;
    door.sends(1).await;
    let leave = door.link(2).await;
    assert!(door.get(&leave).await.body.contains("Unsubscribe"));
    assert_eq!(door.sends(2).await, 1, "a GET changes nothing");
    // As RFC 8058 has it: no cookie, no referer, this body.
    let left = door.post(&leave, "List-Unsubscribe=One-Click").await;
    assert_eq!(left.status, StatusCode::OK);
    assert!(left.body.contains("no more notices"), "{}", left.body);
    assert_eq!(door.post(&leave, "List-Unsubscribe=One-Click").await.status, StatusCode::OK);
    assert_eq!(door.sends(3).await, 0);
    assert_eq!(door.get(&leave).await.status, StatusCode::GONE);
    // The yes of before is gone with them.
    door.post(&yes, "").await;
    assert_eq!(door.sends(4).await, 0);
}

#[tokio::test]
async fn nobody_learns_from_the_answer_whether_an_address_is_on_the_list() {
    let door = Door::open().await;
    door.subscribe("celine@example.org").await;
    let link = door.link(1).await;
    door.post(&link, "").await;
    door.clock.advance(700);
    let known = door.subscribe("celine@example.org").await;
    let fresh = door.subscribe("maxime@example.org").await;
    let at_once = door.subscribe("maxime@example.org").await;
    for other in [&fresh, &at_once] {
        assert_eq!((known.status, &known.body), (other.status, &other.body));
        assert_eq!(known.headers, other.headers);
    }
    let taken = door.mail.takes(3).await;
    let of = |who: &str| taken.iter().filter(|mail| mail.to == [who]).count();
    assert_eq!((of("celine@example.org"), of("maxime@example.org")), (2, 1));
    let again = taken.iter().rfind(|mail| mail.to == ["celine@example.org"]).unwrap();
    assert!(again.subject.starts_with("Vous recevez déjà les annonces"), "{}", again.subject);
}

#[tokio::test]
async fn an_address_is_not_flooded_and_a_place_does_not_flood_others() {
    let door = Door::open().await;
    for _ in 0..6 {
        door.subscribe("celine@example.org").await;
        door.clock.advance(601);
    }
    let asked = |door: &Door| door.mail.taken().len();
    door.mail.takes(3).await;
    // The next day it may be written to again: when that arrives, all before it has.
    door.clock.advance(86_400);
    door.subscribe("celine@example.org").await;
    door.mail.takes(4).await;
    assert_eq!(asked(&door), 4, "three on the first day, one on the next");
    let mut statuses = Vec::new();
    for number in 0..21 {
        statuses.push(door.subscribe(&format!("seller-{number}@example.org")).await.status);
    }
    assert_eq!(
        statuses.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count(),
        2
    );
}

#[tokio::test]
async fn a_link_runs_out_is_good_in_its_room_only_and_is_not_on_disk() {
    let door = Door::open().await;
    door.subscribe("celine@example.org").await;
    let link = door.link(1).await;
    let elsewhere = link.replace("/aurora/", "/borealis/");
    assert_eq!(door.get(&elsewhere).await.status, StatusCode::GONE);
    let token = link.rsplit('/').next().unwrap();
    let folder = door._folder.path();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let found = bytes.windows(token.len()).any(|window| window == token.as_bytes());
        assert!(!found, "the token is on disk");
    }
    door.clock.advance(TO_CONFIRM);
    assert_eq!(door.get(&link).await.status, StatusCode::GONE);
    door.post(&link, "").await;
    assert_eq!(door.sends(1).await, 0);
    assert_eq!(door.get("/status/aurora/subscription/nonsense").await.status, StatusCode::GONE);
    assert!(door.clock.now() > TEN);
}

#[tokio::test]
async fn what_is_no_address_is_refused_with_the_rule_and_shown_back_as_text() {
    let door = Door::open().await;
    let answer = door.post("/status/aurora/subscribe", "email=%3Cscript%3E%22x").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("One address is needed"), "{}", answer.body);
    assert!(answer.body.contains("&lt;script&gt;&quot;x") && !answer.body.contains("<script>"));
    let two = "email=a%40example.org%0d%0aBcc%3A+b%40example.org";
    assert_eq!(
        door.post("/status/aurora/subscribe", two).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(door.get("/status/borealis/subscribe").await.status, StatusCode::NOT_FOUND);
    let room = PostRoom::open(&hook("ops", "slack", &nowhere())).await;
    assert!(room.office.channels().mail_of(&crate::sample::room_id()).is_none());
}
