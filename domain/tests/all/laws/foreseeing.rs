//! The forecast never contradicts the record or the clock.

use super::{cases, play::plays};
use crate::story::room_id;
use domain::{
    Length, Progress, Room, forecast,
    plan::{Effect, Work},
};
use proptest::prelude::*;
use std::sync::Arc;

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn every_step_is_foreseen_and_ends_after_it_starts(play in plays()) {
        play.watched(|scene| {
            let forecast = forecast(scene.after, scene.context.now);
            prop_assert!(forecast.steps.keys().eq(scene.after.steps.keys()));
            for (id, expected) in &forecast.steps {
                prop_assert!(expected.start <= expected.end, "{} ends before it starts", id);
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_is_done_is_foreseen_as_it_was_and_what_is_not_is_never_over(play in plays()) {
        let (log, now) = play.run();
        let room = Room::fold(room_id(), &log);
        let forecast = forecast(&room, now);
        for step in room.steps.values() {
            let expected = forecast.steps[&step.plan.id];
            if let Progress::Done { started, finished } = &step.progress {
                prop_assert_eq!((expected.start, expected.end), (started.at, finished.at));
                prop_assert!(!expected.guess);
            } else if !step.progress.is_settled() {
                prop_assert!(expected.end >= now, "{} would be over", step.plan.id);
            }
        }
    }

    #[test]
    fn the_system_is_not_open_again_before_now_while_the_maintenance_is_on(play in plays()) {
        play.watched(|scene| {
            let (room, now) = (scene.after, scene.context.now);
            let off = match room.step_with(Effect::InterruptionEnds) {
                Some(step) => step.progress.is_settled(),
                None => room.steps.values().all(|step| step.progress.is_settled()),
            };
            prop_assert!(off || forecast(room, now).open_again >= now);
            Ok(())
        })?;
    }

    #[test]
    fn a_longer_running_step_never_makes_the_end_earlier(play in plays(), minutes in 1..60_u32) {
        let (log, now) = play.run();
        let room = Room::fold(room_id(), &log);
        let before = forecast(&room, now);
        for step in room.steps.values().filter(|step| step.progress.slug() == "running") {
            let longer = step.plan.length().seconds() + minutes * 60;
            let mut room = room.clone();
            let slow = Arc::make_mut(room.steps.get_mut(&step.plan.id).unwrap());
            slow.plan.work = Work::Task { length: Length::from_seconds(longer) };
            let after = forecast(&room, now);
            prop_assert!(after.open_again >= before.open_again);
            for (id, expected) in &after.steps {
                prop_assert!(expected.end >= before.steps[id].end, "{} ends earlier", id);
            }
        }
    }
}
