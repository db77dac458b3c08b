//! E-mail, to a real SMTP server.

use super::{
    mail_server::{MailServer, Taken, eventually},
    post_room::{ORIGIN, PostRoom, mail_file, notice},
};
use crate::{
    channel::{NoticeNumber, Said, Trouble},
    dispatch::{Delivery, State},
    sample::room_id,
};
use frontend::boot::Locale;
use std::{path::Path, process::Command};

fn to<'t>(taken: &'t [Taken], address: &str) -> &'t Taken {
    taken.iter().find(|mail| mail.to == [address]).unwrap()
}

#[tokio::test]
async fn a_notice_reaches_each_subscriber_in_both_languages_their_own_first() {
    let server = MailServer::start().await;
    let room = PostRoom::open(&mail_file(server.port)).await;
    room.subscriber("celine@example.org", Locale::Fr).await;
    room.subscriber("maxime@example.org", Locale::En).await;
    room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
    let taken = server.takes(2).await;
    let (french, english) = (to(&taken, "celine@example.org"), to(&taken, "maxime@example.org"));
    assert_eq!(french.subject, "Maintenance de 30 minutes");
    assert_eq!(english.subject, "Maintenance of 30 minutes");
    for body in [&french.text, &french.html] {
        assert!(
            body.find("jusqu’à 10 h 36").unwrap() < body.find("until 10:36").unwrap(),
            "{body}"
        );
    }
    assert!(english.text.find("until 10:36").unwrap() < english.text.find("jusqu’à").unwrap());
    assert!(
        french.html.contains("<html lang=\"fr\">") && english.html.contains("<html lang=\"en\">")
    );
    assert!(french.text.contains(&format!("Suivre en direct : {ORIGIN}/status/aurora")));
    let deliveries = room.all_over().await;
    assert!(deliveries.iter().all(|delivery| delivery.state == State::Sent));
    assert!(deliveries[0].answer.as_deref().unwrap().contains("Taken"), "{deliveries:?}");
}

#[tokio::test]
async fn one_post_takes_somebody_off_the_list_and_the_number_of_the_letter_is_in_its_message_id() {
    let server = MailServer::start().await;
    let room = PostRoom::open(&mail_file(server.port)).await;
    room.subscriber("celine@example.org", Locale::Fr).await;
    room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
    let mail = server.takes(1).await.remove(0);
    assert_eq!(
        mail.headers["list-unsubscribe-post"],
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    );
    let link = &mail.headers["list-unsubscribe"];
    let start = format!("List-Unsubscribe: <{ORIGIN}/status/aurora/subscription/");
    assert!(link.starts_with(&start) && link.ends_with('>'), "{link}");
    let url = &link["List-Unsubscribe: <".len()..link.len() - 1];
    assert!(mail.text.contains(url) && mail.html.contains(url));
    let delivery = room.all_over().await.remove(0);
    assert_eq!(mail.message_id, format!("<{}@example.org>", delivery.message_id));
    assert_eq!(delivery.key, "aurora/7/sellers-mail/id-celine@example.org");
}

#[tokio::test]
async fn a_title_cannot_begin_another_header_and_a_text_is_no_markup() {
    let server = MailServer::start().await;
    let room = PostRoom::open(&mail_file(server.port)).await;
    room.subscriber("celine@example.org", Locale::Fr).await;
    let mut outgoing = notice(Said::Published);
    outgoing.fr.title = "Fermé\r\nBcc: maxime@example.org\r\n\r\n<b>bonjour</b>".into();
    outgoing.fr.text = "<script>alert(1)</script>\n.\n\u{0}fin".into();
    room.send(7, &outgoing, &["sellers-mail"]).await;
    let mail = server.takes(1).await.remove(0);
    assert_eq!(mail.to, ["celine@example.org"]);
    assert!(!mail.headers.contains_key("bcc"), "{:?}", mail.headers);
    assert_eq!(mail.subject, "Fermé Bcc: maxime@example.org <b>bonjour</b>");
    assert!(!mail.html.contains("<script>") && mail.html.contains("&lt;script&gt;"));
    assert!(mail.text.contains("<script>alert(1)</script>\n.\nfin"), "{:?}", mail.text);
}

#[tokio::test]
async fn a_correction_a_withdrawal_and_a_test_say_so_in_their_titles() {
    let server = MailServer::start().await;
    let room = PostRoom::open(&mail_file(server.port)).await;
    room.subscriber("maxime@example.org", Locale::En).await;
    room.send(7, &notice(Said::Corrected), &["sellers-mail"]).await;
    room.send(8, &notice(Said::Withdrawn), &["sellers-mail"]).await;
    let taken = server.takes(2).await;
    let subjects: Vec<&str> = taken.iter().map(|mail| mail.subject.as_str()).collect();
    let expected =
        ["Correction: Maintenance of 30 minutes", "Notice withdrawn: Maintenance of 30 minutes"];
    assert_eq!(subjects, expected);
    let channel = room.office.channels().mail_of(&room_id()).unwrap().clone();
    let to = "jerome@example.org".parse().unwrap();
    room.office.send_test(&channel, notice(Said::Published), Some(to)).await.unwrap();
    let test = server.takes(3).await.remove(2);
    assert_eq!(test.subject, "[ESSAI] Maintenance de 30 minutes");
    assert!(test.text.contains("Ceci est un essai") && test.text.contains("This is a test"));
    assert!(!test.headers.contains_key("list-unsubscribe"), "a tester is on no list");
}

#[tokio::test]
async fn the_preview_is_what_is_sent() {
    let server = MailServer::start().await;
    let room = PostRoom::open(&mail_file(server.port)).await;
    room.subscriber("celine@example.org", Locale::Fr).await;
    let channel = room.office.channels().mail_of(&room_id()).unwrap().clone();
    let preview = room.office.preview(&channel, &notice(Said::Published));
    room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
    let mail = server.takes(1).await.remove(0);
    let token =
        mail.text.split("/subscription/").nth(1).unwrap().split_whitespace().next().unwrap();
    let dotted = mail.text.replace(token, "…");
    assert_eq!(preview.parts[0].text.trim(), dotted.trim());
    assert_eq!(preview.parts[1].text.trim(), mail.html.replace(token, "…").trim());
    assert!(preview.headers.contains(&("Subject".into(), mail.subject)));
}

#[tokio::test]
async fn a_refused_mailbox_fails_at_once_and_a_busy_one_is_tried_again() {
    let server = MailServer::start().await;
    let room = PostRoom::open(&mail_file(server.port)).await;
    room.subscriber("later@example.org", Locale::Fr).await;
    room.subscriber("refused@example.org", Locale::Fr).await;
    room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
    let deliveries = room.all_over().await;
    let of = |who: &str| deliveries.iter().find(|delivery| delivery.key.contains(who)).unwrap();
    let (later, refused) = (of("later"), of("refused"));
    assert_eq!((later.state, later.attempts, later.again), (State::Sent, 2, None));
    assert_eq!((refused.state, refused.attempts), (State::Failed, 1));
    let said = refused.trouble.as_ref().unwrap();
    assert_eq!(
        said.in_words(Locale::En),
        "The mail server refused it (550): “No such mailbox here”."
    );
    assert_eq!(
        said.in_words(Locale::Fr),
        "Le serveur de courrier l’a refusé (550)\u{202f}: «\u{202f}No such mailbox here\u{202f}»."
    );
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn whoever_left_before_their_turn_gets_nothing() {
    let server = MailServer::start().await;
    // Nobody listens at first: the letter waits.
    let folder = tempfile::tempdir().unwrap();
    let room = PostRoom::open_in(folder.path(), &mail_file(1)).await;
    room.subscriber("celine@example.org", Locale::Fr).await;
    room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
    super::mail_server::eventually(async || {
        room.deliveries().await[0]
            .trouble
            .clone()
            .filter(|said| matches!(said, Trouble::Unreachable { .. }))
    })
    .await;
    room.stop.cancel();
    room.ended.await.unwrap();
    crate::store::SubscriberStore::leave(&room.store, "id-celine@example.org").await.unwrap();
    drop((room.dispatch, room.office, room.store));

    let room = PostRoom::open_in(folder.path(), &mail_file(server.port)).await;
    let delivery = room.all_over().await.remove(0);
    assert_eq!(delivery.trouble, Some(Trouble::Unsubscribed));
    assert!(server.taken().is_empty());
    assert!(room.dispatch.deliveries(&room_id(), NoticeNumber(4)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_password_goes_through_tls_only_and_a_wrong_one_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (key, certificate) = certificate(folder.path());
    for (tls, mode) in [("starttls", None), ("implicit", Some("implicit"))] {
        let arguments: Vec<&str> = [key.as_str(), &certificate].into_iter().chain(mode).collect();
        let server = MailServer::start_with(&arguments).await;
        let file = |password: &str| {
            let lines = format!(
                "host = \"localhost\"\nca = \"{certificate}\"\nuser = \"bascule\"\n\
                 password = \"{password}\"\ntls = \"{tls}\""
            );
            mail_file(server.port)
                .replace("host = \"127.0.0.1\"", &lines)
                .replace("tls = \"none\"\n", "")
        };
        let data = tempfile::tempdir().unwrap();
        let room = PostRoom::open_in(data.path(), &file("wrong")).await;
        room.subscriber("celine@example.org", Locale::Fr).await;
        room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
        let said =
            super::mail_server::eventually(async || room.deliveries().await[0].trouble.clone())
                .await;
        assert!(matches!(said, Trouble::Smtp { code: 535, .. }), "{said:?}");
        room.stop.cancel();
        room.ended.await.unwrap();
        drop((room.dispatch, room.office, room.store));

        let room = PostRoom::open_in(data.path(), &file("right")).await;
        assert_eq!(room.all_over().await[0].state, State::Sent);
        assert!(server.takes(1).await[0].secure, "it came in clear");
    }
}

/// A certificate for `localhost` that nobody but this test believes.
fn certificate(folder: &Path) -> (String, String) {
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (key, certificate) = (path("key.pem"), path("certificate.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", &key, "-out", &certificate])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (key, certificate)
}

#[tokio::test]
async fn a_mail_server_that_is_down_gets_every_letter_once_it_is_back() {
    // A port that was free a moment ago: nobody answers there until the server is started.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let room = PostRoom::open(&mail_file(port)).await;
    room.subscriber("celine@example.org", Locale::Fr).await;
    room.subscriber("maxime@example.org", Locale::En).await;
    room.send(7, &notice(Said::Published), &["sellers-mail"]).await;
    eventually(async || {
        let deliveries = room.deliveries().await;
        let down = |it: &Delivery| matches!(it.trouble, Some(Trouble::Unreachable { .. }));
        (deliveries.len() == 2 && deliveries.iter().all(down)).then_some(())
    })
    .await;
    let server = MailServer::start_at(port, &[]).await;
    let deliveries = room.all_over().await;
    assert!(deliveries.iter().all(|it| it.state == State::Sent && it.attempts > 1));
    // What certainly did not arrive before is no doubt.
    assert!(deliveries.iter().all(|it| it.again.is_none()), "{deliveries:?}");
    assert_eq!(server.taken().len(), 2);
}
