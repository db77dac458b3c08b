//! Every command about how a cutover is run.

use super::{Asked, Setup, ask, step_id, why};
use domain::{
    Command, Length, Role, RoomId, Timestamp,
    plan::{StepDraft, WorkDraft},
    run::{
        Edit, EditCommand, RehearsalCommand, RunCommand,
        abort::AbortCommand,
        contingency::ContingencyCommand,
        debt::{Day, DebtCommand, DebtId},
        gate::{Answer, GateCommand, Verdict},
    },
    text::{PersonName, Title},
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
    let mut all = vec![
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
    ];
    all.extend(gates());
    all.extend(debts());
    all
}

/// The gate of the story, which asks every team but the lead.
fn gates() -> Vec<Asked> {
    let gate = |command| Command::Run(RunCommand::Gate(command));
    let enter = || step_id("enter");
    vec![
        ask(
            "answer_gate",
            None,
            gate(GateCommand::Answer { step: enter(), answer: Answer::Go, word: None }),
        ),
        // Each reads back for their own team: `who.rs` puts it in.
        ask(
            "answer_gate",
            None,
            gate(GateCommand::ReadBack {
                step: enter(),
                team: Role::Tech,
                start: Some(Timestamp::from_seconds(1_473_235_560)),
                length: Some(Length::from_minutes(30)),
                will_not_work: Some(why()),
            }),
        ),
        ask(
            "decide_gate",
            None,
            gate(GateCommand::Decide {
                step: enter(),
                verdict: Verdict::Hold,
                reason: Some(why()),
            }),
        ),
    ]
}

fn debts() -> Vec<Asked> {
    let debt = |command| Command::Run(RunCommand::Debt(command));
    let title = || Title::parse("A firewall rule").unwrap();
    let open = || debt(DebtCommand::Open { title: title(), owner: None, due: None, step: None });
    let opened = || Some(Setup::Product(open()));
    let start = Timestamp::from_seconds(1_473_235_560);
    let task = WorkDraft::Task { seconds: 60 };
    let new = StepDraft::new(step_id("block"), title(), task, start);
    let new = StepDraft { owner: Some(super::person("thierry")), ..new };
    let insert = Command::InsertStep {
        phase: domain::PhaseId::parse("prepare").unwrap(),
        below: None,
        step: Box::new(new),
        before: Vec::new(),
    };
    let name = PersonName::parse("Maxime").unwrap();
    let date = Day::parse("2016-09-14").unwrap();
    vec![
        ask("keep_debts", None, open()),
        ask("keep_debts", opened(), debt(DebtCommand::Pay { debt: DebtId(1), word: None })),
        ask("keep_debts", opened(), debt(DebtCommand::HandOver { debt: DebtId(1), name, date })),
        ask(
            "keep_debts",
            Some(Setup::Product(insert)),
            debt(DebtCommand::NothingLeft { step: step_id("block") }),
        ),
    ]
}
