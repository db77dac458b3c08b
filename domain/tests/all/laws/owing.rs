//! Nobody slips through a gate, and no room closes on something that is nobody's.

use super::{cases, play::plays};
use domain::{
    Event, Stage,
    run::{
        RunEvent,
        debt::Standing,
        gate::{GateEvent, Verdict, against, opens_the_interruption},
    },
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_gate_that_asks_ends_with_a_verdict_and_with_a_reason_for_all_that_was_against_it(play in plays()) {
        play.watched(|scene| {
            for event in scene.decided.iter().flatten() {
                let Event::StepFinished { step } = event else { continue };
                let gate = &scene.before.steps[step];
                if !gate.plan.run.gate.asks() && !opens_the_interruption(scene.before, gate) {
                    continue;
                }
                let verdict = scene.decided.iter().flatten().find_map(|event| match event {
                    Event::Run(RunEvent::Gate(GateEvent::Decided { step: of, verdict, reason, against }))
                        if of == step => Some((*verdict, reason.is_some(), against.clone())),
                    _ => None,
                });
                let (verdict, has_reason, said) = verdict.expect("a verdict");
                let found = against(scene.before, gate);
                prop_assert_eq!(verdict, Verdict::Go);
                prop_assert!(found.is_empty() || has_reason);
                prop_assert_eq!(said, found);
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_closed_room_owes_nothing_that_has_no_name_and_no_date(play in plays()) {
        play.watched(|scene| {
            if scene.after.stage == Stage::Closed {
                let debts = &scene.after.run.debts.all;
                prop_assert!(debts.iter().all(|debt| debt.standing != Standing::Open));
            }
            Ok(())
        })?;
    }
}
