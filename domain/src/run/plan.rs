//! What the plan of a step says about running it.

use super::{WayIn, contingency::Contingency, gate::GatePlan};
use crate::{
    id::StepId,
    text::{Instructions, Reason, Title},
    time::Length,
};
use serde::{Deserialize, Serialize};

/// What is planned about running a step, beyond when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRun {
    /// How it is taken back.
    #[serde(default, skip_serializing_if = "Undo::is_unsaid")]
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
    /// Whether it tries the system from outside while users cannot get in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub smoke_test: bool,
    /// How those who try it get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WayIn>,
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
