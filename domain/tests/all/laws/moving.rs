//! No step moves but along these lines, and a refusal leaves no trace.

use super::{cases, play::plays};
use domain::{
    Event, Room, StepId, decide,
    run::{RunEvent, abort::AbortEvent},
};
use proptest::prelude::*;

/// What one event may do to where a step stands.
const LINES: [(&str, &[(&str, &str)]); 7] = [
    ("step_started", &[("waiting", "running"), ("failed", "running")]),
    ("step_finished", &[("running", "done")]),
    (
        "step_skipped",
        &[
            ("waiting", "skipped"),
            ("running", "skipped"),
            ("blocked", "skipped"),
            ("failed", "skipped"),
        ],
    ),
    ("step_blocked", &[("waiting", "blocked"), ("running", "blocked")]),
    ("step_unblocked", &[("blocked", "waiting"), ("blocked", "running")]),
    ("step_failed", &[("running", "failed"), ("blocked", "failed")]),
    (
        "tick_undone",
        &[
            ("running", "waiting"),
            ("done", "waiting"),
            ("done", "running"),
            ("skipped", "waiting"),
            ("skipped", "running"),
            ("failed", "running"),
        ],
    ),
];

fn kind(event: &Event) -> String {
    serde_json::to_value(event).unwrap().as_object().unwrap().keys().next().unwrap().clone()
}

fn turns_back(event: &Event) -> bool {
    matches!(event, Event::Run(RunEvent::Abort(AbortEvent::Confirmed { .. })))
}

fn stands(room: &Room, id: &StepId) -> Option<&'static str> {
    room.steps.get(id).map(|step| step.progress.slug())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_step_moves_only_along_the_lines(play in plays()) {
        let (log, _) = play.run();
        let mut room = Room::empty(crate::story::room_id());
        for recorded in &log {
            let before = room.clone();
            domain::evolve(&mut room, recorded);
            for id in before.steps.keys() {
                let (from, to) = (stands(&before, id).unwrap(), stands(&room, id).unwrap());
                let kind = kind(&recorded.event);
                let lines = LINES.iter().find(|(name, _)| *name == kind);
                match lines.filter(|_| recorded.event.step() == Some(id)) {
                    Some((_, lines)) => prop_assert!(
                        lines.contains(&(from, to)), "{} moved {} from {} to {}", kind, id, from, to
                    ),
                    // Turning back leaves out whatever is open, and nothing else moves it.
                    None if turns_back(&recorded.event) => {
                        prop_assert!(to == from || to == "skipped", "{} became {}", id, to);
                    }
                    None => prop_assert_eq!(from, to, "{} moved {}", kind, id),
                }
            }
        }
    }

    #[test]
    fn a_refused_command_changes_nothing_and_is_refused_again(play in plays()) {
        play.watched(|scene| {
            if let Err(rejection) = scene.decided {
                prop_assert_eq!(scene.before, scene.after);
                let again = decide(scene.after, scene.attempt.command.clone(), &scene.context);
                prop_assert_eq!(again.as_ref(), Err(rejection));
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_room_stays_sound(play in plays()) {
        play.watched(|scene| {
            let room = scene.after;
            prop_assert_eq!(room.steps_in_order().count(), room.steps.len());
            let ends = room.steps.values().filter(|step| {
                step.plan.effect == Some(domain::plan::Effect::InterruptionEnds)
            });
            prop_assert!(ends.count() <= 1, "two steps end the interruption");
            for step in room.steps.values() {
                prop_assert!(room.people.contains_key(&step.plan.owner));
                prop_assert!(step.plan.after.iter().all(|after| room.steps.contains_key(after)));
                let mut once = room.waits_for(step);
                let twice = once.len();
                once.sort();
                once.dedup();
                prop_assert_eq!(once.len(), twice, "{} waits twice", step.plan.id);
                if let (Some(from), Some(to)) = (step.progress.started(), step.progress.finished()) {
                    prop_assert!(from.at <= to.at, "{} ended before it started", step.plan.id);
                    prop_assert!(to.at <= scene.context.now, "{} ended in future", step.plan.id);
                }
            }
            Ok(())
        })?;
    }
}
