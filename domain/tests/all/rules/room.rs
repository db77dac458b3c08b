//! What is read off a room: where steps stand, how far it is, what users feel, what it keeps.

use crate::{
    language::{block, fail, finish, given, post, reassign, skip, start, start_anyway, undo},
    story::{clock, lead, room_live, step, tech},
};
use domain::{
    Audience, Event, Room,
    event::MessageKind,
    room::{FEED_KEPT, Interruption},
    step::HISTORY_KEPT,
};

fn standing(room: &Room, id: &str) -> &'static str {
    room.standing(&room.steps[&step(id)])
}

#[test]
fn a_waiting_step_is_ready_when_it_is_its_turn() {
    let scene = given(room_live());
    assert_eq!(standing(&scene.room, "drain"), "ready");
    assert_eq!(standing(&scene.room, "replication"), "waiting");
    let scene = scene.had(tech(), finish("drain"));
    assert_eq!(standing(&scene.room, "drain"), "done");
    assert_eq!(standing(&scene.room, "replication"), "ready");
}

#[test]
fn what_is_done_or_left_out_counts_as_progress_and_nothing_else_does() {
    let scene = given(room_live()).had(tech(), finish("drain"));
    let scene = scene.had(lead(), skip("replication", "none pending")).had(lead(), start("dns"));
    let scene = scene.had(lead(), block("smoke", "no office")).had(lead(), fail("dns", "no"));
    assert_eq!(scene.room.progress(), (2, 5));
}

/// Drain starts the interruption and maintenance-off ends it, each when it is finished.
#[test]
fn users_feel_it_from_the_end_of_one_step_to_the_end_of_another() {
    let scene = given(room_live()).had(tech(), start("drain"));
    assert_eq!(scene.room.interruption(), Interruption::NotYet);
    let scene = scene.at("10:21").had(tech(), finish("drain"));
    let since = clock("10:21");
    assert_eq!(scene.room.interruption(), Interruption::Since(since));
    let scene = scene.at("10:34").had(lead(), start_anyway("maintenance-off", "all is well"));
    assert_eq!(scene.room.interruption(), Interruption::Since(since));
    let scene = scene.at("10:36").had(lead(), finish("maintenance-off"));
    let until = clock("10:36");
    assert_eq!(scene.room.interruption(), Interruption::Over { since, until });
    let scene = scene.had(lead(), undo("maintenance-off"));
    assert_eq!(scene.room.interruption(), Interruption::Since(since));
}

/// The oldest goes first; the log has it still.
#[test]
fn the_feed_keeps_the_latest_entries() {
    let mut scene = given(room_live());
    let before = scene.room.seq.0;
    for n in 1..=FEED_KEPT + 1 {
        let note = post(MessageKind::Note, Audience::Everyone, &format!("note {n}"));
        scene = scene.had(lead(), note);
    }
    let kept = &scene.room.feed;
    assert_eq!(kept.len(), FEED_KEPT);
    let numbers: Vec<u64> = kept.iter().map(|entry| entry.seq.0).collect();
    let latest: Vec<u64> = (before + 2..=before + 1 + FEED_KEPT as u64).collect();
    assert_eq!(numbers, latest);
}

/// A step touched so often that the tick itself is out of sight is still an old tick.
#[test]
fn a_step_keeps_its_latest_history() {
    let mut scene = given(room_live()).had(tech(), finish("drain"));
    for n in 0..HISTORY_KEPT {
        scene = scene.had(lead(), reassign("drain", ["maxime", "thierry"][n % 2]));
    }
    let history = &scene.step("drain").history;
    assert_eq!(history.len(), HISTORY_KEPT);
    let mine = |event: &Event| matches!(event, Event::StepReassigned { .. });
    assert!(history.iter().all(|entry| mine(&entry.event)), "the tick is out of sight");
    assert_eq!(scene.step("drain").version(), scene.room.seq);
    scene.when(lead(), undo("drain")).then_no("reason_needed");
}

/// Yesterday's accepted fact must never become today's start-up failure.
#[test]
fn an_event_about_what_the_room_does_not_hold_changes_only_its_number() {
    let live = room_live();
    let finished = given(live.clone()).had(tech(), finish("drain")).room;
    let last = finished.feed.back().unwrap().as_ref().clone();
    let strange = domain::Recorded { event: Event::StepFinished { step: step("nope") }, ..last };
    let mut room = live.clone();
    domain::evolve(&mut room, &strange);
    assert_eq!((&room.steps, &room.phases, room.stage), (&live.steps, &live.phases, live.stage));
    assert_eq!(room.seq, strange.seq);
}
