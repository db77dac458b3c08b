//! What a plan is not ready for: named before the site is closed, not found out after.

use super::lengths_of;
use crate::{
    id::StepId,
    plan::{Effect, Work},
    room::Room,
    step::Step,
    time::Timestamp,
};

/// Something that nobody has made sure of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A smoke test happens while the system is closed, and nobody has seen anybody get in.
    NoWayIn {
        /// Which step.
        step: StepId,
    },
    /// Nobody has rehearsed the step.
    NotRehearsed {
        /// Which.
        step: StepId,
    },
    /// Nobody has said how the step is taken back.
    NoUndo {
        /// Which.
        step: StepId,
    },
}

impl Gap {
    /// The step it is about.
    #[must_use]
    pub const fn step(&self) -> &StepId {
        match self {
            Self::NoWayIn { step } | Self::NotRehearsed { step } | Self::NoUndo { step } => step,
        }
    }
}

/// What the plan is not ready for, the worst first, in the order of the plan.
///
/// Steps that are over are no longer asked about. Gates take no time and leave nothing behind, so
/// they need neither a rehearsal nor an undo. Entering maintenance with any gap needs a reason.
#[must_use]
pub fn readiness(room: &Room) -> Vec<Gap> {
    let open = || room.steps_in_order().filter(|step| !step.progress.is_settled());
    let work = || open().filter(|step| matches!(step.plan.work, Work::Task { .. }));
    let id = |step: &Step| step.plan.id.clone();
    let mut gaps: Vec<Gap> = open()
        .filter(|step| lacks_way_in(room, step))
        .map(|step| Gap::NoWayIn { step: id(step) })
        .collect();
    gaps.extend(
        work()
            .filter(|step| lengths_of(room, &step.plan.id).is_empty())
            .map(|step| Gap::NotRehearsed { step: id(step) }),
    );
    gaps.extend(
        work()
            .filter(|step| step.plan.run.undo.is_unsaid())
            .map(|step| Gap::NoUndo { step: id(step) }),
    );
    gaps
}

/// Whether the step tries the closed system by a way that nobody has seen work.
fn lacks_way_in(room: &Room, step: &Step) -> bool {
    let run = &step.plan.run;
    let proven = run.way_in.as_ref().is_some_and(|way_in| way_in.proven);
    run.smoke_test && !proven && closed_then(room, step.plan.start)
}

/// Whether the system is planned to be closed at a moment.
fn closed_then(room: &Room, at: Timestamp) -> bool {
    let window = room.charter.as_ref().map(|charter| charter.window);
    let effect = |effect| room.step_with(effect);
    let from = effect(Effect::InterruptionStarts).map(|step| step.plan.start);
    let until = effect(Effect::InterruptionEnds).map(|step| step.plan.end());
    let from = from.or(window.map(|window| window.start));
    let until = until.or(window.map(|window| window.end()));
    from.is_none_or(|from| at >= from) && until.is_none_or(|until| at < until)
}
