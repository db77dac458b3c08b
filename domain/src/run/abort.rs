//! Abort: turning back, guarded by two people. Its undo steps become the live plan.

mod decide;
mod evolve;

pub(super) use decide::{decide, free_id};
pub(super) use evolve::evolve;

use crate::{
    id::{PhaseId, StepId},
    person::Actor,
    plan::StepPlan,
    room::Room,
    text::{Reason, Title},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What people ask for in turning back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AbortCommand {
    /// Propose it. Nothing moves yet.
    Propose {
        /// Why.
        reason: Reason,
    },
    /// Agree to it, as somebody else; one of the two leads.
    Confirm {},
    /// Take the proposal off the table.
    Withdraw {},
}

/// What happened in turning back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbortEvent {
    /// Somebody proposes to abort.
    Proposed {
        /// Why.
        reason: Reason,
    },
    /// The proposal is off the table.
    Withdrawn {},
    /// Two people have agreed: the way back is the plan from now on.
    Confirmed {
        /// Why.
        reason: Reason,
        /// What was still open, and is left out.
        skipped: Vec<StepId>,
        /// The phase that holds the way back.
        phase: PhaseId,
        /// Its name.
        title: Title,
        /// The way back: what was begun last is undone first, each after the one before. With the
        /// end of the last the system is open again.
        undo: Vec<StepPlan>,
    },
}

impl AbortEvent {
    pub(super) fn redact(&mut self) {
        match self {
            Self::Proposed { .. } | Self::Withdrawn {} => {}
            Self::Confirmed { undo, .. } => undo.iter_mut().for_each(StepPlan::redact),
        }
    }
}

/// Whether the cutover turns back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Abort {
    /// It does not.
    #[default]
    No,
    /// Somebody proposes it.
    Proposed(Proposal),
    /// It does.
    Confirmed {
        /// Who proposed it, when and why.
        proposal: Proposal,
        /// Who agreed.
        by: Actor,
        /// When.
        at: Timestamp,
        /// The way back, in order.
        undo: Vec<StepId>,
    },
}

/// A proposal to abort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Whose.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
}

impl Abort {
    /// Whether nobody thinks of it.
    #[must_use]
    pub const fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }

    /// Whether the cutover turns back.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        matches!(self, Self::Confirmed { .. })
    }
}

impl Room {
    /// The proposal to abort that is on the table. One whose author has no part in the room any
    /// more is not: it takes two people who are there.
    #[must_use]
    pub fn abort_proposed(&self) -> Option<&Proposal> {
        let Abort::Proposed(proposal) = &self.run.abort else { return None };
        let there = match &proposal.by {
            Actor::Person(person) => self.part_of(&person.id).is_some(),
            Actor::Bascule => true,
        };
        there.then_some(proposal)
    }
}

/// Why not, in turning back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum AbortRejection {
    /// Somebody has proposed it already.
    #[error("{} has proposed to abort already", .by.name())]
    Proposed {
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
    },
    /// Nobody proposes it.
    #[error("nobody proposes to abort")]
    NotProposed,
    /// The cutover turns back already.
    #[error("the cutover is being aborted already")]
    Aborting {
        /// Since when.
        since: Timestamp,
    },
    /// Whoever proposes it cannot agree to it as well.
    #[error("it takes a second person to confirm")]
    SamePerson,
    /// One of the two must lead.
    #[error("one of the two must be the lead")]
    LeadNeeded,
    /// Only its author or the lead may take the proposal off the table.
    #[error("only its author or the lead may withdraw the proposal")]
    NotYours,
    /// The point of no return has been passed: the way out is forward.
    #[error("step {step} has begun and cannot be undone: fix forward")]
    FixForward {
        /// What cannot be undone.
        step: StepId,
    },
}

impl AbortRejection {
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Proposed { .. } => "abort_proposed",
            Self::NotProposed => "abort_not_proposed",
            Self::Aborting { .. } => "aborting",
            Self::SamePerson => "abort_needs_two",
            Self::LeadNeeded => "abort_needs_the_lead",
            Self::NotYours => "abort_not_yours",
            Self::FixForward { .. } => "fix_forward",
        }
    }
}
