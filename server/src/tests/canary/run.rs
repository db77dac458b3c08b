//! A canary in every text of how a cutover is run.

use super::Planted;
use crate::sample::{actor, step_id};
use domain::{
    Command, Length, Role,
    run::{
        NoReturn, RunCommand, StepRun, Undo,
        abort::AbortCommand,
        contingency::{Contingency, ContingencyCommand, ContingencyStep},
    },
    text::Instructions,
};

impl Planted {
    pub(super) async fn run(&self) {
        let run = async |command| self.lead(Command::Run(command)).await;
        run(RunCommand::BeginHold { reason: self.reason("reason") }).await;
        run(RunCommand::EndHold {}).await;
        let remaining = Length::from_minutes(4);
        run(RunCommand::StateRemaining { step: step_id(2), remaining }).await;
        let used = ContingencyCommand::Use { step: step_id(8) };
        run(RunCommand::Contingency(used)).await;
        let propose = || AbortCommand::Propose { reason: self.reason("reason") };
        run(RunCommand::Abort(propose())).await;
        run(RunCommand::Abort(AbortCommand::Withdraw {})).await;
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
        }
    }
}
