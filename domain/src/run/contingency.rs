//! A contingency: a prepared plan B of a step, put in by one action.

mod decide;
mod evolve;

pub(super) use decide::decide;
pub(super) use evolve::evolve;

use crate::{
    id::{PersonId, PhaseId, StepId},
    plan::StepPlan,
    room::Room,
    text::{Instructions, Title},
    time::Length,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A prepared plan B.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contingency {
    /// What it does.
    pub title: Title,
    /// Its steps, each after the one before.
    pub steps: Vec<ContingencyStep>,
}

impl Contingency {
    /// How long it takes as planned, in seconds.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.steps.iter().map(|step| i64::from(step.length.seconds())).sum()
    }
}

/// A step of a plan B.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContingencyStep {
    /// The id it gets; another one when that is taken by then.
    pub id: StepId,
    /// What is done.
    pub title: Title,
    /// Whose it is; absent: whoever owns the step it stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// How long it should take.
    pub length: Length,
    /// Whether somebody has tried it.
    #[serde(default)]
    pub rehearsed: bool,
    /// How it is done, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Instructions>,
}

/// What people ask for about a plan B.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ContingencyCommand {
    /// Put its steps into the running plan.
    Use {
        /// The step whose plan B it is.
        step: StepId,
    },
}

impl ContingencyCommand {
    pub(super) const fn step(&self) -> &StepId {
        match self {
            Self::Use { step } => step,
        }
    }
}

/// What happened about a plan B.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContingencyEvent {
    /// Its steps were put into the running plan, right below the step.
    Used {
        /// The step whose plan B it is.
        step: StepId,
        /// Its phase.
        phase: PhaseId,
        /// The new steps in order.
        steps: Vec<StepPlan>,
        /// What waits for the last of them from now on.
        before: Vec<StepId>,
    },
}

impl ContingencyEvent {
    pub(super) const fn step(&self) -> &StepId {
        match self {
            Self::Used { step, .. } => step,
        }
    }

    pub(super) fn redact(&mut self) {
        match self {
            Self::Used { steps, .. } => steps.iter_mut().for_each(StepPlan::redact),
        }
    }
}

impl Room {
    /// The step whose plan B has put this one in, and whether somebody had tried it.
    #[must_use]
    pub fn plan_b_behind(&self, inserted: &StepId) -> Option<(&StepId, bool)> {
        let (step, place) = self.run.contingencies.iter().find_map(|(step, inserts)| {
            Some((step, inserts.iter().position(|known| known == inserted)?))
        })?;
        let planned = self.steps.get(step)?.plan.run.contingency.as_ref();
        let rehearsed =
            planned.and_then(|plan| plan.steps.get(place)).is_some_and(|it| it.rehearsed);
        Some((step, rehearsed))
    }

    /// A plan B that can still be used: prepared, not used yet, and its step is not over.
    #[must_use]
    pub fn plan_b_of(&self, step: &StepId) -> Option<&Contingency> {
        let known = self.steps.get(step)?;
        let open = !known.progress.is_settled() && !self.run.contingencies.contains_key(step);
        known.plan.run.contingency.as_ref().filter(|_| open)
    }
}

/// Why not, about a plan B.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum ContingencyRejection {
    /// Nobody has prepared one.
    #[error("step {step} has no plan B")]
    None {
        /// The step.
        step: StepId,
    },
    /// It has been used already.
    #[error("the plan B of step {step} has been used already")]
    Used {
        /// The step.
        step: StepId,
    },
    /// The step is over.
    #[error("step {step} is over")]
    Over {
        /// The step.
        step: StepId,
    },
}

impl ContingencyRejection {
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::None { .. } => "no_plan_b",
            Self::Used { .. } => "plan_b_used",
            Self::Over { .. } => "plan_b_too_late",
        }
    }
}
