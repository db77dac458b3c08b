//! The rules about the answer card, and how its events change the room.

use super::{Card, CardCommand, CardEvent, CardRejection, Saying};
use crate::{
    command::Context,
    event::{Event, Recorded},
    person::Actor,
    rejection::Rejection,
    room::Room,
    word::{WordEvent, WordRejection, cadence, message::Seen},
};
use std::sync::Arc;

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about the card makes happen.
pub fn decide(room: &Room, command: CardCommand, context: &Context) -> Decision {
    match command {
        CardCommand::Publish {
            say_fr,
            say_en,
            can_fr,
            can_en,
            cannot_fr,
            cannot_en,
            valid_until,
        } => {
            let says = Saying { say_fr, say_en, can_fr, can_en, cannot_fr, cannot_en, valid_until };
            publish(room, says, context)
        }
        CardCommand::Acknowledge { version } => acknowledge(room, version, context),
    }
}

/// A new card, and that the teams it is for have heard something.
pub fn publish(room: &Room, says: Saying, context: &Context) -> Decision {
    if says.valid_until.is_some_and(|until| until <= context.now) {
        return refuse(CardRejection::ValidityOver);
    }
    let version = room.word.cards.current.as_ref().map_or(1, |card| card.version + 1);
    let mut events = vec![Event::Word(WordEvent::Card(CardEvent::Published { version, says }))];
    events.extend(cadence::after_card(room));
    Ok(events)
}

fn acknowledge(room: &Room, version: u32, context: &Context) -> Decision {
    let Some(card) = &room.word.cards.current else { return refuse(CardRejection::NoCard) };
    if card.version != version {
        return refuse(CardRejection::Replaced { current: card.version });
    }
    if card.seen.iter().any(|seen| context.actor.is(&seen.person)) {
        return refuse(CardRejection::CardSeen { version });
    }
    Ok(vec![Event::Word(WordEvent::Card(CardEvent::Acknowledged { version }))])
}

fn refuse(no: CardRejection) -> Decision {
    Err(WordRejection::Card(no).into())
}

/// Folds one event about the card into the room.
pub fn evolve(room: &mut Room, event: &CardEvent, recorded: &Recorded) {
    match event {
        CardEvent::Published { version, says } => {
            let card = Card {
                version: *version,
                says: says.clone(),
                by: recorded.by.clone(),
                at: recorded.at,
                seen: Vec::new(),
            };
            room.word.cards.current = Some(Arc::new(card));
        }
        CardEvent::Acknowledged { version } => {
            let current = room.word.cards.current.as_mut();
            let Some(card) = current.filter(|card| card.version == *version) else { return };
            if let Actor::Person(person) = &recorded.by {
                let seen = Seen { person: person.id.clone(), at: recorded.at };
                Arc::make_mut(card).seen.push(seen);
            }
        }
    }
}
