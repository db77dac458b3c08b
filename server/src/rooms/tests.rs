use super::*;
use crate::sample::{Desk, actor, room_id, step_id, within};
use domain::{Audience, Command, Room};

async fn folded(desk: &Desk) -> (Room, [Room; 5]) {
    let views = desk.room().await.views();
    ((**views.whole()).clone(), Role::ALL.map(|role| (**views.of(role)).clone()))
}

#[tokio::test]
async fn a_snapshot_and_the_rest_of_the_log_are_the_whole_log() {
    let desk = Desk::live(4).await;
    desk.says_often(Audience::Support, 30).await;
    desk.rooms.save_all().await;
    desk.does(actor(Role::Tech), Command::StartStep { step: step_id(1), anyway: None })
        .await
        .unwrap();
    desk.says(Audience::Tech, "after the snapshot").await;
    let before = folded(&desk).await;

    // A second server on the same store has to read it: snapshot and tail.
    let other = desk.beside();
    assert_eq!(folded(&other).await, before);
    assert_eq!(before.0, Room::fold(room_id(), &desk.log().await));

    other.store.tamper("DELETE FROM snapshots").await.unwrap();
    assert_eq!(folded(&desk.beside()).await, before, "from the log alone");
}

#[tokio::test]
async fn a_snapshot_that_does_not_fit_is_passed_over() {
    let desk = Desk::live(2).await;
    desk.rooms.save_all().await;
    let truth = folded(&desk).await;
    for damage in [
        "UPDATE snapshots SET body = x'7b7d'",
        "UPDATE snapshots SET format = format + 1",
        "UPDATE snapshots SET seq = seq + 100",
        "UPDATE snapshots SET seq = seq - 1",
        "UPDATE snapshots SET hash = zeroblob(32)",
    ] {
        let kept = desk.store.snapshot(&room_id()).await.unwrap().unwrap();
        desk.store.tamper(damage).await.unwrap();
        assert_eq!(folded(&desk.beside()).await, truth, "{damage}");
        desk.store.tamper("DELETE FROM snapshots").await.unwrap();
        desk.store.save_snapshot(&room_id(), kept).await.unwrap();
    }
}

#[tokio::test]
async fn a_room_is_saved_by_itself_after_a_thousand_events() {
    let desk = Desk::live(1).await;
    desk.says_often(Audience::Everyone, 1000).await;
    let saved = async {
        loop {
            if let Some(snapshot) = desk.store.snapshot(&room_id()).await.unwrap() {
                return snapshot.seq;
            }
            tokio::task::yield_now().await;
        }
    };
    assert!(within(saved).await >= Seq(1000));
}

#[tokio::test]
async fn a_changed_log_is_not_opened() {
    let desk = Desk::live(1).await;
    desk.store.tamper("DROP TRIGGER events_are_never_changed").await.unwrap();
    desk.store.tamper("UPDATE events SET at = at + 1 WHERE seq = 2").await.unwrap();
    let refused = desk.beside().rooms.open(&room_id()).await.err().unwrap().to_string();
    assert!(refused.starts_with("room aurora, event 2"), "{refused}");
}

#[tokio::test]
async fn people_are_here_as_long_as_one_of_their_streams() {
    let desk = Desk::live(1).await;
    let room = desk.room().await;
    let names = || room.presence().here.iter().map(|p| p.name.to_string()).collect::<Vec<_>>();
    let moved = room.presence_changed();
    let tab = room.come_in(crate::sample::person(Role::Tech), TokenHash::of(b"tech"));
    let other_tab = room.come_in(crate::sample::person(Role::Tech), TokenHash::of(b"tech"));
    let lead = room.come_in(crate::sample::person(Role::Lead), TokenHash::of(b"lead"));
    assert_eq!(names(), ["lead", "tech"]);
    assert_eq!(*moved.borrow(), 2, "a second tab changes nothing");
    drop(tab);
    assert_eq!(names(), ["lead", "tech"]);
    drop((other_tab, lead));
    assert!(names().is_empty());
}
