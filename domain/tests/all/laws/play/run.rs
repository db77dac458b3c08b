//! Commands about how a cutover is run.

use super::reason;
use domain::{Command, Length, StepId, run::RunCommand};
use proptest::prelude::*;

pub fn commands(steps: impl Strategy<Value = StepId> + 'static) -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(RunCommand::BeginHold { reason: reason("because") }),
        Just(RunCommand::EndHold {}),
        (steps, 1..20_u32).prop_map(|(step, minutes)| RunCommand::StateRemaining {
            step,
            remaining: Length::from_minutes(minutes),
        }),
    ]
    .prop_map(Command::Run)
}
