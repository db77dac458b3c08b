//! What the comms desk shows of the ways out, sends again, and tries.

use super::{
    follow::{Desk, content},
    mail_server::{MailServer, eventually},
    post_room::{SECRET, add_subscriber, hook, mail_file},
    receiver::{Receiver, Reply},
};
use axum::http::StatusCode;
use domain::Role;
use frontend::boot::Locale;

async fn panel(desk: &Desk, cookie: &str, notice: u32) -> String {
    let path = format!("/rooms/aurora/panels/comms?notice={notice}");
    let answer = desk.house.get(&path, cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()["panels"]["comms/editor"].as_str().unwrap().to_owned()
}

async fn list(desk: &Desk, cookie: &str) -> String {
    let answer = desk.house.get("/rooms/aurora/panels/comms", cookie).await;
    answer.json()["panels"]["comms/list"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_desk_says_how_many_got_it_what_was_given_up_and_sends_that_again() {
    let mail = MailServer::start().await;
    let receiver = Receiver::start([Reply::Say(404, vec![], "no_service")]).await;
    let file = mail_file(mail.port) + &hook("ops", "slack", &receiver.url());
    let mut desk = Desk::open(&file).await;
    let store = desk.house.app.store.clone();
    for address in ["secret-a@example.org", "secret-b@example.org"] {
        add_subscriber(&store, address, Locale::Fr).await;
    }
    let notice = desk.publish(content(&["sellers-mail", "ops", "fax"])).await;
    desk.follow().await;
    desk.over(notice).await;
    let comms = desk.house.sign_in(Role::Comms, "Céline").await;
    let observer = desk.house.sign_in(Role::Observer, "Olga").await;
    let shown = panel(&desk, &comms, notice.0).await;
    assert!(shown.contains("2 of 2 subscribers"), "{shown}");
    assert!(shown.contains("given up") && shown.contains("no_service"), "{shown}");
    assert!(shown.contains("This channel is not set up"), "{shown}");
    assert!(!shown.contains("secret-") && !shown.contains("hook-s3cr3t"), "{shown}");
    assert!(!shown.contains(SECRET));
    assert!(shown.contains("Send again"));
    assert!(!panel(&desk, &observer, notice.0).await.contains("Send again"));
    assert!(list(&desk, &comms).await.contains("not sent everywhere"));

    let again = format!("/rooms/aurora/notices/{notice}/again");
    let fields = [("channel", "ops"), ("back", "/rooms/aurora/comms?notice=1")];
    let refused = desk.house.form(&again, &observer, &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let sent = desk.house.form(&again, &comms, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    receiver.takes(2).await;
    eventually(async || {
        let shown = panel(&desk, &comms, notice.0).await;
        (!shown.contains("given up") && shown.contains("2 attempts")).then_some(())
    })
    .await;
    assert!(!list(&desk, &comms).await.contains("not sent everywhere"));
    // Pressed again there is nothing to send.
    desk.house.form(&again, &comms, &fields).await;
    assert_eq!(receiver.posted().len(), 2);
    let stray = desk.house.form(&again, &comms, &[("channel", "nowhere")]).await;
    assert_eq!(stray.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_draft_is_shown_as_each_channel_would_get_it_and_a_test_says_what_was_answered() {
    let mail = MailServer::start().await;
    let receiver = Receiver::start([]).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/", closed.local_addr().unwrap());
    drop(closed);
    let down = hook("down", "teams", &nobody);
    let file = mail_file(mail.port) + &hook("ops", "webhook", &receiver.url()) + &down;
    let desk = Desk::open(&file).await;
    desk.house
        .order(domain::Command::Word(domain::word::WordCommand::PublishRoom { on: true }))
        .await;
    let notice = desk.draft(content(&["ops"])).await;
    let comms = desk.house.sign_in(Role::Comms, "Céline").await;
    let shown = panel(&desk, &comms, notice.0).await;
    assert!(shown.contains("For a reader in French") && shown.contains("until 10:36"), "{shown}");
    assert!(shown.contains("notice.published") && shown.contains("List-Unsubscribe"), "{shown}");
    assert!(!shown.contains(SECRET));

    let path = format!("/rooms/aurora/notices/{notice}/test");
    let test = async |fields: &[(&str, &str)]| desk.house.form(&path, &comms, fields).await;
    let taken = test(&[("channel", "ops")]).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
    assert!(taken.body.contains("200 OK ok"), "{}", taken.body);
    let body = receiver.takes(1).await.remove(0).json();
    assert_eq!(body["data"]["test"], true);
    assert!(body["data"]["en"]["text"].as_str().unwrap().starts_with("This is a test."));
    let taken = test(&[("channel", "sellers-mail"), ("to", "celine@example.org")]).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
    assert!(mail.takes(1).await[0].subject.starts_with("[ESSAI] "));
    let failed = test(&[("channel", "down")]).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(failed.body.contains("could not be reached"), "{}", failed.body);
    let nobody = test(&[("channel", "sellers-mail"), ("to", "not an address")]).await;
    assert_eq!(nobody.status, StatusCode::BAD_REQUEST);
    // A test is in no record and changes nothing.
    assert!(desk.deliveries(notice).await.is_empty());
}

#[tokio::test]
async fn with_no_channel_the_desk_says_how_to_set_one_up() {
    let desk = Desk::open("").await;
    let notice = desk.draft(content(&[])).await;
    let comms = desk.house.sign_in(Role::Comms, "Céline").await;
    assert!(panel(&desk, &comms, notice.0).await.contains("--channels channels.toml"));
}
