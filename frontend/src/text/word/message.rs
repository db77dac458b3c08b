//! What became of messages, in words.

use crate::text::Messages;
use domain::word::message::{MessageEvent, MessageRejection};

impl Messages {
    pub(super) fn message_event(&self, event: &MessageEvent) -> String {
        match event {
            MessageEvent::Corrected { text, .. } => {
                let verb = self.word("corrected a message", "a corrigé un message");
                format!("{verb}{} {text}", self.colon())
            }
            MessageEvent::Pinned { .. } => {
                self.word("pinned a message", "a épinglé un message").into()
            }
            MessageEvent::Unpinned { .. } => {
                self.word("unpinned a message", "a détaché un message").into()
            }
            MessageEvent::AcknowledgementAsked { .. } => {
                self.word("asked to confirm", "a demandé une confirmation").into()
            }
            MessageEvent::Acknowledged { .. } => {
                self.word("has seen a message", "a vu un message").into()
            }
        }
    }

    pub(super) const fn message_rejection(&self, no: &MessageRejection) -> &'static str {
        match no {
            MessageRejection::UnknownMessage { .. } => self.word(
                "This message is not there, or too old to be changed. Write a new one.",
                "Ce message n’existe pas, ou il est trop ancien pour être modifié. Écrivez-en un autre.",
            ),
            MessageRejection::NotAsked { .. } => self.word(
                "This message does not ask you to confirm it.",
                "Ce message ne vous demande pas de confirmation.",
            ),
            MessageRejection::AlreadySeen { .. } => self
                .word("You have confirmed this already.", "Vous avez déjà confirmé ce message."),
            MessageRejection::NotYours { .. } => self.word(
                "Only its writer can correct a message.",
                "Seul son auteur peut corriger un message.",
            ),
            MessageRejection::SameText { .. } => {
                self.word("The message says this already.", "Le message dit déjà cela.")
            }
            MessageRejection::AlreadyPinned { .. } => {
                self.word("The message is pinned already.", "Le message est déjà épinglé.")
            }
            MessageRejection::NotPinned { .. } => {
                self.word("The message is not pinned.", "Le message n’est pas épinglé.")
            }
        }
    }
}
