//! What the plan of a step says about running it.

use super::gate::GatePlan;
use crate::{id::StepId, text::Title, time::Length};
use serde::{Deserialize, Serialize};

/// What is planned about running a step, beyond when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRun {
    /// How it is taken back.
    #[serde(default, skip_serializing_if = "Undo::is_nothing")]
    pub undo: Undo,
    /// What is asked at it, when it is a gate.
    #[serde(default, skip_serializing_if = "GatePlan::is_empty")]
    pub gate: GatePlan,
    /// What its end leaves to be undone, such as "crons are off".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_debt: Option<Title>,
    /// The steps whose debts its end pays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pays_debt: Vec<StepId>,
}

impl StepRun {
    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a step is taken back when the cutover is aborted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undo {
    /// There is nothing to take back.
    #[default]
    Nothing,
    /// It takes a while.
    Takes {
        /// How long.
        length: Length,
    },
    /// It cannot be taken back.
    Impossible,
}

impl Undo {
    /// Whether there is nothing to take back.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}
