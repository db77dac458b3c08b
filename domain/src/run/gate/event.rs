//! What happened at a gate.

use super::{Against, Seat};
use crate::{
    id::StepId,
    person::Role,
    text::Reason,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What happened at a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateEvent {
    /// A seat of the poll answered; what it had answered before no longer counts.
    Answered {
        /// Which gate.
        step: StepId,
        /// For whom.
        seat: Seat,
        /// What.
        answer: Answer,
        /// A word to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        word: Option<Reason>,
    },
    /// A team typed what it believes; what it had typed before no longer counts.
    ReadBack {
        /// Which gate.
        step: StepId,
        /// Which team.
        team: Role,
        /// When the window begins, as they believe.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<Timestamp>,
        /// How long it is, as they believe.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        length: Option<Length>,
        /// What will not work, as they believe.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        will_not_work: Option<Reason>,
    },
    /// The lead decided.
    Decided {
        /// Which gate.
        step: StepId,
        /// What.
        verdict: Verdict,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// What spoke against going when the lead went all the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        against: Vec<Against>,
    },
}

impl GateEvent {
    /// The gate.
    #[must_use]
    pub const fn step(&self) -> &StepId {
        match self {
            Self::Answered { step, .. }
            | Self::ReadBack { step, .. }
            | Self::Decided { step, .. } => step,
        }
    }
}

/// An answer to a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Ready.
    Go,
    /// It must not happen.
    NoGo,
    /// Not ready, and soon perhaps.
    NotYet,
}

impl Answer {
    /// Every answer, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Go, Self::NotYet, Self::NoGo];

    /// As written in forms and stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::NoGo => "no_go",
            Self::NotYet => "not_yet",
        }
    }
}

/// What the lead decides at a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The cutover goes on: the gate is done.
    Go,
    /// It does not: the gate waits with this on it.
    NoGo,
    /// It pauses: the T-clock stands.
    Hold,
}

impl Verdict {
    /// As written in forms and stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::NoGo => "no_go",
            Self::Hold => "hold",
        }
    }
}
