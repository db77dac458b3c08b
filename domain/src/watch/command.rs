//! What people ask for.

use super::{EntryCommand, MetricCommand, ProofCommand, WatchEvent};
use crate::{id::StepId, rights::Action};
use serde::{Deserialize, Serialize};

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WatchCommand {
    /// About a number.
    Metric(MetricCommand),
    /// About the proof of a step.
    Proof(ProofCommand),
    /// About a way in.
    Entry(EntryCommand),
    /// Write down what the product itself has seen. Sent by the server only.
    Record {
        /// What it saw.
        seen: Box<WatchEvent>,
    },
}

impl WatchCommand {
    /// The step it is about, if it is about one that exists.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Proof(command) => Some(command.step()),
            Self::Metric(_) | Self::Entry(_) | Self::Record { .. } => None,
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Metric(_) => Action::PlanWatch,
            Self::Proof(ProofCommand::Overrule { .. }) => Action::OverruleProof,
            Self::Entry(command) => command.action(),
            Self::Record { .. } => Action::RecordWatch,
        }
    }
}
