//! What was said, in words.

use super::Messages;
use domain::{
    Room,
    word::{WordEvent, WordRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn word_event(&self, _room: &Room, event: &WordEvent) -> String {
        match event {
            WordEvent::PageSwitched { on: true } => {
                self.word("switched the public page on", "a ouvert la page publique").into()
            }
            WordEvent::PageSwitched { on: false } => {
                self.word("switched the public page off", "a fermé la page publique").into()
            }
        }
    }

    /// Why not.
    pub(super) fn word_rejection(&self, _room: Option<&Room>, no: &WordRejection) -> String {
        match no {
            WordRejection::PageIsSo { on: true } => {
                self.word("The public page is on already.", "La page publique est déjà ouverte.")
            }
            WordRejection::PageIsSo { on: false } => {
                self.word("The public page is off already.", "La page publique est déjà fermée.")
            }
        }
        .into()
    }
}
