//! Why not, in running the cutover.

use super::{
    EditRejection, RehearsalRejection, abort::AbortRejection, contingency::ContingencyRejection,
    debt::DebtRejection, gate::GateRejection,
};
use crate::{id::StepId, rejection::Rejection, time::Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command about running the cutover was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum RunRejection {
    /// It is on hold already.
    #[error("the cutover is on hold already")]
    OnHold {
        /// Since when.
        since: Timestamp,
    },
    /// It is not on hold.
    #[error("the cutover is not on hold")]
    NotOnHold,
    /// Nobody works on the step.
    #[error("nobody works on step {step}")]
    NotRunning {
        /// Which.
        step: StepId,
    },
    /// Why not, in turning back.
    #[error(transparent)]
    Abort(#[from] AbortRejection),
    /// Why not, about a plan B.
    #[error(transparent)]
    Contingency(#[from] ContingencyRejection),
    /// The plan is not changed.
    #[error(transparent)]
    Edit(#[from] EditRejection),
    /// About rehearsals.
    #[error(transparent)]
    Rehearsal(#[from] RehearsalRejection),
    /// Why not, at a gate.
    #[error(transparent)]
    Gate(#[from] GateRejection),
    /// Why not, about debts.
    #[error(transparent)]
    Debt(#[from] DebtRejection),
}

impl From<EditRejection> for Rejection {
    fn from(no: EditRejection) -> Self {
        RunRejection::from(no).into()
    }
}

impl From<RehearsalRejection> for Rejection {
    fn from(no: RehearsalRejection) -> Self {
        RunRejection::from(no).into()
    }
}

impl From<GateRejection> for Rejection {
    fn from(no: GateRejection) -> Self {
        Self::Run(no.into())
    }
}

impl From<DebtRejection> for Rejection {
    fn from(no: DebtRejection) -> Self {
        Self::Run(no.into())
    }
}

impl RunRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OnHold { .. } => "on_hold",
            Self::NotOnHold => "not_on_hold",
            Self::NotRunning { .. } => "not_running",
            Self::Abort(no) => no.code(),
            Self::Contingency(no) => no.code(),
            Self::Edit(no) => no.code(),
            Self::Rehearsal(no) => no.code(),
            Self::Gate(no) => no.code(),
            Self::Debt(no) => no.code(),
        }
    }
}
