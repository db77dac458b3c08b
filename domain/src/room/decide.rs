//! All rules: from a command to events. Changes nothing, reads no clock.

mod insert;
mod tick;

use super::{Room, Stage};
use crate::{
    command::{Command, Context},
    event::{Event, MessageKind},
    id::{PersonId, StepId},
    person::{Person, Role},
    plan::PlanDraft,
    rejection::Rejection,
    rights::{Action, may},
    step::Step,
    time::Zone,
};

/// Decides what a command makes happen.
///
/// # Errors
/// A [`Rejection`] when a rule says no; nothing is half-done.
pub fn decide(room: &Room, command: Command, context: &Context) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::CreateRoom { room: id, plan, zone } => create(room, id, *plan, zone),
        Command::Join { person } => join(room, person),
        Command::ReachStage { stage } => reach(room, stage, context),
        Command::StartStep { step, anyway } => tick::start(room, &step, anyway, context),
        Command::FinishStep { step, anyway } => tick::finish(room, &step, anyway, context),
        Command::SkipStep { step, reason } => tick::skip(room, &step, reason, context),
        Command::BlockStep { step, reason } => tick::block(room, &step, reason, context),
        Command::UnblockStep { step } => tick::unblock(room, &step, context),
        Command::FailStep { step, reason } => tick::fail(room, &step, reason, context),
        Command::UndoTick { step, reason } => tick::undo(room, &step, reason, context),
        Command::CorrectTime { step, moment, to, reason } => {
            tick::correct(room, &step, moment, to, reason, context)
        }
        Command::InsertStep { phase, below, step, before } => {
            insert::insert(room, phase, below, *step, before, context)
        }
        Command::ReassignStep { step, to } => reassign(room, &step, to, context),
        Command::PostMessage { message, audience, text } => {
            allow(context, action_of(message), None)?;
            Ok(vec![Event::MessagePosted { message, audience, text }])
        }
    }
}

fn create(
    room: &Room,
    id: crate::id::RoomId,
    plan: PlanDraft,
    zone: Zone,
) -> Result<Vec<Event>, Rejection> {
    if room.charter.is_some() {
        return Err(Rejection::RoomExists { room: id });
    }
    let plan = plan.validate().map_err(|faults| Rejection::BadPlan { faults })?;
    Ok(vec![Event::RoomCreated { room: id, plan: Box::new(plan), zone }])
}

/// Somebody of the roster comes in as themselves: nothing new happens then. A new person joins.
fn join(room: &Room, person: Person) -> Result<Vec<Event>, Rejection> {
    match room.people.get(&person.id) {
        Some(known) if known.role == person.role => Ok(Vec::new()),
        Some(_) => Err(Rejection::PersonTaken { person: person.id }),
        None => Ok(vec![Event::PersonJoined { person }]),
    }
}

fn reach(room: &Room, stage: Stage, context: &Context) -> Result<Vec<Event>, Rejection> {
    allow(context, Action::MoveStage, None)?;
    if !room.stage.next().contains(&stage) {
        return Err(Rejection::StageOutOfOrder { from: room.stage, to: stage });
    }
    Ok(vec![Event::StageReached { stage }])
}

fn reassign(
    room: &Room,
    step: &StepId,
    to: PersonId,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let step = known(room, step)?;
    allow(context, Action::ReassignStep, owner_role(room, step))?;
    let id = step.plan.id.clone();
    match room.people.get(&to) {
        None => Err(Rejection::UnknownPerson { person: to }),
        Some(person) if person.role == Role::Observer => {
            Err(Rejection::OnlyObserves { person: to })
        }
        Some(_) if step.plan.owner == to => Err(Rejection::SameOwner { step: id, owner: to }),
        Some(_) => Ok(vec![Event::StepReassigned { step: id, from: step.plan.owner.clone(), to }]),
    }
}

const fn action_of(message: MessageKind) -> Action {
    match message {
        MessageKind::Decision => Action::PostDecision,
        MessageKind::Note | MessageKind::Question => Action::PostMessage,
    }
}

fn known<'a>(room: &'a Room, step: &StepId) -> Result<&'a Step, Rejection> {
    let found = room.steps.get(step).map(|step| &**step);
    found.ok_or_else(|| Rejection::UnknownStep { step: step.clone() })
}

fn owner_role(room: &Room, step: &Step) -> Option<Role> {
    room.owner(step).map(|owner| owner.role)
}

fn allow(context: &Context, action: Action, owner: Option<Role>) -> Result<(), Rejection> {
    match context.actor.role() {
        Some(role) if !may(&context.actor, action, owner) => {
            Err(Rejection::NotAllowed { action, role })
        }
        Some(_) | None => Ok(()),
    }
}

fn running(room: &Room) -> Result<(), Rejection> {
    if room.stage.is_running() { Ok(()) } else { Err(Rejection::RoomNotLive { stage: room.stage }) }
}
