//! Why not.

use super::WatchFault;
use crate::id::{EntryId, MetricId, StepId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command of this family was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum WatchRejection {
    /// The room is closed.
    #[error("the room is closed")]
    Closed,
    /// No such metric.
    #[error("there is no metric {metric}")]
    UnknownMetric {
        /// What was named.
        metric: MetricId,
    },
    /// No such way in.
    #[error("there is no entry point {entry}")]
    UnknownEntry {
        /// What was named.
        entry: EntryId,
    },
    /// A metric's period is out of bounds.
    #[error("metric {metric}, period: {seconds} s, but must be 1 s to 5 min")]
    Period {
        /// Which.
        metric: MetricId,
        /// What was asked for, in seconds.
        seconds: u32,
    },
    /// Something still looks at the metric.
    #[error("metric {metric} is used by an entry point, a proof or a stop rule")]
    InUse {
        /// Which.
        metric: MetricId,
    },
    /// The plan would have a fault.
    #[error(transparent)]
    Fault(#[from] WatchFault),
    /// The step has no proof to overrule.
    #[error("step {step} has no proof")]
    NoProof {
        /// Which.
        step: StepId,
    },
    /// It is proven: there is nothing to overrule.
    #[error("step {step} is proven")]
    Proven {
        /// Which.
        step: StepId,
    },
    /// It is what it was.
    #[error("nothing would change")]
    Same,
}

impl WatchRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Closed => "room_closed",
            Self::UnknownMetric { .. } => "unknown_metric",
            Self::UnknownEntry { .. } => "unknown_entry_point",
            Self::Period { .. } => "bad_period",
            Self::InUse { .. } => "metric_in_use",
            Self::Fault(_) => "bad_watch_plan",
            Self::NoProof { .. } => "no_proof",
            Self::Proven { .. } => "proven",
            Self::Same => "nothing_changes",
        }
    }
}
