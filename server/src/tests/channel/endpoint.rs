//! Slack, Teams and webhooks, to a real HTTP receiver.

use super::{
    mail_server::script,
    post_room::{PostRoom, SECRET, channel, hook, notice, nowhere},
    receiver::{Posted, Receiver, Reply},
};
use crate::{
    channel::{Channel, Said, Trouble},
    dispatch::State,
};
use domain::ChannelId;
use frontend::boot::Locale;
use serde_json::json;
use std::{io::Write, process::Stdio};

fn of<'r>(room: &'r PostRoom, id: &str) -> &'r Channel {
    room.office.channels().get(&ChannelId::parse(id).unwrap()).unwrap()
}

/// What the library of the Standard Webhooks project says of a post.
fn checked(posted: &Posted, secret: &str) -> String {
    let names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
    let headers: serde_json::Map<_, _> =
        names.iter().map(|name| ((*name).to_owned(), posted.header(name).into())).collect();
    let asked = json!({ "secret": secret, "headers": headers, "body": posted.body });
    let mut child =
        script("verify.mjs").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(asked.to_string().as_bytes()).unwrap();
    let said = child.wait_with_output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn a_webhook_is_believed_by_the_library_of_the_standard_and_a_changed_one_is_not() {
    let receiver = Receiver::start([]).await;
    let room = PostRoom::open(&hook("partners", "webhook", &receiver.url())).await;
    for (seq, said) in (7..).zip(Said::ALL) {
        room.send(seq, &notice(said), &["partners"]).await;
    }
    let posted = receiver.takes(3).await;
    for (posted, said) in posted.iter().zip(Said::ALL) {
        assert_eq!(checked(posted, SECRET), "good");
        let body = posted.json();
        assert_eq!(body["type"], format!("notice.{}", said.slug()));
        assert_eq!(body["timestamp"], "2016-09-07T08:06:00Z");
        let data = &body["data"];
        assert_eq!((&data["kind"], &data["room"]), (&json!(said.slug()), &json!("aurora")));
        let named = json!("1473235560000000");
        assert_eq!((&data["notice"], &data["test"]), (&named, &json!(false)));
        assert_eq!(data["promised_end"], "2016-09-07T08:36:00Z");
        assert_eq!(data["fr"]["title"], "Maintenance de 30 minutes");
        assert!(data["en"]["text"].as_str().unwrap().starts_with("The site is closed"));
    }
    let deliveries = room.all_over().await;
    assert_eq!(posted[0].header("webhook-id"), format!("msg_{}", deliveries[0].message_id));
    let mut changed = posted[0].clone();
    changed.body = changed.body.replace("10:36", "10:16");
    assert_ne!(checked(&changed, SECRET), "good");
    assert_ne!(checked(&posted[0], "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"), "good");
}

#[tokio::test]
async fn what_somebody_wrote_wakes_nobody_up_on_slack() {
    let receiver = Receiver::start([]).await;
    let room = PostRoom::open(&hook("ops", "slack", &receiver.url())).await;
    let mut outgoing = notice(Said::Published);
    outgoing.fr.text = "<!channel> A & B <https://evil.example|ici>".into();
    room.send(7, &outgoing, &["ops"]).await;
    let text = receiver.takes(1).await[0].json()["text"].as_str().unwrap().to_owned();
    assert!(
        text.starts_with(
            "*Maintenance de 30 minutes*\n\
         &lt;!channel&gt; A &amp; B &lt;https://evil.example|ici&gt;\n\
         <https://status.example.org/status/aurora|Suivre en direct>"
        ),
        "{text}"
    );
    assert!(text.contains("*Maintenance of 30 minutes*\nThe site is closed until 10:36."));
}

#[tokio::test]
async fn teams_gets_an_adaptive_card_whose_texts_are_no_markdown() {
    let receiver = Receiver::start([Reply::Say(202, vec![], "")]).await;
    let room = PostRoom::open(&hook("ops", "teams", &receiver.url())).await;
    let mut outgoing = notice(Said::Published);
    outgoing.fr.text = "[ici](https://evil.example)".into();
    room.send(7, &outgoing, &["ops"]).await;
    let posted = &receiver.takes(1).await[0];
    assert_eq!(posted.header("content-type"), "application/json");
    let body = posted.json();
    assert_eq!(body["type"], "message");
    let attachment = &body["attachments"][0];
    assert_eq!(attachment["contentType"], "application/vnd.microsoft.card.adaptive");
    let card = &attachment["content"];
    assert_eq!((&card["type"], &card["version"]), (&json!("AdaptiveCard"), &json!("1.4")));
    let blocks = card["body"].as_array().unwrap();
    assert!(blocks.iter().all(|block| block["type"] == "RichTextBlock"), "{blocks:?}");
    assert_eq!(blocks[1]["inlines"][0]["text"], "[ici](https://evil.example)");
    assert_eq!(card["actions"][0]["url"], "https://status.example.org/status/aurora");
    assert_eq!(room.all_over().await[0].answer.as_deref(), Some("202 Accepted"));
}

#[tokio::test]
async fn the_preview_of_each_kind_is_the_body_that_is_sent() {
    let receiver = Receiver::start([]).await;
    let kinds = ["slack", "teams", "webhook"];
    let file: String = kinds.iter().map(|kind| hook(kind, kind, &receiver.url())).collect();
    let room = PostRoom::open(&file).await;
    for (seq, kind) in (1..).zip(kinds) {
        let preview = room.office.preview(of(&room, kind), &notice(Said::Corrected));
        assert_eq!(preview.to, "127.0.0.1", "the path is the secret");
        room.send(seq, &notice(Said::Corrected), &[kind]).await;
        let posted = receiver.takes(usize::try_from(seq).unwrap()).await.pop().unwrap();
        assert_eq!(preview.parts[0].text, posted.body);
    }
}

#[tokio::test]
async fn a_test_of_each_kind_says_in_words_that_it_is_one() {
    let receiver = Receiver::start([]).await;
    let kinds = ["slack", "teams", "webhook"];
    let file: String = kinds.iter().map(|kind| hook(kind, kind, &receiver.url())).collect();
    let room = PostRoom::open(&file).await;
    for kind in kinds {
        room.office.send_test(of(&room, kind), notice(Said::Published), None).await.unwrap();
    }
    for posted in receiver.posted() {
        for words in ["[ESSAI]", "[TEST]", "Ceci est un essai", "This is a test"] {
            assert!(posted.body.contains(words), "{words} is missing: {}", posted.body);
        }
    }
    assert_eq!(receiver.posted()[2].json()["data"]["test"], true);
    assert!(room.deliveries().await.is_empty(), "a test is no delivery of a notice");
}

#[tokio::test]
async fn an_address_inside_is_refused_by_number_and_by_name_unless_the_file_allows_it() {
    let receiver = Receiver::start([]).await;
    let port = receiver.port;
    let file: String = [
        ("number", "https://127.0.0.1"),
        ("name", "https://localhost"),
        ("cloud", "https://169.254.169.254"),
    ]
    .iter()
    .map(|(id, url)| channel(id, &format!("kind = \"slack\"\nurl = \"{url}:{port}/s3cr3t\"")))
    .collect();
    let room = PostRoom::open(&file).await;
    room.send(7, &notice(Said::Published), &["number", "name", "cloud"]).await;
    for delivery in room.all_over().await {
        assert_eq!((delivery.state, delivery.attempts), (State::Failed, 1));
        let said = delivery.trouble.unwrap();
        assert!(matches!(said, Trouble::OutOfReach { .. }), "{said:?}");
        assert!(said.in_words(Locale::En).contains("allow does not name it"), "{said:?}");
    }
    assert!(receiver.posted().is_empty());
}

#[tokio::test]
async fn a_redirect_is_a_no_and_is_not_followed() {
    let elsewhere = Receiver::start([]).await;
    let to = vec![("location", elsewhere.url())];
    let receiver = Receiver::start([Reply::Say(307, to, "")]).await;
    let room = PostRoom::open(&hook("ops", "slack", &receiver.url())).await;
    room.send(7, &notice(Said::Published), &["ops"]).await;
    let delivery = room.all_over().await.remove(0);
    assert!(matches!(delivery.trouble, Some(Trouble::Http { status: 307, .. })));
    assert!(elsewhere.posted().is_empty());
}

#[tokio::test]
async fn the_record_of_a_failure_does_not_give_the_address_away() {
    let url = format!("{}hook-s3cr3t", nowhere());
    let room = PostRoom::open(&hook("ops", "slack", &url)).await;
    let untaken = room.office.post(of(&room, "ops"), &notice(Said::Published), "id").await;
    let said = format!("{untaken:?}");
    assert!(matches!(untaken.unwrap_err().trouble, Trouble::Unreachable { .. }), "{said}");
    assert!(!said.contains("s3cr3t"), "{said}");
}
