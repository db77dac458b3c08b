//! No rules: an event changes the state, and cannot fail.
//!
//! An event about something the room does not hold changes nothing but the number: yesterday's
//! accepted fact must never become today's start-up failure.

use super::{Charter, FEED_KEPT, Handover, Phase, Room};
use crate::{
    event::{BackTo, Event, Recorded},
    id::{PersonId, StepId},
    person::Actor,
    plan::{Plan, StepPlan, one_by_one},
    run,
    step::{Correction, Fact, HISTORY_KEPT, Moment, Origin, Progress, Step},
    text::Reason,
    time::{Timestamp, Zone},
    watch, word,
};
use std::sync::Arc;

/// Folds one event into the room.
pub fn evolve(room: &mut Room, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::RoomCreated { room: _, plan, zone } => create(room, plan, zone, at),
        Event::PersonJoined { person } => {
            room.people.insert(person.id.clone(), person.clone());
        }
        Event::StageReached { stage } => {
            room.stage = *stage;
            room.stage_since = at;
        }
        Event::StepStarted { step, anyway: _ } => {
            progress(room, step, |_| Progress::Running { started: Fact::at(at) });
            forget_remaining(room, step);
        }
        Event::StepFinished { step } => progress(room, step, |before| finish(before, at)),
        Event::StepSkipped { step, reason } => progress(room, step, |before| Progress::Skipped {
            at,
            reason: reason.clone(),
            started: before.started().cloned(),
        }),
        Event::StepBlocked { step, reason } => progress(room, step, |before| Progress::Blocked {
            since: at,
            reason: reason.clone(),
            started: before.started().cloned(),
        }),
        Event::StepUnblocked { step } => progress(room, step, running_or_waiting),
        Event::StepFailed { step, reason } => progress(room, step, |before| Progress::Failed {
            at,
            reason: reason.clone(),
            started: before.started().cloned().unwrap_or(Fact::at(at)),
        }),
        Event::TickUndone { step, back_to, reason: _ } => {
            progress(room, step, |before| match back_to {
                BackTo::Waiting => Progress::Waiting,
                BackTo::Running => running_or_waiting(before),
            });
            forget_remaining(room, step);
        }
        Event::TimeCorrected { step, moment, was, now, reason } => {
            correct(room, step, *moment, (*was, *now), reason, recorded);
        }
        Event::StepInserted { phase, below, step, before } => {
            if let Some(phase) = room.phases.iter_mut().find(|known| known.id == *phase) {
                insert_into(phase, below.as_ref(), &step.id);
                let inserted = fresh_step(phase, (**step).clone(), Origin::Unplanned);
                room.steps.insert(step.id.clone(), Arc::new(inserted));
                wait_for_inserted(room, before, &step.id);
            }
        }
        Event::StepReassigned { step, from: _, to } => reassign(room, step, to),
        Event::RoleChanged { person, from: _, to, reason: _ } => {
            if let Some(person) = room.people.get_mut(person) {
                person.role = *to;
            }
            no_offer_with(room, person);
        }
        Event::PersonRevoked { person, reason: _ } => {
            if !room.revoked.contains(person) {
                room.revoked.push(person.clone());
            }
            no_offer_with(room, person);
        }
        Event::PersonRestored { person } => {
            room.people.insert(person.id.clone(), person.clone());
            room.revoked.retain(|revoked| *revoked != person.id);
        }
        Event::HandoverProposed { from, to } => {
            room.handover = Some(Handover { from: from.clone(), to: to.clone() });
        }
        Event::HandoverDeclined { .. } => room.handover = None,
        Event::Run(event) => run::evolve(room, event, recorded),
        Event::Watch(event) => watch::evolve(room, event, recorded),
        Event::Word(event) => word::evolve(room, event, recorded),
        Event::Told(told) => told.patch.iter().for_each(|patch| patch.apply(room)),
        // What takes the room away is kept in its feed, as its last entry.
        Event::RoomRemoved { .. } | Event::SessionsEnded { .. } | Event::MessagePosted { .. } => {}
    }
    remember(room, recorded);
}

/// An offer of the lead does not outlive the roles it was made in.
fn no_offer_with(room: &mut Room, person: &PersonId) {
    if room.handover.as_ref().is_some_and(|it| it.from == *person || it.to == *person) {
        room.handover = None;
    }
}

fn create(room: &mut Room, plan: &Plan, zone: &Zone, at: Timestamp) {
    room.charter = Some(Charter {
        title: plan.title.clone(),
        organisation: plan.organisation.clone(),
        window: plan.window,
        interruption: plan.interruption,
        zone: zone.clone(),
        rehearsal: plan.rehearsal.clone(),
    });
    room.stage_since = at;
    begin_watch(room, plan);
    room.people = one_by_one(plan.people.iter().map(|p| (p.id.clone(), p.clone())));
    for planned in &plan.phases {
        let phase = Phase {
            id: planned.id.clone(),
            title: planned.title.clone(),
            steps: planned.steps.iter().map(|step| step.id.clone()).collect(),
        };
        for step in &planned.steps {
            let step = fresh_step(&phase, step.clone(), Origin::Planned);
            room.steps.insert(step.plan.id.clone(), Arc::new(step));
        }
        room.phases.push(phase);
    }
}

#[cfg(target_arch = "wasm32")]
const fn begin_watch(_: &mut Room, _: &Plan) {}

#[cfg(not(target_arch = "wasm32"))]
fn begin_watch(room: &mut Room, plan: &Plan) {
    room.watch = watch::Watch::planned(plan.watch.clone());
}

fn fresh_step(phase: &Phase, plan: StepPlan, origin: Origin) -> Step {
    Step {
        plan,
        phase: phase.id.clone(),
        origin,
        progress: Progress::Waiting,
        remaining: None,
        history: Vec::new(),
    }
}

fn progress(room: &mut Room, step: &StepId, next: impl FnOnce(&Progress) -> Progress) {
    if let Some(step) = room.steps.get_mut(step) {
        let step = Arc::make_mut(step);
        step.progress = next(&step.progress);
    }
}

/// What was said of the work that was is not about the work that begins.
fn forget_remaining(room: &mut Room, step: &StepId) {
    if let Some(step) = room.steps.get_mut(step)
        && step.remaining.is_some()
    {
        Arc::make_mut(step).remaining = None;
    }
}

fn finish(before: &Progress, at: Timestamp) -> Progress {
    let started = before.started().cloned().unwrap_or(Fact::at(at));
    Progress::Done { started, finished: Fact::at(at) }
}

fn running_or_waiting(before: &Progress) -> Progress {
    match before.started() {
        Some(started) => Progress::Running { started: started.clone() },
        None => Progress::Waiting,
    }
}

fn correct(
    room: &mut Room,
    step: &StepId,
    moment: Moment,
    (was, now): (Timestamp, Timestamp),
    reason: &Reason,
    recorded: &Recorded,
) {
    let Some(step) = room.steps.get_mut(step) else { return };
    if let Some(fact) = Arc::make_mut(step).progress.fact_mut(moment) {
        let by: Actor = recorded.by.clone();
        fact.corrections.push(Correction { was, reason: reason.clone(), by, at: recorded.at });
        fact.at = now;
    }
}

fn insert_into(phase: &mut Phase, below: Option<&StepId>, step: &StepId) {
    let place = below
        .and_then(|below| phase.steps.iter().position(|known| known == below))
        .map_or(0, |above| above + 1);
    phase.steps.insert(place, step.clone());
}

fn wait_for_inserted(room: &mut Room, before: &[StepId], inserted: &StepId) {
    for waiting in before {
        if let Some(waiting) = room.steps.get_mut(waiting) {
            Arc::make_mut(waiting).plan.after.push(inserted.clone());
        }
    }
}

fn reassign(room: &mut Room, step: &StepId, to: &PersonId) {
    if let Some(step) = room.steps.get_mut(step) {
        Arc::make_mut(step).plan.owner = to.clone();
    }
}

/// Keeps the event in the feed and in the history of its step, and takes its number.
fn remember(room: &mut Room, recorded: &Recorded) {
    room.seq = recorded.seq;
    if matches!(recorded.event, Event::RoomCreated { .. }) || recorded.event.is_quiet() {
        return;
    }
    let mut recorded = recorded.clone();
    if let Event::Told(told) = &mut recorded.event {
        told.patch = None; // Applied; the feed keeps the words.
    }
    let recorded = Arc::new(recorded);
    if let Some(step) = recorded.event.step().and_then(|id| room.steps.get_mut(id)) {
        let history = &mut Arc::make_mut(step).history;
        if history.len() == HISTORY_KEPT {
            history.remove(0);
        }
        history.push(recorded.clone());
    }
    if room.feed.len() == FEED_KEPT {
        room.feed.pop_front();
    }
    room.feed.push_back(recorded);
}
