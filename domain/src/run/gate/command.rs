//! What people ask for at a gate.

use super::{Answer, Verdict};
use crate::{
    id::StepId,
    person::Role,
    rights::Action,
    text::Reason,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What people ask for at a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum GateCommand {
    /// Answer the poll, for the seat the sender sits on.
    Answer {
        /// Which gate.
        step: StepId,
        /// Go, no-go, or not yet.
        answer: Answer,
        /// A word to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        word: Option<Reason>,
    },
    /// Type what a team believes.
    ReadBack {
        /// Which gate.
        step: StepId,
        /// Whose belief it is; the sender must be of it.
        team: Role,
        /// When the window begins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<Timestamp>,
        /// How long it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        length: Option<Length>,
        /// What will not work meanwhile.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        will_not_work: Option<Reason>,
    },
    /// Decide.
    Decide {
        /// Which gate.
        step: StepId,
        /// Go, no-go, or hold.
        verdict: Verdict,
        /// Why; not needed to go when nothing speaks against it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
}

impl GateCommand {
    /// The gate.
    #[must_use]
    pub const fn step(&self) -> &StepId {
        match self {
            Self::Answer { step, .. } | Self::ReadBack { step, .. } | Self::Decide { step, .. } => {
                step
            }
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Answer { .. } | Self::ReadBack { .. } => Action::AnswerGate,
            Self::Decide { .. } => Action::DecideGate,
        }
    }
}
