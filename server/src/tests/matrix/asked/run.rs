//! Every command about how a cutover is run.

use super::{Asked, Setup, ask, step_id, why};
use domain::{
    Command, Length,
    run::{RunCommand, abort::AbortCommand, contingency::ContingencyCommand},
};

pub(super) fn commands(step: &str) -> Vec<Asked> {
    let id = || step_id(step);
    let held = || Setup::Product(Command::Run(RunCommand::BeginHold { reason: why() }));
    let started = || Setup::Product(Command::StartStep { step: id(), anyway: None });
    let remaining = Length::from_minutes(4);
    let abort = |command| Command::Run(RunCommand::Abort(command));
    let propose = || abort(AbortCommand::Propose { reason: why() });
    let proposed = || Some(Setup::Product(propose()));
    let plan_b = ContingencyCommand::Use { step: step_id("drain") };
    vec![
        ask("abort", None, propose()),
        ask("abort", proposed(), abort(AbortCommand::Confirm {})),
        ask("abort", proposed(), abort(AbortCommand::Withdraw {})),
        ask("insert_step", None, Command::Run(RunCommand::Contingency(plan_b))),
        ask("hold_run", None, Command::Run(RunCommand::BeginHold { reason: why() })),
        ask("hold_run", Some(held()), Command::Run(RunCommand::EndHold {})),
        ask(
            "tick_step",
            Some(started()),
            Command::Run(RunCommand::StateRemaining { step: id(), remaining }),
        ),
    ]
}
