//! Why not, about debts.

use super::{Day, DebtId};
use crate::{id::StepId, text::Title};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command about debts was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum DebtRejection {
    /// No such debt.
    #[error("there is no debt {debt}")]
    Unknown {
        /// Which.
        debt: DebtId,
    },
    /// Nothing is owed any more.
    #[error("debt {debt} is settled")]
    Settled {
        /// Which.
        debt: DebtId,
        /// What it was.
        title: Title,
    },
    /// The day is over.
    #[error("{date} is over")]
    DayOver {
        /// Which.
        date: Day,
    },
    /// The step is not asked whether it leaves something, or not any more.
    #[error("step {step} is not asked whether it leaves something to undo")]
    NotAsked {
        /// Which.
        step: StepId,
    },
    /// The room holds as many debts as it can.
    #[error("the room holds {max} debts already")]
    TooMany {
        /// How many it can hold.
        max: usize,
    },
    /// The room cannot close before each is paid or handed over.
    #[error("{} debts are still open", .titles.len())]
    StillOpen {
        /// What is owed, in order.
        titles: Vec<Title>,
    },
}

impl DebtRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown_debt",
            Self::Settled { .. } => "debt_settled",
            Self::DayOver { .. } => "day_over",
            Self::NotAsked { .. } => "debt_not_asked",
            Self::TooMany { .. } => "too_many_debts",
            Self::StillOpen { .. } => "debts_open",
        }
    }
}
