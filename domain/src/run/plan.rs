//! What the plan of a step says about running it.

use super::contingency::Contingency;
use crate::{
    text::{Instructions, Reason},
    time::Length,
};
use serde::{Deserialize, Serialize};

/// What is planned about running a step, beyond when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRun {
    /// How it is taken back.
    #[serde(default, skip_serializing_if = "Undo::is_nothing")]
    pub undo: Undo,
    /// How that is done, in Markdown: a technical detail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_how: Option<Instructions>,
    /// Whether there is no way back once it has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point_of_no_return: Option<NoReturn>,
    /// The plan B, if one is prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contingency: Option<Contingency>,
}

/// A point of no return: past it, the only way is forward.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoReturn {
    /// Why, for everybody to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl StepRun {
    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes technical details out.
    pub fn redact(&mut self) {
        self.undo_how = None;
        let plan_b = self.contingency.iter_mut().flat_map(|plan_b| &mut plan_b.steps);
        plan_b.for_each(|step| step.instructions = None);
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
