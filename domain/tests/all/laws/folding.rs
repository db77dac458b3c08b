//! State is a fold of the log, wherever the fold begins and however it travels.

use super::{cases, play::plays};
use crate::story::room_id;
use domain::{Command, Recorded, Room, Seq, evolve};
use proptest::prelude::*;

fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn decided_events_always_evolve_and_are_numbered_without_a_hole(play in plays()) {
        let mut events = 0;
        let (log, _) = play.watched(|scene| {
            events += scene.decided.iter().flatten().count() as u64;
            prop_assert_eq!(scene.after.seq, Seq(events));
            Ok(())
        })?;
        let numbers: Vec<u64> = log.iter().map(|recorded| recorded.seq.0).collect();
        prop_assert_eq!(numbers, (1..=events).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_recorded_and_what_is_asked_survive_json(play in plays()) {
        let (log, _) = play.watched(|scene| {
            prop_assert_eq!(&through_json::<Command>(&scene.attempt.command), &scene.attempt.command);
            Ok(())
        })?;
        for recorded in &log {
            prop_assert_eq!(&through_json::<Recorded>(recorded), recorded);
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_snapshot_and_the_tail_after_it_are_the_whole_log(play in plays()) {
        let (log, _) = play.run();
        let whole = Room::fold(room_id(), &log);
        for cut in 0..=log.len() {
            let (head, tail) = log.split_at(cut);
            let mut room = through_json(&Room::fold(room_id(), head));
            tail.iter().for_each(|recorded| evolve(&mut room, recorded));
            prop_assert_eq!(&room, &whole, "cut at {}", cut);
        }
    }
}
