//! Commands about how a cutover is run.

use super::reason;
use domain::{
    Command, Length, RoomId, StepId,
    run::{RehearsalCommand, Rehearsed, RunCommand},
};
use proptest::prelude::*;

pub fn commands(
    steps: impl Strategy<Value = StepId> + Clone + 'static,
) -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(RunCommand::BeginHold { reason: reason("because") }),
        Just(RunCommand::EndHold {}),
        super::edit::commands().prop_map(RunCommand::Edit),
        steps.clone().prop_map(|step| {
            RunCommand::Rehearsal(RehearsalCommand::ProveWayIn { step, reason: reason("seen") })
        }),
        rehearsals().prop_map(RunCommand::Rehearsal),
        (steps, 1..20_u32).prop_map(|(step, minutes)| RunCommand::StateRemaining {
            step,
            remaining: Length::from_minutes(minutes),
        }),
    ]
    .prop_map(Command::Run)
}

/// Of a few rehearsals, some of them twice.
fn rehearsals() -> impl Strategy<Value = RehearsalCommand> {
    (0..3_u8, 1..600_u32).prop_map(|(n, seconds)| RehearsalCommand::Record {
        rehearsal: RoomId::parse(&format!("rehearsal-{n}")).unwrap(),
        lengths: vec![Rehearsed {
            step: crate::story::step("s-0"),
            length: Length::from_seconds(seconds),
            waited: Length::default(),
        }],
    })
}
