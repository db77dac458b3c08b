//! What a plan is not ready for: named before the site is closed, not found out after.

use super::lengths_of;
use crate::{
    id::{EntryId, PersonId, StepId},
    plan::{Effect, Work},
    room::{Interruption, Room},
    step::{Origin, Step},
    time::Timestamp,
    watch::{self, Missing},
};
use std::collections::BTreeSet;

/// Something that nobody has made sure of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A smoke test happens while the system is closed, and nobody has seen anybody get in.
    NoWayIn {
        /// Which step.
        step: StepId,
    },
    /// A way in that nobody has said how to block, or of which nothing shows that it is.
    EntryPoint {
        /// Which.
        entry: EntryId,
        /// What it lacks.
        missing: Missing,
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
    /// Somebody owns open steps and was never here.
    NobodyJoined {
        /// As whom.
        person: PersonId,
        /// How many steps are theirs.
        steps: usize,
    },
}

impl Gap {
    /// Whether the system is not closed over it without a reason.
    #[must_use]
    pub const fn is_asked_at_the_gate(&self) -> bool {
        match self {
            Self::NoWayIn { .. } | Self::EntryPoint { .. } | Self::NotRehearsed { .. } => true,
            Self::NoUndo { .. } | Self::NobodyJoined { .. } => false,
        }
    }
}

/// What the plan is not ready for, the worst first, in the order of the plan. The gate that opens
/// the interruption asks for a reason over the first kinds of it ([`Gap::is_asked_at_the_gate`]).
///
/// Steps that are over are no longer asked about. Gates take no time and leave nothing behind, so
/// they need neither a rehearsal nor an undo; neither does what was put in on the day. What is
/// planned after the window keeps nobody waiting and needs no rehearsal, and in a rehearsal
/// nothing does.
#[must_use]
pub fn readiness(room: &Room) -> Vec<Gap> {
    let open = || room.steps_in_order().filter(|step| !step.progress.is_settled());
    let planned = || open().filter(|step| step.origin == Origin::Planned);
    let work = || planned().filter(|step| matches!(step.plan.work, Work::Task { .. }));
    let id = |step: &Step| step.plan.id.clone();
    let mut gaps: Vec<Gap> = open()
        .filter(|step| lacks_way_in(room, step))
        .map(|step| Gap::NoWayIn { step: id(step) })
        .collect();
    // Once the system is open again, nobody is kept out any more.
    let over = matches!(room.interruption(), Interruption::Over { .. });
    gaps.extend(
        watch::gaps(room)
            .into_iter()
            .filter(|gap| !over && gap.missing.stops_the_plan())
            .map(|gap| Gap::EntryPoint { entry: gap.entry, missing: gap.missing }),
    );
    gaps.extend(
        work()
            .filter(|step| needs_rehearsal(room, step))
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

/// Who owns open steps and was never here, by id; `joined` are those who were. Whoever has done
/// something in the room was here too.
#[must_use]
pub fn never_joined(room: &Room, joined: &BTreeSet<PersonId>) -> Vec<Gap> {
    owners_without_an_act(room)
        .into_iter()
        .filter(|person| !joined.contains(person))
        .map(|person| {
            let steps = room.open_steps_of(&person).count();
            Gap::NobodyJoined { person, steps }
        })
        .collect()
}

/// Who owns open steps and has done nothing that the room still knows of, by id.
#[must_use]
pub fn owners_without_an_act(room: &Room) -> BTreeSet<PersonId> {
    let open = room.steps.values().filter(|step| !step.progress.is_settled());
    let acted = |person: &PersonId| {
        let own = room.steps.values().flat_map(|step| &step.history);
        room.feed.iter().chain(own).any(|recorded| recorded.by.is(person))
    };
    open.map(|step| step.plan.owner.clone()).filter(|owner| !acted(owner)).collect()
}

fn needs_rehearsal(room: &Room, step: &Step) -> bool {
    let end = room.charter.as_ref().map(|charter| charter.window.end());
    !room.is_rehearsal() && end.is_none_or(|end| step.plan.start < end)
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
