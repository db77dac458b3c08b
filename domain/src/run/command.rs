//! What people ask for in running the cutover.

use super::{
    EditCommand, RehearsalCommand, abort::AbortCommand, contingency::ContingencyCommand,
    debt::DebtCommand, gate::GateCommand,
};
use crate::{id::StepId, rights::Action, text::Reason, time::Length};
use serde::{Deserialize, Serialize};

/// What people ask for in running the cutover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RunCommand {
    /// Pause: the T-clock stands.
    BeginHold {
        /// Why.
        reason: Reason,
    },
    /// Go on.
    EndHold {},
    /// Say how much longer a step takes.
    StateRemaining {
        /// Which step.
        step: StepId,
        /// From now.
        remaining: Length,
    },
    /// Turn back.
    Abort(AbortCommand),
    /// Use a plan B.
    Contingency(ContingencyCommand),
    /// Something about the plan.
    Edit(EditCommand),
    /// Something about rehearsals.
    Rehearsal(RehearsalCommand),
    /// Something at a gate.
    Gate(GateCommand),
    /// Something about a debt.
    Debt(DebtCommand),
}

impl RunCommand {
    /// The step it is about, if it is about one that exists.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::StateRemaining { step, .. } => Some(step),
            Self::Rehearsal(command) => command.step(),
            Self::Contingency(command) => Some(command.step()),
            Self::Gate(command) => Some(command.step()),
            Self::Debt(command) => command.step(),
            // An edit meets its step in the plan, which says in its own words what is wrong.
            Self::BeginHold { .. } | Self::EndHold {} | Self::Abort(_) | Self::Edit(_) => None,
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::BeginHold { .. } | Self::EndHold {} => Action::HoldRun,
            Self::StateRemaining { .. } | Self::Rehearsal(RehearsalCommand::ProveWayIn { .. }) => {
                Action::TickStep
            }
            Self::Edit(_) => Action::EditPlan,
            Self::Rehearsal(RehearsalCommand::Record { .. }) => Action::MakeRoom,
            Self::Abort(_) => Action::Abort,
            Self::Contingency(_) => Action::InsertStep,
            Self::Gate(command) => command.action(),
            Self::Debt(command) => command.action(),
        }
    }
}
