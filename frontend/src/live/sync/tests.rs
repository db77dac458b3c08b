use super::*;
use domain::{
    Actor, Audience, Event, Recorded, RoomId, Timestamp,
    event::MessageKind,
    text::MessageText,
    wire::{Clock, ClockKind},
};
use proptest::prelude::*;

fn id() -> RoomId {
    RoomId::parse("pluriel").unwrap()
}

fn recorded(seq: u64) -> Recorded {
    Recorded {
        seq: Seq(seq),
        at: Timestamp::from_seconds(seq as i64),
        by: Actor::Bascule,
        event: Event::MessagePosted {
            message: MessageKind::Note,
            audience: Audience::Everyone,
            text: MessageText::parse(&seq.to_string()).unwrap(),
        },
    }
}

/// The log as an audience sees it: numbers may be missing, `prev` says which is the one before.
fn frames(numbers: &[u64]) -> Vec<EventFrame> {
    let before = std::iter::once(&0).chain(numbers);
    let frame =
        |(prev, seq): (&u64, &u64)| EventFrame { prev: Seq(*prev), recorded: recorded(*seq) };
    before.zip(numbers).map(frame).collect()
}

fn beat(epoch: u64, head: u64) -> Frame {
    let clock = Clock { now: Timestamp::from_seconds(0), rate: 1, kind: ClockKind::Real };
    Frame::Heartbeat(Heartbeat { epoch, head: Seq(head), clock })
}

#[test]
fn an_event_is_applied_ignored_or_a_gap() {
    let log = frames(&[1, 2, 5, 6]);
    let step = |last, at: usize| sync(Seq(last), 1, &Frame::Event(log[at].clone()));
    assert_eq!(step(2, 2), Step::Apply);
    assert_eq!(step(4, 2), Step::Apply, "a snapshot may be ahead of this audience's last number");
    assert_eq!(step(5, 2), Step::Ignore);
    assert_eq!(step(1, 2), Step::Resync);
}

#[test]
fn a_heartbeat_tells_in_step_from_behind_from_another_log() {
    assert_eq!(sync(Seq(7), 1, &beat(1, 7)), Step::Apply);
    assert_eq!(sync(Seq(6), 1, &beat(1, 7)), Step::Resync);
    assert_eq!(sync(Seq(7), 1, &beat(2, 7)), Step::Reload);
    assert_eq!(sync(Seq(7), 1, &Frame::Reload), Step::Reload);
}

#[test]
fn a_frame_of_a_newer_server_is_not_understood_and_never_skipped() {
    let newer =
        r#"{"prev":1,"recorded":{"seq":2,"at":0,"by":"bascule","event":{"kind":"moon_landed"}}}"#;
    assert_eq!(Frame::parse("event", newer), None);
    assert_eq!(Frame::parse("event", "{"), None);
    assert_eq!(Frame::parse("weather", "{}"), None);
    assert_eq!(
        Frame::parse("farewell", "\"signed_out\""),
        Some(Frame::Farewell(Farewell::SignedOut))
    );
    let known = serde_json::to_string(&frames(&[1])[0]).unwrap();
    assert_eq!(Frame::parse("event", &known), Some(Frame::Event(frames(&[1])[0].clone())));
}

#[test]
fn patience_ends_at_the_second_heartbeat_without_progress() {
    let mut patience = Patience::default();
    assert!(!patience.is_over(Seq(1), Seq(3)));
    assert!(!patience.is_over(Seq(2), Seq(3)), "a step forward was made");
    assert!(patience.is_over(Seq(2), Seq(3)));
    assert!(!patience.is_over(Seq(3), Seq(3)));
    assert!(!patience.is_over(Seq(3), Seq(4)), "being in step in between starts anew");
    assert!(Patience::none_left(Seq(3)).is_over(Seq(3), Seq(4)));
}

/// A reader as the page is one: folds what it may, and reads the log when something is missing.
fn read(log: &[EventFrame], heard: &[usize]) -> Room {
    let mut room = Room::empty(id());
    for at in heard {
        let before = room.clone();
        match take(&mut room, 1, &log[*at % log.len()]) {
            Step::Apply => assert!(room.seq > before.seq),
            Step::Ignore | Step::Resync | Step::Reload => assert_eq!(room, before),
        }
    }
    resync(&mut room, log);
    room
}

fn resync(room: &mut Room, log: &[EventFrame]) {
    let last = room.seq;
    for frame in log.iter().filter(|frame| frame.recorded.seq > last) {
        assert_eq!(take(room, 1, frame), Step::Apply);
    }
}

#[test]
fn every_order_of_a_short_log_with_losses_and_repeats_ends_in_the_same_room() {
    let log = frames(&[1, 3, 4, 7]);
    let whole = Room::fold(id(), log.iter().map(|frame| &frame.recorded));
    // All 5^6 ways to hear six of: frame 0..=3, or nothing.
    for mut way in 0..5_usize.pow(6) {
        let mut heard = Vec::new();
        for _ in 0..6 {
            if way % 5 < 4 {
                heard.push(way % 5);
            }
            way /= 5;
        }
        assert_eq!(read(&log, &heard), whole, "heard {heard:?}");
    }
}

proptest! {
    #[test]
    fn any_interleaving_duplication_and_loss_ends_in_the_log(
        gaps in prop::collection::vec(1_u64..4, 1..30),
        heard in prop::collection::vec(0_usize..30, 0..120),
        resync_at in 0_usize..120,
    ) {
        let numbers: Vec<u64> = gaps.iter().scan(0, |seq, gap| { *seq += gap; Some(*seq) }).collect();
        let log = frames(&numbers);
        let whole = Room::fold(id(), log.iter().map(|frame| &frame.recorded));
        prop_assert_eq!(read(&log, &heard), whole.clone());
        // A resync in the middle of the noise changes nothing about the end.
        let mut room = Room::empty(id());
        for (place, at) in heard.iter().enumerate() {
            if place == resync_at {
                resync(&mut room, &log);
            }
            take(&mut room, 1, &log[*at % log.len()]);
        }
        resync(&mut room, &log);
        prop_assert_eq!(room, whole);
    }
}
