//! What people ask for about debts.

use super::{Day, DebtId};
use crate::{
    id::{PersonId, StepId},
    rights::Action,
    text::{PersonName, Reason, Title},
};
use serde::{Deserialize, Serialize};

/// What people ask for about debts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DebtCommand {
    /// Say that something must be undone.
    Open {
        /// What.
        title: Title,
        /// Who sees to it; without a name, whoever says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<PersonId>,
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Day>,
        /// The step that leaves it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
    },
    /// Say that it was undone.
    Pay {
        /// Which.
        debt: DebtId,
        /// A word to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        word: Option<Reason>,
    },
    /// Hand it to somebody who does it later.
    HandOver {
        /// Which.
        debt: DebtId,
        /// To whom, in the room or not.
        name: PersonName,
        /// By when.
        date: Day,
    },
    /// Say that an unplanned step leaves nothing to undo.
    #[serde(rename = "none")]
    NothingLeft {
        /// Which step.
        step: StepId,
    },
}

impl DebtCommand {
    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Open { step, .. } => step.as_ref(),
            Self::NothingLeft { step } => Some(step),
            Self::Pay { .. } | Self::HandOver { .. } => None,
        }
    }

    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Open { .. }
            | Self::Pay { .. }
            | Self::HandOver { .. }
            | Self::NothingLeft { .. } => Action::KeepDebts,
        }
    }
}
