//! Whatever people edit, the plan stays one.

use super::{cases, play::plays};
use domain::{
    Event, Progress, Room, evolve,
    run::{
        RunEvent,
        edit::{EditEvent, draft_of},
    },
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_plan_that_was_edited_would_be_accepted_from_a_file(play in plays()) {
        let (log, _) = play.run();
        let mut room = Room::empty(crate::story::room_id());
        for recorded in &log {
            evolve(&mut room, recorded);
            let plan = draft_of(&room).unwrap().validate();
            prop_assert!(plan.is_ok(), "{:?} after {:?}", plan, recorded);
            let listed: usize = room.phases.iter().map(|phase| phase.steps.len()).sum();
            prop_assert_eq!(listed, room.steps.len(), "a step without a place, or a place without");
            for phase in &room.phases {
                for id in &phase.steps {
                    prop_assert_eq!(&room.steps[id].phase, &phase.id);
                }
            }
        }
    }

    #[test]
    fn an_edit_never_touches_what_has_happened(play in plays()) {
        let (log, _) = play.run();
        let mut room = Room::empty(crate::story::room_id());
        for recorded in &log {
            let before = room.clone();
            evolve(&mut room, recorded);
            if !matches!(&recorded.event, Event::Run(RunEvent::Edit(EditEvent::Changed { .. }))) {
                continue;
            }
            for (id, step) in &before.steps {
                if step.progress == Progress::Waiting {
                    continue;
                }
                let now = room.steps.get(id);
                prop_assert!(now.is_some(), "{} has begun and is gone", id);
                prop_assert_eq!(&now.unwrap().progress, &step.progress);
                prop_assert_eq!(now.unwrap().plan.start, step.plan.start);
                prop_assert_eq!(&now.unwrap().plan.after, &step.plan.after);
            }
        }
    }
}
