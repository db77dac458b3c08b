//! Every command about how a cutover is run.

use super::{Asked, Setup, ask, step_id, why};
use domain::{
    Command, Length, RoomId,
    run::{
        Edit, EditCommand, RehearsalCommand, RunCommand, abort::AbortCommand,
        contingency::ContingencyCommand,
    },
    text::Title,
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
    let rehearsal = |command| Command::Run(RunCommand::Rehearsal(command));
    let edit = |command| Command::Run(RunCommand::Edit(command));
    let add = || {
        let title = Title::parse("Days later").unwrap();
        edit(EditCommand::Change(Box::new(Edit::AddPhase { title })))
    };
    let record = RehearsalCommand::Record {
        rehearsal: RoomId::parse("aurora-rehearsal-9").unwrap(),
        lengths: Vec::new(),
    };
    vec![
        ask("abort", None, propose()),
        ask("abort", proposed(), abort(AbortCommand::Confirm {})),
        ask("abort", proposed(), abort(AbortCommand::Withdraw {})),
        ask("insert_step", None, Command::Run(RunCommand::Contingency(plan_b))),
        ask("edit_plan", None, add()),
        ask("edit_plan", Some(Setup::Product(add())), edit(EditCommand::Apply {})),
        ask("edit_plan", Some(Setup::Product(add())), edit(EditCommand::Drop {})),
        ask("edit_plan", Some(Setup::Product(add())), edit(EditCommand::Undo {})),
        ask("make_room", None, rehearsal(record)),
        ask("hold_run", None, Command::Run(RunCommand::BeginHold { reason: why() })),
        ask("hold_run", Some(held()), Command::Run(RunCommand::EndHold {})),
        ask(
            "tick_step",
            Some(started()),
            Command::Run(RunCommand::StateRemaining { step: id(), remaining }),
        ),
    ]
}
