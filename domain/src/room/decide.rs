//! All rules: from a command to events. Changes nothing, reads no clock.

mod insert;
mod people;
pub(crate) mod tick;

use super::{Room, Stage};
use crate::{
    command::{Command, Context},
    event::Event,
    id::StepId,
    person::{Actor, Role},
    plan::PlanDraft,
    rejection::{Rejection, RemovalRejection},
    rights::{Action, may},
    run,
    step::Step,
    text::{Reason, Title},
    time::Zone,
    watch, word,
};

/// Decides what a command makes happen.
///
/// # Errors
/// A [`Rejection`] when a rule says no; nothing is half-done.
pub fn decide(room: &Room, command: Command, context: &Context) -> Result<Vec<Event>, Rejection> {
    may_ask(room, &command, context)?;
    #[cfg(not(target_arch = "wasm32"))]
    let asked = command.clone();
    let decided = decide_alone(room, command, context);
    #[cfg(not(target_arch = "wasm32"))]
    let decided = {
        let mut events = decided?;
        events.extend(word::follows(room, &asked, context));
        run::with_consequences(room, &asked, events, context)
    };
    decided
}

/// What the command itself makes happen.
fn decide_alone(room: &Room, command: Command, context: &Context) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::CreateRoom { room: id, plan, zone } => create(room, id, *plan, zone),
        Command::RemoveRoom { title, reason } => remove(room, &title, reason),
        Command::Join { person } => people::join(room, person),
        Command::ReassignAll { from, to } => people::reassign_all(room, &from, &to),
        Command::ChangeRole { person, to, reason } => people::change_role(room, person, to, reason),
        Command::RevokePerson { person, reason } => people::revoke(room, person, reason),
        Command::EndSessions { person } => people::end_sessions(room, person),
        Command::ProposeHandover { to } => people::propose(room, to, context),
        Command::AcceptHandover {} => people::accept(room, context),
        Command::DeclineHandover {} => people::decline(room, context),
        Command::Run(command) => run::decide(room, command, context),
        Command::Watch(command) => watch::decide(room, command, context),
        Command::Word(command) => word::decide(room, command, context),
        Command::ReachStage { .. }
        | Command::StartStep { .. }
        | Command::FinishStep { .. }
        | Command::SkipStep { .. }
        | Command::BlockStep { .. }
        | Command::UnblockStep { .. }
        | Command::FailStep { .. }
        | Command::UndoTick { .. }
        | Command::CorrectTime { .. }
        | Command::InsertStep { .. }
        | Command::ReassignStep { .. }
        | Command::PostMessage { .. } => on_the_page(room, command, context),
    }
}

/// What the buttons of the room's page ask: the same rules as [`decide`], without those that this
/// page has no button for. A browser that asks here need not download the others.
///
/// # Errors
/// The [`Rejection`] that the command would meet; any, for one that the page has no button for.
pub fn decide_on_page(
    room: &Room,
    command: Command,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    may_ask(room, &command, context)?;
    on_the_page(room, command, context)
}

fn on_the_page(room: &Room, command: Command, context: &Context) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::ReachStage { stage } => reach(room, stage),
        Command::StartStep { step, anyway } => tick::start(room, &step, anyway, context),
        Command::FinishStep { step, anyway } => tick::finish(room, &step, anyway, context),
        Command::SkipStep { step, reason } => tick::skip(room, &step, reason),
        Command::BlockStep { step, reason } => tick::block(room, &step, reason),
        Command::UnblockStep { step } => tick::unblock(room, &step),
        Command::FailStep { step, reason } => tick::fail(room, &step, reason),
        Command::UndoTick { step, reason } => tick::undo(room, &step, reason, context),
        Command::CorrectTime { step, moment, to, reason } => {
            tick::correct(room, &step, moment, to, reason, context)
        }
        Command::InsertStep { phase, below, step, before } => {
            insert::insert(room, phase, below, *step, before)
        }
        Command::ReassignStep { step, to } => people::reassign(room, &step, to),
        Command::PostMessage { message, audience, text, asks: _ } => {
            Ok(vec![Event::MessagePosted { message, audience, text }])
        }
        Command::CreateRoom { .. }
        | Command::RemoveRoom { .. }
        | Command::Join { .. }
        | Command::ReassignAll { .. }
        | Command::ChangeRole { .. }
        | Command::RevokePerson { .. }
        | Command::EndSessions { .. }
        | Command::ProposeHandover { .. }
        | Command::AcceptHandover {}
        | Command::DeclineHandover {}
        | Command::Run(_)
        | Command::Watch(_)
        | Command::Word(_) => Err(Rejection::PartChanged),
    }
}

/// What every command meets first: whether its sender takes part, and may do this at all.
fn may_ask(room: &Room, command: &Command, context: &Context) -> Result<(), Rejection> {
    if room.removed().is_some() {
        return Err(RemovalRejection::Removed.into());
    }
    takes_part(room, command, context)?;
    let owner = match command.step() {
        Some(step) => owner_role(room, known(room, step)?),
        None => None,
    };
    allow(context, command.action(), owner)
}

/// Whoever asks must still take part, in the role they ask in. A session may be older than what
/// the room has decided since; the log is not.
fn takes_part(room: &Room, command: &Command, context: &Context) -> Result<(), Rejection> {
    let Actor::Person(me) = &context.actor else { return Ok(()) };
    let comes_in = matches!(command.action(), Action::Enter);
    let known = || room.part_of(&me.id).is_some_and(|known| known.role == me.role);
    if comes_in || known() { Ok(()) } else { Err(Rejection::PartChanged) }
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

/// Only what is not under way is taken away, and only by somebody who knows what it is.
fn remove(room: &Room, title: &Title, reason: Reason) -> Result<Vec<Event>, Rejection> {
    if room.stage.is_running() {
        return Err(RemovalRejection::UnderWay.into());
    }
    if room.charter.as_ref().is_none_or(|charter| charter.title != *title) {
        return Err(RemovalRejection::OtherTitle.into());
    }
    Ok(vec![Event::RoomRemoved { reason }])
}

fn reach(room: &Room, stage: Stage) -> Result<Vec<Event>, Rejection> {
    if !room.stage.next().contains(&stage) {
        return Err(Rejection::StageOutOfOrder { from: room.stage, to: stage });
    }
    Ok(vec![Event::StageReached { stage }])
}

fn known<'a>(room: &'a Room, step: &StepId) -> Result<&'a Step, Rejection> {
    let found = room.steps.get(step).map(|step| &**step);
    found.ok_or_else(|| Rejection::UnknownStep { step: step.clone() })
}

fn owner_role(room: &Room, step: &Step) -> Option<Role> {
    room.owner(step).map(|owner| owner.role)
}

pub(crate) fn allow(
    context: &Context,
    action: Action,
    owner: Option<Role>,
) -> Result<(), Rejection> {
    match context.actor.role() {
        Some(role) if !may(&context.actor, action, owner) => {
            Err(Rejection::NotAllowed { action, role })
        }
        Some(_) | None => Ok(()),
    }
}

impl Room {
    /// Whether the cutover runs, which most commands need.
    pub(crate) const fn runs(&self) -> Result<(), Rejection> {
        if self.stage.is_running() {
            Ok(())
        } else {
            Err(Rejection::RoomNotLive { stage: self.stage })
        }
    }
}
