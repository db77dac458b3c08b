//! "Done" is ticked by a person; "proven" is shown by a number. A proof never ticks for anybody.

use super::{
    StepProof, Watch, WatchEvent, WatchRejection,
    decide::{Decision, happened},
};
use crate::{
    event::Recorded,
    id::StepId,
    metric::{ProofState, Sample, Value},
    person::Actor,
    room::Room,
    step::{Moment, Progress},
    text::Reason,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ProofCommand {
    /// Go on without the proof.
    Overrule {
        /// Of which step.
        step: StepId,
        /// Why.
        reason: Reason,
    },
}

impl ProofCommand {
    /// The step it is about.
    #[must_use]
    pub const fn step(&self) -> &StepId {
        match self {
            Self::Overrule { step, .. } => step,
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofEvent {
    /// A proof holds, held, was missed, or nobody knows.
    Turned {
        /// Of which step.
        step: StepId,
        /// When the step was started: a proof begins with its step.
        from: Timestamp,
        /// Where it stands.
        state: ProofState,
        /// The last number known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Value>,
        /// Since when the number has not come nearer to where it must be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        still: Option<Timestamp>,
    },
    /// The lead goes on without the proof.
    Overruled {
        /// Of which step.
        step: StepId,
        /// Why.
        reason: Reason,
    },
}

impl ProofEvent {
    /// The step it is about.
    #[must_use]
    pub const fn step(&self) -> &StepId {
        match self {
            Self::Turned { step, .. } | Self::Overruled { step, .. } => step,
        }
    }
}

/// Where the proof of a step stands, as the log says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofMark {
    /// When the step was started that it is about.
    pub from: Timestamp,
    /// Where it stands.
    pub state: ProofState,
    /// Since when it stands there.
    pub at: Timestamp,
    /// The number then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Since when it had not come nearer then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub still: Option<Timestamp>,
    /// Who goes on without it, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overruled: Option<Overruled>,
}

/// A proof that the lead does without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overruled {
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
}

impl ProofMark {
    /// Whether it is an alarm: the deadline is over, nothing was proven, and nobody said to go on.
    #[must_use]
    pub const fn is_alarm(&self) -> bool {
        matches!(self.state, ProofState::Missed { .. }) && self.overruled.is_none()
    }
}

impl StepProof {
    /// Where it stands now, and the start of the step it counts from. Nothing before the step has
    /// begun, and nothing once it was left out or did not work.
    #[must_use]
    pub fn now(
        &self,
        room: &Room,
        samples: &[Sample],
        now: Timestamp,
    ) -> Option<(Timestamp, ProofState)> {
        let progress = &room.steps.get(&self.step)?.progress;
        match progress {
            Progress::Skipped { .. } | Progress::Failed { .. } | Progress::Waiting => return None,
            Progress::Running { .. } | Progress::Blocked { .. } | Progress::Done { .. } => {}
        }
        let from = progress.started()?.at;
        let counted_from = match self.after {
            Moment::Started => Some(from),
            Moment::Finished => progress.finished().map(|fact| fact.at),
        };
        let period = room.watch.paced(&self.metric, room.stage)?.period();
        Some((from, self.due(counted_from).state(samples, from, period, now)))
    }
}

pub(super) fn decide(room: &Room, command: ProofCommand) -> Decision {
    let ProofCommand::Overrule { step, reason } = command;
    if room.watch.proof(&step).is_none() {
        return Err(WatchRejection::NoProof { step }.into());
    }
    match room.watch.proofs.get(&step) {
        Some(ProofMark { state: ProofState::Proven { .. }, .. }) => {
            Err(WatchRejection::Proven { step }.into())
        }
        Some(ProofMark { overruled: Some(_), .. }) => Err(WatchRejection::Same.into()),
        Some(_) | None => happened(WatchEvent::Proof(ProofEvent::Overruled { step, reason })),
    }
}

pub(super) fn is_known(watch: &Watch, event: &ProofEvent) -> bool {
    match event {
        ProofEvent::Turned { step, from, state, .. } => {
            watch.proof(step).is_none()
                || watch
                    .proofs
                    .get(step)
                    .is_some_and(|mark| mark.from == *from && mark.state == *state)
        }
        ProofEvent::Overruled { step, .. } => {
            watch.proofs.get(step).is_some_and(|mark| mark.overruled.is_some())
        }
    }
}

pub(super) fn evolve(watch: &mut Watch, event: &ProofEvent, recorded: &Recorded) {
    let at = recorded.at;
    match event {
        ProofEvent::Turned { step, from, state, value, still } => {
            // What was overruled stays so for the same work; a step begun again starts anew.
            let before = watch.proofs.get(step).filter(|before| before.from == *from);
            let overruled = before.and_then(|before| before.overruled.clone());
            let (from, state, value, still) = (*from, *state, *value, *still);
            let mark = ProofMark { from, state, at, value, still, overruled };
            watch.proofs.insert(step.clone(), mark);
        }
        ProofEvent::Overruled { step, reason } => {
            let by = recorded.by.clone();
            let overruled = Some(Overruled { by, at, reason: reason.clone() });
            let mark = watch.proofs.entry(step.clone()).or_insert(ProofMark {
                from: at,
                state: ProofState::Waiting,
                at,
                value: None,
                still: None,
                overruled: None,
            });
            mark.overruled = overruled;
        }
    }
}
