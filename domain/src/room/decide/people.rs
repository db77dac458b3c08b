//! The rules about people: who takes part, as what, and whose the steps are.

use super::known;
use crate::{
    command::Context,
    event::Event,
    id::{PersonId, StepId},
    person::{Actor, Person, Role},
    rejection::{PeopleRejection, Rejection},
    room::Room,
    text::Reason,
};

type Decision = Result<Vec<Event>, Rejection>;

/// Somebody of the roster comes in as themselves: nothing new happens then. A new person joins;
/// one whose part had ended gets it back, in the role of the new invitation.
pub(super) fn join(room: &Room, person: Person) -> Decision {
    match room.people.get(&person.id) {
        Some(known) if room.revoked.contains(&known.id) => {
            Ok(vec![Event::PersonRestored { person }])
        }
        Some(known) if known.role == person.role => Ok(Vec::new()),
        Some(_) => Err(Rejection::PersonTaken { person: person.id }),
        None => Ok(vec![Event::PersonJoined { person }]),
    }
}

pub(super) fn change_role(
    room: &Room,
    person: PersonId,
    to: Role,
    reason: Option<Reason>,
) -> Decision {
    let from = part_of(room, &person)?.role;
    if from == to {
        return Err(PeopleRejection::SameRole { person, role: to }.into());
    }
    not_the_last_lead(room, &person)?;
    can_be(room, &person, to)?;
    Ok(vec![Event::RoleChanged { person, from, to, reason }])
}

pub(super) fn revoke(room: &Room, person: PersonId, reason: Reason) -> Decision {
    part_of(room, &person)?;
    not_the_last_lead(room, &person)?;
    Ok(vec![Event::PersonRevoked { person, reason }])
}

pub(super) fn end_sessions(room: &Room, person: PersonId) -> Decision {
    part_of(room, &person)?;
    Ok(vec![Event::SessionsEnded { person }])
}

/// The lead is offered; nothing changes until the other person says yes.
pub(super) fn propose(room: &Room, to: PersonId, context: &Context) -> Decision {
    // The product itself has no lead to give away.
    let Actor::Person(me) = &context.actor else {
        return Err(PeopleRejection::NoHandover.into());
    };
    let next = part_of(room, &to)?;
    if next.role == Role::Lead {
        return Err(PeopleRejection::SameRole { person: to, role: Role::Lead }.into());
    }
    can_be(room, &me.id, next.role)?;
    Ok(vec![Event::HandoverProposed { from: me.id.clone(), to }])
}

/// The roles are exchanged, in one batch: the room is never without a lead in between.
pub(super) fn accept(room: &Room, context: &Context) -> Decision {
    let Some(offer) = room.handover.as_ref().filter(|offer| context.actor.is(&offer.to)) else {
        return Err(PeopleRejection::NoHandover.into());
    };
    let before = part_of(room, &offer.from)?;
    let next = part_of(room, &offer.to)?;
    can_be(room, &offer.from, next.role)?;
    let change = |person: &Person, to| Event::RoleChanged {
        person: person.id.clone(),
        from: person.role,
        to,
        reason: None,
    };
    Ok(vec![change(next, before.role), change(before, next.role)])
}

pub(super) fn decline(room: &Room, context: &Context) -> Decision {
    match &room.handover {
        Some(offer) if context.actor.is(&offer.to) || context.actor.is(&offer.from) => {
            Ok(vec![Event::HandoverDeclined { from: offer.from.clone(), to: offer.to.clone() }])
        }
        Some(_) | None => Err(PeopleRejection::NoHandover.into()),
    }
}

pub(super) fn reassign(room: &Room, step: &StepId, to: PersonId) -> Decision {
    let step = known(room, step)?;
    let id = step.plan.id.clone();
    can_own(room, &to)?;
    if step.plan.owner == to {
        return Err(Rejection::SameOwner { step: id, owner: to });
    }
    Ok(vec![Event::StepReassigned { step: id, from: step.plan.owner.clone(), to }])
}

/// A substitute takes over everything that is still open.
pub(super) fn reassign_all(room: &Room, from: &PersonId, to: &PersonId) -> Decision {
    if !room.people.contains_key(from) {
        return Err(Rejection::UnknownPerson { person: from.clone() });
    }
    can_own(room, to)?;
    let given = |step: &StepId| Event::StepReassigned {
        step: step.clone(),
        from: from.clone(),
        to: to.clone(),
    };
    let events: Vec<Event> = room.open_steps_of(from).map(|step| given(&step.plan.id)).collect();
    if events.is_empty() || from == to {
        return Err(PeopleRejection::NothingToGive { person: from.clone() }.into());
    }
    Ok(events)
}

/// Somebody who takes part, or why not.
fn part_of<'a>(room: &'a Room, person: &PersonId) -> Result<&'a Person, Rejection> {
    match room.part_of(person) {
        Some(person) => Ok(person),
        None if room.people.contains_key(person) => {
            Err(PeopleRejection::NoPart { person: person.clone() }.into())
        }
        None => Err(Rejection::UnknownPerson { person: person.clone() }),
    }
}

fn can_own(room: &Room, person: &PersonId) -> Result<(), Rejection> {
    if part_of(room, person)?.role == Role::Observer {
        return Err(Rejection::OnlyObserves { person: person.clone() });
    }
    Ok(())
}

/// Whoever owns open steps cannot become somebody who owns none.
fn can_be(room: &Room, person: &PersonId, role: Role) -> Result<(), Rejection> {
    if role == Role::Observer && room.open_steps_of(person).next().is_some() {
        return Err(PeopleRejection::OwnsSteps { person: person.clone() }.into());
    }
    Ok(())
}

fn not_the_last_lead(room: &Room, person: &PersonId) -> Result<(), Rejection> {
    let mut leads = room.people.keys().filter_map(|id| room.part_of(id));
    let is_lead = |known: &&Person| known.role == Role::Lead;
    let another = leads.clone().any(|known| is_lead(&known) && known.id != *person);
    if !another && leads.any(|known| is_lead(&known) && known.id == *person) {
        return Err(PeopleRejection::LastLead { person: person.clone() }.into());
    }
    Ok(())
}
