//! What happened to debts.

use super::{Day, DebtId};
use crate::{
    id::{PersonId, StepId},
    text::{PersonName, Reason, Title},
};
use serde::{Deserialize, Serialize};

/// What happened to debts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DebtEvent {
    /// Something must be undone.
    Opened {
        /// Its number.
        debt: DebtId,
        /// What.
        title: Title,
        /// Who sees to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<PersonId>,
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Day>,
        /// The step that left it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
    },
    /// It was undone.
    Paid {
        /// Which.
        debt: DebtId,
        /// The step that did it, if one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
        /// A word to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        word: Option<Reason>,
    },
    /// Somebody does it later.
    HandedOver {
        /// Which.
        debt: DebtId,
        /// Who.
        name: PersonName,
        /// By when.
        date: Day,
    },
    /// The tick that had opened it was undone: nothing is owed.
    TakenBack {
        /// Which.
        debt: DebtId,
        /// The step.
        step: StepId,
    },
    /// The tick that had paid it was undone: it is owed again.
    Reopened {
        /// Which.
        debt: DebtId,
        /// The step.
        step: StepId,
    },
    /// An unplanned step leaves nothing to undo.
    NothingLeft {
        /// Which step.
        step: StepId,
    },
}

impl DebtEvent {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Opened { step, .. } | Self::Paid { step, .. } => step.as_ref(),
            Self::TakenBack { step, .. }
            | Self::Reopened { step, .. }
            | Self::NothingLeft { step } => Some(step),
            Self::HandedOver { .. } => None,
        }
    }
}
