//! Why not, at a gate.

use super::{Against, Belief, Verdict};
use crate::{id::StepId, person::Role};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command at a gate was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum GateRejection {
    /// The step is work, not a decision.
    #[error("step {step} is no gate")]
    NotAGate {
        /// Which.
        step: StepId,
    },
    /// The sender sits on no seat of the poll.
    #[error("the gate {step} does not ask this person")]
    NotAsked {
        /// Which.
        step: StepId,
    },
    /// The team does not read back at this gate, or the sender is not of it.
    #[error("the gate {step} does not ask this of {}", .team.slug())]
    NotOfTeam {
        /// Which.
        step: StepId,
        /// The team.
        team: Role,
    },
    /// Something that is asked was not typed.
    #[error("the gate {step} also asks for {}", .missing.slug())]
    Incomplete {
        /// Which.
        step: StepId,
        /// What.
        missing: Belief,
    },
    /// Something speaks against going on, and no reason was given.
    #[error("{} things speak against passing the gate {step}", .against.len())]
    Against {
        /// Which.
        step: StepId,
        /// All of it.
        against: Vec<Against>,
    },
    /// No-go and hold always carry a word.
    #[error("{} at the gate {step} needs a word", .verdict.slug())]
    WordNeeded {
        /// Which.
        step: StepId,
        /// What was to be decided.
        verdict: Verdict,
    },
    /// A verdict is superseded by another one, never taken back.
    #[error("the verdict at the gate {step} stands until another one is given")]
    VerdictStands {
        /// Which.
        step: StepId,
    },
}

impl GateRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAGate { .. } => "not_a_gate",
            Self::NotAsked { .. } => "not_asked",
            Self::NotOfTeam { .. } => "not_of_team",
            Self::Incomplete { .. } => "incomplete",
            Self::Against { .. } => "against",
            Self::WordNeeded { .. } => "word_needed",
            Self::VerdictStands { .. } => "verdict_stands",
        }
    }
}
