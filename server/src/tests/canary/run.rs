//! A canary in every text of how a cutover is run.

use super::Planted;
use crate::sample::{TEN, actor, person, step_id};
use domain::{
    Actor, Command, Length, PhaseId, PlanDraft, Role, RoomId, StepId,
    plan::{StepDraft, WorkDraft},
    run::{
        Edit, EditCommand, NoReturn, RehearsalCommand, RunCommand, StepEdit, StepRun, Undo,
        abort::AbortCommand,
        contingency::{Contingency, ContingencyCommand, ContingencyStep},
        debt::{Day, DebtCommand, DebtId},
        gate::{Answer, Belief, GateCommand, GatePlan, Seat, Verdict},
    },
    text::{Instructions, Title},
};

fn named(id: &str) -> StepId {
    StepId::parse(id).unwrap()
}

fn gate_id() -> StepId {
    named("gate")
}

impl Planted {
    /// A gate that asks everything, and a step that leaves a debt which another one pays.
    pub(super) fn plan_run(&self, plan: &mut PlanDraft) {
        let steps = &mut plan.phases[0].steps;
        let plain = |steps: &[StepDraft]| steps[0].clone();
        let mut leaves = StepDraft { id: named("leaves"), title: self.title(), ..plain(steps) };
        leaves.instructions = self.instructions();
        leaves.run.opens_debt = Some(self.title());
        let mut pays = StepDraft { id: named("pays"), title: self.title(), ..plain(steps) };
        pays.instructions = self.instructions();
        pays.run.pays_debt = vec![named("leaves")];
        let mut gate = StepDraft { id: gate_id(), title: self.title(), ..plain(steps) };
        gate.instructions = self.instructions();
        gate.work = WorkDraft::Gate;
        gate.run.gate = GatePlan {
            question: Some(self.title()),
            poll: vec![Seat::Team(Role::Tech), Seat::Team(Role::Comms)],
            read_back: Belief::ALL.to_vec(),
        };
        steps.extend([leaves, pays, gate]);
    }

    pub(super) async fn run(&self) {
        let run = async |command| self.lead(Command::Run(command)).await;
        run(RunCommand::BeginHold { reason: self.reason("reason") }).await;
        run(RunCommand::EndHold {}).await;
        let remaining = Length::from_minutes(4);
        run(RunCommand::StateRemaining { step: step_id(2), remaining }).await;
        self.gates().await;
        self.debts().await;
        let used = ContingencyCommand::Use { step: step_id(8) };
        run(RunCommand::Contingency(used)).await;
        let propose = || AbortCommand::Propose { reason: self.reason("reason") };
        run(RunCommand::Abort(propose())).await;
        run(RunCommand::Abort(AbortCommand::Withdraw {})).await;
        self.edit().await;
    }

    async fn gates(&self) {
        let step = gate_id;
        let gate = |command| Command::Run(RunCommand::Gate(command));
        let word = Some(self.reason("reason"));
        let answer = GateCommand::Answer { step: step(), answer: Answer::NotYet, word };
        self.does(actor(Role::Comms), gate(answer)).await;
        let read = GateCommand::ReadBack {
            step: step(),
            team: Role::Comms,
            start: Some(TEN),
            length: Some(Length::from_minutes(10)),
            will_not_work: Some(self.reason("reason")),
        };
        self.does(actor(Role::Comms), gate(read)).await;
        for verdict in [Verdict::NoGo, Verdict::Go] {
            let reason = Some(self.reason("reason"));
            self.lead(gate(GateCommand::Decide { step: step(), verdict, reason })).await;
        }
    }

    async fn debts(&self) {
        let debt = |command| Command::Run(RunCommand::Debt(command));
        let tick = |id| Command::FinishStep { step: named(id), anyway: None };
        let undo = |id| Command::UndoTick { step: named(id), reason: None };
        // Ticked, paid by another tick, both undone.
        for command in [tick("leaves"), tick("pays"), undo("pays"), undo("leaves")] {
            self.lead(command).await;
        }
        let open = DebtCommand::Open { title: self.title(), owner: None, due: None, step: None };
        self.lead(debt(open)).await;
        let (name, date) = (self.name(), Day::parse("2016-09-14").unwrap());
        self.lead(debt(DebtCommand::HandOver { debt: DebtId(2), name, date })).await;
        let word = Some(self.reason("reason"));
        self.lead(debt(DebtCommand::Pay { debt: DebtId(2), word })).await;
        let step = StepId::parse("extra").unwrap();
        self.lead(debt(DebtCommand::NothingLeft { step })).await;
    }

    /// A proposal that is dropped stays with the leads; one that is applied is everybody's.
    async fn edit(&self) {
        let edit = async |command| self.lead(Command::Run(RunCommand::Edit(command))).await;
        let add = |title: &'static str, instructions: &'static str, way_in: &'static str| {
            let to = StepEdit {
                title: Title::parse(&self.bird(title)).unwrap(),
                owner: Some(person(Role::Tech).id),
                gate: false,
                length: Some(60),
                start: TEN,
                after: Vec::new(),
                lags: Vec::new(),
                instructions: Some(Instructions::parse(&self.bird(instructions)).unwrap()),
                effect: None,
                undo: Undo::Nothing,
                smoke_test: true,
                way_in: Some(Title::parse(&self.bird(way_in)).unwrap()),
                run: None,
            };
            let phase = PhaseId::parse("move").unwrap();
            EditCommand::Change(Box::new(Edit::AddStep { phase, below: None, to }))
        };
        edit(add("proposed", "plan_instructions_proposed", "plan_proposed")).await;
        edit(EditCommand::Drop {}).await;
        edit(add("title", "plan_instructions", "plan_title")).await;
        edit(EditCommand::Apply {}).await;
        let view = self.house.app.rooms.open(&self.room).await.unwrap().unwrap().views();
        let smoke = view.whole().steps.values().find(|step| step.plan.run.smoke_test).unwrap();
        let (step, reason) = (smoke.plan.id.clone(), self.reason("reason"));
        let prove = RehearsalCommand::ProveWayIn { step, reason };
        self.lead(Command::Run(RunCommand::Rehearsal(prove))).await;
        let rehearsal = RoomId::parse("planted-rehearsal").unwrap();
        let record = RehearsalCommand::Record { rehearsal, lengths: Vec::new() };
        self.does(Actor::Bascule, Command::Run(RunCommand::Rehearsal(record))).await;
    }

    /// The last that happens: it leaves out whatever is open.
    pub(super) async fn abort(&self) {
        let abort = |command| Command::Run(RunCommand::Abort(command));
        let (step, anyway) = (step_id(8), Some(self.reason("anyway")));
        self.lead(Command::StartStep { step, anyway }).await;
        self.lead(abort(AbortCommand::Propose { reason: self.reason("reason") })).await;
        self.does(actor(Role::Tech), abort(AbortCommand::Confirm {})).await;
    }

    /// Everything the plan says about running a step.
    pub(super) fn facts(&self) -> StepRun {
        let how = || Some(Instructions::parse(&self.bird("undo_how")).unwrap());
        let prepared = ContingencyStep {
            id: crate::sample::step_id(80),
            title: self.title(),
            owner: None,
            length: Length::from_minutes(3),
            rehearsed: false,
            instructions: self.instructions(),
        };
        StepRun {
            undo: Undo::Takes { length: Length::from_minutes(2) },
            undo_how: how(),
            point_of_no_return: None::<NoReturn>,
            contingency: Some(Contingency { title: self.title(), steps: vec![prepared] }),
            ..StepRun::default()
        }
    }
}
