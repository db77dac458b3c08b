//! The rules about messages.

use super::{MessageCommand, MessageEvent, MessageRejection};
use crate::{
    audience::Audience,
    command::Context,
    event::{Event, MessageKind, Recorded},
    id::{PersonId, Seq},
    person::Role,
    rejection::Rejection,
    room::Room,
    text::MessageText,
    word::{
        WordEvent, WordRejection,
        readers::{Readers, message_in},
    },
};
use std::sync::Arc;

/// The most people that one message mentions; more is a message to a team.
const MENTIONS: usize = 20;

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about a message makes happen.
pub fn decide(room: &Room, command: MessageCommand, context: &Context) -> Decision {
    match command {
        MessageCommand::Acknowledge { message } => acknowledge(room, message, context),
        MessageCommand::Correct { message, text } => correct(room, message, text, context),
        MessageCommand::Pin { message } => pin(room, message),
        MessageCommand::Unpin { message } => unpin(room, message),
    }
}

fn acknowledge(room: &Room, message: Seq, context: &Context) -> Decision {
    let asked = room.word.messages.asked.get(&message);
    let no = MessageRejection::NotAsked { message };
    let (Some(asked), crate::person::Actor::Person(me)) = (asked, &context.actor) else {
        return refuse(no);
    };
    if !asked.is_asked(&me.id, me.role) {
        return refuse(no);
    }
    if !asked.waits_for(&me.id, me.role) {
        return refuse(MessageRejection::AlreadySeen { message });
    }
    let readers = Readers::of(&asked.message);
    let readers = readers.ok_or_else(|| unknown(message))?;
    happened(MessageEvent::Acknowledged { message, readers })
}

fn correct(room: &Room, message: Seq, text: MessageText, context: &Context) -> Decision {
    let (entry, readers) = known(room, message)?;
    if entry.by != context.actor {
        let same = match (&entry.by, &context.actor) {
            (crate::person::Actor::Person(writer), actor) => actor.is(&writer.id),
            (crate::person::Actor::Bascule, _) => false,
        };
        if !same {
            return refuse(MessageRejection::NotYours { message });
        }
    }
    let was = room.word.messages.text_of(entry).ok_or_else(|| unknown(message))?.clone();
    if was == text {
        return refuse(MessageRejection::SameText { message });
    }
    happened(MessageEvent::Corrected { message, text, was, readers })
}

fn pin(room: &Room, message: Seq) -> Decision {
    let (_, readers) = known(room, message)?;
    if room.word.messages.pinned.iter().any(|pinned| pinned.seq == message) {
        return refuse(MessageRejection::AlreadyPinned { message });
    }
    happened(MessageEvent::Pinned { message, readers })
}

fn unpin(room: &Room, message: Seq) -> Decision {
    let pinned = room.word.messages.pinned.iter().find(|pinned| pinned.seq == message);
    match pinned.and_then(|pinned| Readers::of(pinned)) {
        Some(readers) => happened(MessageEvent::Unpinned { message, readers }),
        None => refuse(MessageRejection::NotPinned { message }),
    }
}

/// What follows at once from a message: whom it asks, and whom it mentions.
pub fn follows(
    room: &Room,
    (kind, audience, text): (MessageKind, Audience, &MessageText),
    asks: &[Role],
    context: &Context,
) -> Option<Event> {
    let mut of: Vec<Role> = asks.iter().copied().filter(|role| audience.includes(*role)).collect();
    of.retain(|role| *role != Role::Observer);
    of.sort_unstable();
    of.dedup();
    let people = mentioned(room, audience, text.as_str());
    if of.is_empty() && people.is_empty() {
        return None;
    }
    // A question is answered, not acknowledged; whoever is named in it still learns of it.
    if kind == MessageKind::Question {
        of.clear();
    }
    let readers = Readers { audience, writer: context.actor.role() };
    let message = room.seq.next();
    let asked = MessageEvent::AcknowledgementAsked { message, of, people, readers };
    Some(Event::Word(WordEvent::Message(asked)))
}

/// Those whose name stands in a text after an `@`, and who may read it.
fn mentioned(room: &Room, audience: Audience, text: &str) -> Vec<PersonId> {
    if !text.contains('@') {
        return Vec::new();
    }
    let here = room.people.values().filter(|person| room.part_of(&person.id).is_some());
    let named =
        here.filter(|person| audience.includes(person.role) && names(text, person.name.as_str()));
    named.map(|person| person.id.clone()).take(MENTIONS).collect()
}

/// Whether `@name` stands in a text, and is not the beginning of a longer word.
fn names(text: &str, name: &str) -> bool {
    text.split('@').skip(1).any(|rest| {
        rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })
}

fn known(room: &Room, message: Seq) -> Result<(&Arc<Recorded>, Readers), Rejection> {
    let entry = message_in(room, message).ok_or_else(|| unknown(message))?;
    let readers = Readers::of(entry).ok_or_else(|| unknown(message))?;
    Ok((entry, readers))
}

fn unknown(message: Seq) -> Rejection {
    WordRejection::Message(MessageRejection::UnknownMessage { message }).into()
}

fn refuse(no: MessageRejection) -> Decision {
    Err(WordRejection::Message(no).into())
}

fn happened(event: MessageEvent) -> Decision {
    Ok(vec![Event::Word(WordEvent::Message(event))])
}
