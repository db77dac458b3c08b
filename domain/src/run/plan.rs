//! What the plan of a step says about running it.

use crate::time::Length;
use serde::{Deserialize, Serialize};

/// What is planned about running a step, beyond when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRun {
    /// How it is taken back.
    #[serde(default, skip_serializing_if = "Undo::is_nothing")]
    pub undo: Undo,
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
