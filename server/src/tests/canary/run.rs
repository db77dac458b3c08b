//! A canary in every text of how a cutover is run.

use super::Planted;
use crate::sample::step_id;
use domain::{Command, Length, run::RunCommand};

impl Planted {
    pub(super) async fn run(&self) {
        let run = async |command| self.lead(Command::Run(command)).await;
        run(RunCommand::BeginHold { reason: self.reason("reason") }).await;
        run(RunCommand::EndHold {}).await;
        let remaining = Length::from_minutes(4);
        run(RunCommand::StateRemaining { step: step_id(2), remaining }).await;
    }
}
