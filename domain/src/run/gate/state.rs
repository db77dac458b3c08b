//! What is known at a gate: the answers, the beliefs and the verdicts.

use super::{Against, Answer, Seat, Verdict};
use crate::{
    person::{Actor, Role},
    text::Reason,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// How many verdicts stay in the room; older ones are in the log.
const VERDICTS_KEPT: usize = 20;

/// What is known at a gate. Of answers and beliefs the last of each counts and is kept; those it
/// superseded stay in the log and in the history of the step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GateRun {
    /// The answers, one a seat.
    pub answers: Vec<Answered>,
    /// The beliefs, one a team.
    pub read_backs: Vec<ReadBack>,
    /// The verdicts, oldest first; the last one stands.
    pub verdicts: Vec<Decided>,
}

/// An answer to the poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// For whom.
    pub seat: Seat,
    /// What.
    pub answer: Answer,
    /// A word to it.
    pub word: Option<Reason>,
    /// Who answered.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// What a team believes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// Which team.
    pub team: Role,
    /// When the window begins.
    pub start: Option<Timestamp>,
    /// How long it is.
    pub length: Option<Length>,
    /// What will not work.
    pub will_not_work: Option<Reason>,
    /// Who typed it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// A verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<Reason>,
    /// What spoke against going.
    pub against: Vec<Against>,
    /// Who decided.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

impl GateRun {
    /// The answer of a seat.
    #[must_use]
    pub fn answer_of(&self, seat: &Seat) -> Option<&Answered> {
        self.answers.iter().find(|answered| answered.seat == *seat)
    }

    /// What a team believes.
    #[must_use]
    pub fn read_back_of(&self, team: Role) -> Option<&ReadBack> {
        self.read_backs.iter().find(|read| read.team == team)
    }

    /// The verdict that stands.
    #[must_use]
    pub fn verdict(&self) -> Option<&Decided> {
        self.verdicts.last()
    }

    pub(super) fn answer(&mut self, new: Answered) {
        self.answers.retain(|known| known.seat != new.seat);
        self.answers.push(new);
    }

    pub(super) fn read_back(&mut self, new: ReadBack) {
        self.read_backs.retain(|known| known.team != new.team);
        self.read_backs.push(new);
    }

    pub(super) fn decide(&mut self, new: Decided) {
        if self.verdicts.len() == VERDICTS_KEPT {
            self.verdicts.remove(0);
        }
        self.verdicts.push(new);
    }
}
