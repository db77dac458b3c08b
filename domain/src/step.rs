//! A step and where it stands. Each state carries exactly the facts that are true in it.

use crate::{
    event::Recorded,
    id::{PhaseId, Seq},
    person::Actor,
    plan::StepPlan,
    text::Reason,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How many entries of a step's own history stay in the room; older ones are in the log.
pub const HISTORY_KEPT: usize = 60;

/// A step of the room: what was planned and what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The plan of it. Its owner changes when the step is given to somebody else.
    pub plan: StepPlan,
    /// The phase it belongs to.
    pub phase: PhaseId,
    /// Where its place in the plan comes from.
    pub origin: Origin,
    /// Where it stands.
    pub progress: Progress,
    /// How much longer it takes, as whoever works on it last said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Remaining>,
    /// What happened to it, oldest first.
    pub history: Vec<Arc<Recorded>>,
}

/// How much longer a step takes, as somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remaining {
    /// When it was said.
    pub stated_at: Timestamp,
    /// From then on.
    pub length: Length,
}

impl Step {
    /// The last event that touched it; what an optimistic command is compared with.
    #[must_use]
    pub fn changed(&self) -> Option<&Recorded> {
        self.history.last().map(|recorded| &**recorded)
    }

    /// The last event that moved it: who brought it where it stands, and when.
    #[must_use]
    pub fn moved(&self) -> Option<&Recorded> {
        self.history.iter().rev().map(|recorded| &**recorded).find(|r| r.event.moves_step())
    }

    /// The number of the last event that touched it.
    #[must_use]
    pub fn version(&self) -> Seq {
        self.changed().map_or(Seq(0), |recorded| recorded.seq)
    }
}

/// Where a step comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It was in the plan.
    Planned,
    /// It was put in while the room was live.
    Unplanned,
}

/// Where a step stands. "Ready" is not here: it is derived from what the step waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nobody has begun.
    Waiting,
    /// Somebody is on it.
    Running {
        /// Since when.
        started: Fact,
    },
    /// It cannot go on.
    Blocked {
        /// Since when it is blocked.
        since: Timestamp,
        /// Why.
        reason: Reason,
        /// When it had been started, if it had.
        started: Option<Fact>,
    },
    /// Ticked.
    Done {
        /// When it started.
        started: Fact,
        /// When it was finished.
        finished: Fact,
    },
    /// Left out; what waits for it may go on.
    Skipped {
        /// When.
        at: Timestamp,
        /// Why.
        reason: Reason,
        /// When it had been started, if it had.
        started: Option<Fact>,
    },
    /// Tried, and it did not work. What waits for it stays waiting until it is retried or skipped.
    Failed {
        /// When.
        at: Timestamp,
        /// Why.
        reason: Reason,
        /// When it was started.
        started: Fact,
    },
}

impl Progress {
    /// As written in stylesheets and tests.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running { .. } => "running",
            Self::Blocked { .. } => "blocked",
            Self::Done { .. } => "done",
            Self::Skipped { .. } => "skipped",
            Self::Failed { .. } => "failed",
        }
    }

    /// Whether what waits for this step may go on.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        match self {
            Self::Done { .. } | Self::Skipped { .. } => true,
            Self::Waiting | Self::Running { .. } | Self::Blocked { .. } | Self::Failed { .. } => {
                false
            }
        }
    }

    /// When it was started, if it was.
    #[must_use]
    pub const fn started(&self) -> Option<&Fact> {
        match self {
            Self::Waiting => None,
            Self::Running { started }
            | Self::Done { started, .. }
            | Self::Failed { started, .. } => Some(started),
            Self::Blocked { started, .. } | Self::Skipped { started, .. } => started.as_ref(),
        }
    }

    /// When it was finished, if it was.
    #[must_use]
    pub const fn finished(&self) -> Option<&Fact> {
        match self {
            Self::Done { finished, .. } => Some(finished),
            Self::Waiting
            | Self::Running { .. }
            | Self::Blocked { .. }
            | Self::Skipped { .. }
            | Self::Failed { .. } => None,
        }
    }

    /// When work on it ended, whether or not it was finished.
    #[must_use]
    pub const fn ended(&self) -> Option<Timestamp> {
        match self {
            Self::Done { finished, .. } => Some(finished.at),
            Self::Skipped { at, .. } | Self::Failed { at, .. } => Some(*at),
            Self::Waiting | Self::Running { .. } | Self::Blocked { .. } => None,
        }
    }

    /// The recorded fact of a moment, to correct it.
    pub(crate) fn fact_mut(&mut self, moment: Moment) -> Option<&mut Fact> {
        match (moment, self) {
            (
                Moment::Started,
                Self::Running { started }
                | Self::Done { started, .. }
                | Self::Failed { started, .. },
            ) => Some(started),
            (Moment::Started, Self::Blocked { started, .. } | Self::Skipped { started, .. }) => {
                started.as_mut()
            }
            (Moment::Finished, Self::Done { finished, .. }) => Some(finished),
            (Moment::Started, Self::Waiting)
            | (
                Moment::Finished,
                Self::Waiting
                | Self::Running { .. }
                | Self::Blocked { .. }
                | Self::Skipped { .. }
                | Self::Failed { .. },
            ) => None,
        }
    }
}

/// Which of a step's two recorded times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// When it was started.
    Started,
    /// When it was finished.
    Finished,
}

/// A recorded time, with everything it was before it was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The time that counts now.
    pub at: Timestamp,
    /// What it was before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Fact {
    /// A time as it was recorded.
    #[must_use]
    pub const fn at(at: Timestamp) -> Self {
        Self { at, corrections: Vec::new() }
    }
}

/// One correction of a recorded time; the value it replaced is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What had been recorded.
    pub was: Timestamp,
    /// Why it was wrong.
    pub reason: Reason,
    /// Who corrected it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}
