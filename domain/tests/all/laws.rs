//! What holds for every plan and every sequence of commands.

mod folding;
mod foreseeing;
mod moving;
mod owing;
mod planning;
pub mod play;
mod seeing;

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, TestRunner},
};
use std::collections::BTreeSet;

/// So many plays per law: enough to meet every command in every state, and over in seconds.
pub fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// The laws say little about plays in which little happens: 5,000 of them, the same each time, meet
/// every kind of event and nearly every reason for "no".
#[test]
fn the_plays_meet_every_event_and_what_a_running_room_refuses() {
    let mut runner = TestRunner::deterministic();
    let (mut kinds, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..5_000 {
        let play = play::plays().new_tree(&mut runner).unwrap().current();
        let watched = play.watched(|scene| {
            kinds.extend(scene.decided.iter().flatten().map(crate::golden::file_of));
            refusals.extend(scene.decided.as_ref().err().map(domain::Rejection::code));
            Ok(())
        });
        watched.unwrap();
    }
    let every = crate::golden::SAMPLES.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, every);
    let met = [
        "already_begun",
        "already_there",
        "bad_plan",
        "begun_since",
        "ends_before_start",
        "no_such_time",
        "not_allowed",
        "not_blocked",
        "not_started",
        "only_observes",
        "out_of_turn",
        "person_taken",
        "reason_needed",
        "room_removed",
        "same_owner",
        "stage_out_of_order",
        "time_in_future",
        "unknown_step",
    ];
    assert!(met.iter().all(|code| refusals.contains(code)), "met only {refusals:?}");
}
