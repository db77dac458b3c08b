//! How events about messages change the room.

use super::{Asked, Corrected, MessageEvent, Seen};
use crate::{event::Recorded, person::Actor, room::Room, word::readers::message_in};
use std::sync::Arc;

/// Folds one event about a message into the room.
pub fn evolve(room: &mut Room, event: &MessageEvent, recorded: &Recorded) {
    match event {
        MessageEvent::AcknowledgementAsked { message, of, people, readers: _ } => {
            let Some(entry) = message_in(room, *message).cloned() else { return };
            let (of, people) = (of.clone(), people.clone());
            let asked = Asked { message: entry, of, people, seen: Vec::new() };
            room.word.messages.asked.insert(*message, Arc::new(asked));
        }
        MessageEvent::Acknowledged { message, readers: _ } => {
            let Some(asked) = room.word.messages.asked.get_mut(message) else { return };
            if let Actor::Person(person) = &recorded.by {
                let seen = Seen { person: person.id.clone(), at: recorded.at };
                Arc::make_mut(asked).seen.push(seen);
            }
        }
        MessageEvent::Corrected { message, text, was, readers: _ } => {
            let known = room.word.messages.corrected.get(message);
            let mut before = known.map(|known| known.before.clone()).unwrap_or_default();
            before.push(was.clone());
            let corrected = Corrected { text: text.clone(), before, at: recorded.at };
            room.word.messages.corrected.insert(*message, Arc::new(corrected));
        }
        MessageEvent::Pinned { message, readers: _ } => {
            let Some(entry) = message_in(room, *message).cloned() else { return };
            room.word.messages.pinned.push(entry);
        }
        MessageEvent::Unpinned { message, readers: _ } => {
            room.word.messages.pinned.retain(|pinned| pinned.seq != *message);
        }
    }
}
