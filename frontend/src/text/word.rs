//! What was said, in words.

mod cadence;
mod card;
mod message;
mod question;

use super::Messages;
use domain::{
    Room,
    word::{WordEvent, WordRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn word_event(&self, room: &Room, event: &WordEvent) -> String {
        match event {
            WordEvent::Message(event) => self.message_event(event),
            WordEvent::Question(event) => self.question_event(room, event),
            WordEvent::Card(event) => self.card_event(event),
            WordEvent::Cadence(event) => self.cadence_event(room, event),
        }
    }

    /// Why not.
    pub(super) fn word_rejection(&self, _room: Option<&Room>, no: &WordRejection) -> String {
        match no {
            WordRejection::Message(no) => self.message_rejection(no).into(),
            WordRejection::Question(no) => self.question_rejection(no).into(),
            WordRejection::Card(no) => self.card_rejection(no),
            WordRejection::Cadence(no) => self.cadence_rejection(no),
        }
    }
}
