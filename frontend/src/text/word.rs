//! What was said, in words.

use super::Messages;
use domain::{
    Room,
    word::{WordEvent, WordRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) const fn word_event(&self, _room: &Room, event: &WordEvent) -> String {
        match *event {}
    }

    /// Why not.
    pub(super) const fn word_rejection(&self, _room: Option<&Room>, no: &WordRejection) -> String {
        match *no {}
    }
}
