//! The rules about cadence, and how its events change the room.

use super::{Cadence, CadenceCommand, CadenceEvent, CadenceRejection, Snooze};
use crate::{
    audience::Audience,
    command::Context,
    event::{Event, MessageKind, Recorded},
    id::PersonId,
    person::Role,
    rejection::Rejection,
    room::Room,
    time::Length,
    word::{WordEvent, WordRejection},
};

/// The longest: whoever needs less often needs no reminder.
const LONGEST: Length = Length::from_minutes(24 * 60);

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about a cadence makes happen.
pub fn decide(room: &Room, command: CadenceCommand, context: &Context) -> Decision {
    match command {
        CadenceCommand::Set { audience, every, owner } => set(room, audience, every, owner),
        CadenceCommand::Snooze { audience, wait, reason } => {
            known(room, audience)?;
            in_range(wait)?;
            let until = context.now.plus(wait);
            happened(CadenceEvent::Snoozed { audience, until, reason })
        }
        CadenceCommand::Stop { audience } => {
            known(room, audience)?;
            happened(CadenceEvent::Stopped { audience })
        }
    }
}

fn set(room: &Room, audience: Audience, every: Length, owner: PersonId) -> Decision {
    in_range(every)?;
    match room.part_of(&owner) {
        Some(person) if person.role == Role::Observer => {
            Err(Rejection::OnlyObserves { person: owner })
        }
        Some(_) => happened(CadenceEvent::Set { audience, every, owner }),
        None => Err(Rejection::UnknownPerson { person: owner }),
    }
}

fn in_range(length: Length) -> Result<(), Rejection> {
    if (Length::from_minutes(1)..=LONGEST).contains(&length) {
        Ok(())
    } else {
        Err(WordRejection::Cadence(CadenceRejection::OutOfRange).into())
    }
}

fn known(room: &Room, audience: Audience) -> Result<(), Rejection> {
    if room.word.cadences.0.contains_key(&audience) {
        Ok(())
    } else {
        Err(WordRejection::Cadence(CadenceRejection::NoCadence { audience }).into())
    }
}

fn happened(event: CadenceEvent) -> Decision {
    Ok(vec![Event::Word(WordEvent::Cadence(event))])
}

/// What follows at once from a message: its audience has heard something, unless the message
/// asks, or comes from that team itself.
pub fn follows(
    room: &Room,
    kind: MessageKind,
    audience: Audience,
    context: &Context,
) -> Option<Event> {
    let asks = kind == MessageKind::Question;
    let own = match (audience, context.actor.role()) {
        (Audience::Tech, Some(Role::Tech))
        | (Audience::Support, Some(Role::Support))
        | (Audience::Comms, Some(Role::Comms)) => true,
        (
            Audience::Everyone
            | Audience::Tech
            | Audience::Support
            | Audience::Comms
            | Audience::Lead,
            _,
        ) => false,
    };
    (!asks && !own && room.word.cadences.0.contains_key(&audience)).then(|| updated(audience))
}

/// What follows from a new card: all who read it out have heard something.
pub fn after_card(room: &Room) -> impl Iterator<Item = Event> {
    let told = [Audience::Everyone, Audience::Support, Audience::Comms];
    told.into_iter().filter(|audience| room.word.cadences.0.contains_key(audience)).map(updated)
}

/// What follows from a notice that went out: everybody has heard something, and support, who will
/// be asked about it, and comms unless it is theirs. One that was said earlier elsewhere and is
/// written down now is news to nobody.
pub fn after_notice(room: &Room, context: &Context) -> impl Iterator<Item = Event> {
    let by_comms = context.actor.role() == Some(Role::Comms);
    let told = [Audience::Everyone, Audience::Support, Audience::Comms];
    told.into_iter()
        .filter(move |audience| !(by_comms && *audience == Audience::Comms))
        .filter(|audience| room.word.cadences.0.contains_key(audience))
        .map(updated)
}

const fn updated(audience: Audience) -> Event {
    Event::Word(WordEvent::Cadence(CadenceEvent::Updated { audience }))
}

/// Folds one event about a cadence into the room.
pub fn evolve(room: &mut Room, event: &CadenceEvent, recorded: &Recorded) {
    let cadences = &mut room.word.cadences.0;
    match event {
        CadenceEvent::Set { audience, every, owner } => {
            let (every, owner) = (*every, owner.clone());
            let cadence = Cadence { every, owner, last: recorded.at, snoozed: None };
            cadences.insert(*audience, cadence);
        }
        CadenceEvent::Snoozed { audience, until, reason } => {
            if let Some(cadence) = cadences.get_mut(audience) {
                let (until, reason, by) = (*until, reason.clone(), recorded.by.clone());
                cadence.snoozed = Some(Snooze { until, reason, by });
            }
        }
        CadenceEvent::Stopped { audience } => {
            cadences.remove(audience);
        }
        CadenceEvent::Updated { audience } => {
            if let Some(cadence) = cadences.get_mut(audience) {
                cadence.last = recorded.at;
                cadence.snoozed = None;
            }
        }
    }
}
