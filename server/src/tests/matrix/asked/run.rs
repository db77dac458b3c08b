//! Every command about how a cutover is run.

use super::{Asked, Setup, ask, step_id, why};
use domain::{Command, Length, run::RunCommand};

pub(super) fn commands(step: &str) -> Vec<Asked> {
    let id = || step_id(step);
    let held = || Setup::Product(Command::Run(RunCommand::BeginHold { reason: why() }));
    let started = || Setup::Product(Command::StartStep { step: id(), anyway: None });
    let remaining = Length::from_minutes(4);
    vec![
        ask("hold_run", None, Command::Run(RunCommand::BeginHold { reason: why() })),
        ask("hold_run", Some(held()), Command::Run(RunCommand::EndHold {})),
        ask(
            "tick_step",
            Some(started()),
            Command::Run(RunCommand::StateRemaining { step: id(), remaining }),
        ),
    ]
}
