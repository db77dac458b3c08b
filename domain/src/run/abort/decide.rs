//! The rules of turning back: two people, one of whom leads, before the point of no return.

use super::{Abort, AbortCommand, AbortEvent, AbortRejection, Proposal};
use crate::{
    command::Context,
    event::Event,
    id::{PhaseId, SLUG_MAX, StepId},
    person::{Actor, Role},
    plan::{Effect, StepPlan, Work},
    rejection::Rejection,
    room::Room,
    run::{RunEvent, RunRejection, Undo, schedule::RoomSchedule},
    step::Step,
    text::{Reason, Title},
    time::{Length, Timestamp},
};

type Decision = Result<Vec<Event>, Rejection>;

/// Read the same in both languages of the product, as is the arrow before each title.
const PHASE: (&str, &str) = ("rollback", "Rollback");

pub fn decide(room: &Room, command: AbortCommand, context: &Context) -> Decision {
    match command {
        AbortCommand::Propose { reason } => propose(room, reason, context.now),
        AbortCommand::Confirm {} => confirm(room, context),
        AbortCommand::Withdraw {} => withdraw(room, &context.actor),
    }
}

fn propose(room: &Room, reason: Reason, now: Timestamp) -> Decision {
    can_still_turn_back(room, now)?;
    match room.abort_proposed() {
        Some(Proposal { by, at, .. }) => no(AbortRejection::Proposed { by: by.clone(), at: *at }),
        None => happened(AbortEvent::Proposed { reason }),
    }
}

fn confirm(room: &Room, context: &Context) -> Decision {
    can_still_turn_back(room, context.now)?;
    let Some(proposal) = room.abort_proposed() else { return no(AbortRejection::NotProposed) };
    if is_same_person(&proposal.by, &context.actor) {
        return no(AbortRejection::SamePerson);
    }
    if !leads(room, &proposal.by) && !leads(room, &context.actor) {
        return no(AbortRejection::LeadNeeded);
    }
    happened(AbortEvent::Confirmed {
        reason: proposal.reason.clone(),
        skipped: room
            .steps_in_order()
            .filter(|step| !step.progress.is_settled())
            .map(|step| step.plan.id.clone())
            .collect(),
        phase: free_phase(room),
        title: Title::parse(PHASE.1).expect("a word is a title"),
        undo: way_back(room, context.now),
    })
}

fn withdraw(room: &Room, actor: &Actor) -> Decision {
    match room.abort_proposed() {
        None => no(AbortRejection::NotProposed),
        Some(proposal)
            if is_same_person(&proposal.by, actor)
                || leads(room, actor)
                || proposal.by == Actor::Bascule =>
        {
            happened(AbortEvent::Withdrawn {})
        }
        Some(_) => no(AbortRejection::NotYours),
    }
}

/// Checked again when it is confirmed: minutes pass between two people.
fn can_still_turn_back(room: &Room, now: Timestamp) -> Result<(), Rejection> {
    room.runs()?;
    if let Abort::Confirmed { at, .. } = &room.run.abort {
        return Err(RunRejection::from(AbortRejection::Aborting { since: *at }).into());
    }
    match RoomSchedule::of(room, now).beyond() {
        Some(step) => {
            let step = step.plan.id.clone();
            Err(RunRejection::from(AbortRejection::FixForward { step }).into())
        }
        None => Ok(()),
    }
}

/// What undoes the steps that were begun, the last begun first.
fn way_back(room: &Room, now: Timestamp) -> Vec<StepPlan> {
    let mut begun: Vec<&Step> = room.steps_in_order().map(|step| &**step).collect();
    begun.retain(|step| step.progress.started().is_some());
    // Of steps begun at one moment the one that goes on came later, then the one listed later.
    begun.sort_by_key(|step| {
        let ended = step.progress.ended();
        (step.progress.started().map(|fact| fact.at), ended.is_none(), ended)
    });
    let mut start = now;
    let mut way: Vec<StepPlan> = Vec::new();
    for step in begun.into_iter().rev() {
        let Undo::Takes { length } = step.plan.run.undo else { continue };
        if length == Length::default() {
            continue;
        }
        let taken =
            |id: &StepId| room.steps.contains_key(id) || way.iter().any(|undo| undo.id == *id);
        way.push(StepPlan {
            id: free_id(&format!("undo-{}", step.plan.id), taken),
            title: back(&step.plan.title),
            owner: step.plan.owner.clone(),
            work: Work::Task { length },
            start,
            after: way.last().map(|before| before.id.clone()).into_iter().collect(),
            instructions: step.plan.run.undo_how.clone(),
            effect: None,
            lags: Vec::new(),
            hold: None,
            run: Default::default(),
        });
        start = start.plus(length);
    }
    if let Some(last) = way.last_mut() {
        last.effect = Some(Effect::InterruptionEnds);
    }
    way
}

/// The title of what undoes a step. It has at most 160 characters, of which the arrow takes two.
fn back(title: &Title) -> Title {
    let back: String = format!("← {title}").chars().take(160).collect();
    Title::parse(&back).unwrap_or_else(|_| title.clone())
}

/// This id, or the next one that is free.
pub fn free_id(wanted: &str, taken: impl Fn(&StepId) -> bool) -> StepId {
    let numbered = |number: usize| {
        let tail = if number == 1 { String::new() } else { format!("-{number}") };
        let head = &wanted[..wanted.len().min(SLUG_MAX - tail.len())];
        StepId::parse(&format!("{}{tail}", head.trim_end_matches('-')))
    };
    let mut free = (1..).filter_map(|number| numbered(number).ok()).filter(|id| !taken(id));
    free.next().expect("there are more numbers than steps")
}

fn free_phase(room: &Room) -> PhaseId {
    let taken = |id: &PhaseId| room.phases.iter().any(|phase| phase.id == *id);
    let numbered = (1..).map(|number| match number {
        1 => PHASE.0.to_owned(),
        number => format!("{}-{number}", PHASE.0),
    });
    let mut free = numbered.filter_map(|id| PhaseId::parse(&id).ok()).filter(|id| !taken(id));
    free.next().expect("there are more numbers than phases")
}

fn is_same_person(one: &Actor, other: &Actor) -> bool {
    match other {
        Actor::Person(other) => one.is(&other.id),
        Actor::Bascule => *one == Actor::Bascule,
    }
}

/// Whether they lead now; who proposed may have another role by the time it is confirmed.
fn leads(room: &Room, actor: &Actor) -> bool {
    match actor {
        Actor::Person(person) => {
            room.part_of(&person.id).is_some_and(|known| known.role == Role::Lead)
        }
        // The product itself may do everything, as in the table of rights.
        Actor::Bascule => true,
    }
}

fn no(why: AbortRejection) -> Decision {
    Err(RunRejection::from(why).into())
}

fn happened(event: AbortEvent) -> Decision {
    Ok(vec![Event::Run(RunEvent::Abort(event))])
}
