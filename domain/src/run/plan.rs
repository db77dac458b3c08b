//! What the plan of a step says about running it.

use super::WayIn;
use crate::time::Length;
use serde::{Deserialize, Serialize};

/// What is planned about running a step, beyond when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRun {
    /// How it is taken back.
    #[serde(default, skip_serializing_if = "Undo::is_unsaid")]
    pub undo: Undo,
    /// Whether it tries the system from outside while users cannot get in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub smoke_test: bool,
    /// How those who try it get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WayIn>,
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
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Undo {
    /// Nobody has said. It counts as nothing, and as a gap of the plan.
    #[default]
    Unsaid,
    /// There is nothing to take back.
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
    /// Whether nobody has said.
    #[must_use]
    pub const fn is_unsaid(&self) -> bool {
        matches!(self, Self::Unsaid)
    }
}
