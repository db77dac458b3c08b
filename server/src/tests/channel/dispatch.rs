//! The dispatch: once, in order, again when it must be, and never from a rehearsal.

use super::{
    mail_server::eventually,
    post_room::{PostRoom, channel, hook, notice, nowhere},
    receiver::{Receiver, Reply},
};
use crate::{
    channel::{Said, Trouble},
    clock::FixedClock,
    dispatch::{Again, Posted, Run, State},
    store::LetterStore,
    tests::house::TEN,
};
use domain::{ChannelId, Seq};
use frontend::boot::Locale;
use std::sync::Arc;

fn busy(retry_after: &str) -> Reply {
    Reply::Say(503, vec![("retry-after", retry_after.into())], "busy")
}

#[tokio::test]
async fn an_event_is_posted_once_however_often_the_log_is_followed() {
    let receiver = Receiver::start([]).await;
    let folder = tempfile::tempdir().unwrap();
    let file = hook("partners", "webhook", &receiver.url());
    let room = PostRoom::open_in(folder.path(), &file).await;
    let together =
        (0..8).map(|_| async { room.send(7, &notice(Said::Published), &["partners"]).await });
    let posted = futures::future::join_all(together).await;
    assert_eq!(posted.iter().filter(|posted| **posted == Posted::New).count(), 1);
    room.all_over().await;
    room.stop.cancel();
    room.ended.await.unwrap();
    drop((room.dispatch, room.office, room.store));

    let room = PostRoom::open_in(folder.path(), &file).await;
    let again = room.send(7, &notice(Said::Published), &["partners"]).await;
    assert_eq!(again, Posted::Already);
    room.send(8, &notice(Said::Withdrawn), &["partners"]).await;
    assert_eq!(room.all_over().await.len(), 2);
    assert_eq!(receiver.takes(2).await.len(), 2);
}

#[tokio::test]
async fn nothing_leaves_from_a_rehearsal() {
    let receiver = Receiver::start([]).await;
    let room = PostRoom::open(&hook("partners", "webhook", &receiver.url())).await;
    let to = [ChannelId::parse("partners").unwrap()];
    let outgoing = notice(Said::Published);
    let since = room.office.now();
    let posted = room.dispatch.enqueue(Run::Rehearsal, Seq(7), &outgoing, &to, since).await;
    let posted = posted.unwrap();
    assert_eq!(posted, Posted::Rehearsed);
    assert!(room.deliveries().await.is_empty());
    // What is for real goes out, and it is the first thing that arrives.
    room.send(8, &notice(Said::Withdrawn), &["partners"]).await;
    room.all_over().await;
    assert_eq!(receiver.posted().len(), 1);
}

#[tokio::test]
async fn a_notice_goes_only_by_the_channels_that_were_chosen_and_are_its_rooms() {
    let receiver = Receiver::start([]).await;
    let other = hook("other", "slack", &receiver.url()).replace("\"aurora\"", "\"borealis\"");
    let file =
        [hook("one", "slack", &receiver.url()), hook("two", "slack", &receiver.url()), other];
    let room = PostRoom::open(&file.concat()).await;
    room.send(7, &notice(Said::Published), &["one", "other"]).await;
    let deliveries = room.all_over().await;
    assert_eq!(deliveries.len(), 1);
    assert_eq!(deliveries[0].key, "aurora/7/one/*");
}

#[tokio::test]
async fn a_busy_endpoint_is_asked_again_under_the_same_number_when_it_wants_to_be() {
    let receiver = Receiver::start([busy("0"), busy("0")]).await;
    let room = PostRoom::open(&hook("partners", "webhook", &receiver.url())).await;
    room.send(7, &notice(Said::Published), &["partners"]).await;
    let delivery = room.all_over().await.remove(0);
    assert_eq!((delivery.state, delivery.attempts, delivery.again), (State::Sent, 3, None));
    let posted = receiver.posted();
    assert!(posted.iter().all(|one| one.header("webhook-id") == posted[0].header("webhook-id")));
    assert!(posted.iter().all(|one| one.body == posted[0].body));
}

#[tokio::test]
async fn retry_after_is_honoured() {
    let receiver = Receiver::start([busy("120")]).await;
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::at(TEN));
    let file = hook("partners", "webhook", &receiver.url());
    let room = PostRoom::open_at(folder.path(), &file, clock.clone()).await;
    room.send(7, &notice(Said::Published), &["partners"]).await;
    let waiting = eventually(async || {
        room.deliveries()
            .await
            .into_iter()
            .find(|delivery| delivery.state == State::Waiting && delivery.trouble.is_some())
    })
    .await;
    assert_eq!(waiting.next_at.seconds_since(TEN), 120);
    let id = ChannelId::parse("partners").unwrap();
    clock.advance(119);
    assert!(room.store.take(&id, crate::clock::Clock::now(&*clock), 4).await.unwrap().is_empty());
    clock.advance(1);
    room.dispatch.wake(&id);
    assert_eq!(room.all_over().await[0].state, State::Sent);
}

#[tokio::test]
async fn a_clear_no_fails_at_once_with_what_was_said() {
    let receiver = Receiver::start([Reply::Say(404, vec![], "no_service")]).await;
    let room = PostRoom::open(&hook("ops", "slack", &receiver.url())).await;
    room.send(7, &notice(Said::Published), &["ops"]).await;
    let delivery = room.all_over().await.remove(0);
    assert_eq!((delivery.state, delivery.attempts), (State::Failed, 1));
    let said = delivery.trouble.unwrap().in_words(Locale::En);
    assert_eq!(said, "It answered 404, which is a no: “no_service”.");
}

#[tokio::test]
async fn what_is_too_old_is_given_up_and_says_what_was_the_matter() {
    let receiver = Receiver::start([busy("3600")]).await;
    let file = hook("ops", "slack", &receiver.url()) + "give_up_after = \"10 min\"\n";
    let room = PostRoom::open(&file).await;
    room.send(7, &notice(Said::Published), &["ops"]).await;
    let delivery = room.all_over().await.remove(0);
    assert_eq!(delivery.state, State::Failed);
    let said = delivery.trouble.unwrap();
    assert!(matches!(said, Trouble::TooOld { .. }), "{said:?}");
    assert!(said.in_words(Locale::Fr).contains("503"), "{said:?}");
}

#[tokio::test]
async fn a_channel_that_hangs_delays_no_other() {
    let slow = Receiver::start((0..8).map(|_| Reply::Hold)).await;
    let quick = Receiver::start([]).await;
    let file = hook("slow", "slack", &slow.url()) + &hook("quick", "slack", &quick.url());
    let room = PostRoom::open(&file).await;
    for seq in 1..=8 {
        room.send(seq, &notice(Said::Published), &["slow", "quick"]).await;
    }
    quick.takes(8).await;
    let deliveries = room.deliveries().await;
    let slow_sent = |delivery: &&crate::dispatch::Delivery| {
        delivery.channel.as_str() == "slow" && delivery.state == State::Sent
    };
    assert_eq!(deliveries.iter().filter(slow_sent).count(), 0);
}

#[tokio::test]
async fn a_withdrawal_does_not_overtake_what_it_withdraws() {
    let receiver = Receiver::start([busy("0"), busy("0")]).await;
    let room = PostRoom::open(&hook("partners", "webhook", &receiver.url())).await;
    room.send(7, &notice(Said::Published), &["partners"]).await;
    room.send(8, &notice(Said::Withdrawn), &["partners"]).await;
    room.all_over().await;
    let kinds = receiver.posted();
    let kinds: Vec<_> = kinds.iter().map(|one| one.json()["data"]["kind"].clone()).collect();
    assert_eq!(kinds, ["published", "published", "published", "withdrawn"]);
}

#[tokio::test]
async fn an_answer_that_never_came_is_in_the_record() {
    // A server that takes the request and closes the connection instead of answering.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let room = PostRoom::open(&hook("ops", "slack", &url)).await;
    room.send(7, &notice(Said::Published), &["ops"]).await;
    let (mut socket, _) = crate::sample::within(listener.accept()).await.unwrap();
    let mut some = [0; 512];
    tokio::io::AsyncReadExt::read(&mut socket, &mut some).await.unwrap();
    drop((socket, listener));
    let again = eventually(async || room.deliveries().await[0].again).await;
    assert_eq!(again, Again::NoAnswer);
}

#[tokio::test]
async fn a_worker_that_is_told_to_stop_leaves_the_rest_for_the_next_start() {
    let receiver = Receiver::start([Reply::Hold]).await;
    let folder = tempfile::tempdir().unwrap();
    let file = hook("partners", "webhook", &receiver.url());
    let room = PostRoom::open_in(folder.path(), &file).await;
    room.send(7, &notice(Said::Published), &["partners"]).await;
    room.send(8, &notice(Said::Withdrawn), &["partners"]).await;
    receiver.takes(1).await;
    room.stop.cancel();
    crate::sample::within(room.ended).await.unwrap();
    receiver.let_go();
    drop((room.dispatch, room.office, room.store));

    let room = PostRoom::open_in(folder.path(), &file).await;
    let deliveries = room.all_over().await;
    assert_eq!(deliveries[0].again, Some(Again::Restart));
    assert_eq!(deliveries[1].again, None);
    let posted = receiver.posted();
    assert_eq!(posted.len(), 3);
    assert_eq!(posted[0].header("webhook-id"), posted[1].header("webhook-id"));
}

#[tokio::test]
async fn letters_of_a_channel_that_is_gone_wait_for_it() {
    let receiver = Receiver::start([]).await;
    let folder = tempfile::tempdir().unwrap();
    let file = hook("partners", "webhook", &receiver.url());
    let before = PostRoom::open_in(folder.path(), &hook("partners", "webhook", &nowhere())).await;
    before.send(7, &notice(Said::Published), &["partners"]).await;
    before.stop.cancel();
    before.ended.await.unwrap();
    drop((before.dispatch, before.office, before.store));
    let other = PostRoom::open_in(
        folder.path(),
        &channel("other", "kind = \"slack\"\nurl = \"https://example.org/\""),
    )
    .await;
    assert_eq!(other.deliveries().await[0].state, State::Waiting);
    other.stop.cancel();
    other.ended.await.unwrap();
    drop((other.dispatch, other.office, other.store));
    let room = PostRoom::open_in(folder.path(), &file).await;
    assert_eq!(room.all_over().await[0].state, State::Sent);
}
