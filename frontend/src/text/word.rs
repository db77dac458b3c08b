//! What was said, in words.

mod cadence;
mod card;
mod message;
mod notice;
pub mod promise;
mod question;

use super::Messages;
use domain::{
    Room,
    event::Tone,
    rights::Action,
    word::{
        WordEvent, WordRejection, cadence::CadenceEvent, card::CardEvent, message::MessageEvent,
        question::QuestionEvent,
    },
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn word_event(&self, room: &Room, event: &WordEvent) -> String {
        match event {
            WordEvent::Message(event) => self.message_event(event),
            WordEvent::Question(event) => self.question_event(room, event),
            WordEvent::Card(event) => self.card_event(event),
            WordEvent::Cadence(event) => self.cadence_event(room, event),
            WordEvent::PageSwitched { on: true } => {
                self.word("switched the public page on", "a ouvert la page publique").into()
            }
            WordEvent::PageSwitched { on: false } => {
                self.word("switched the public page off", "a fermé la page publique").into()
            }
            WordEvent::Notice(event) => self.notice_event(room, event),
            WordEvent::Promise(event) => self.promise_event(room, event),
        }
    }

    /// Why not.
    pub(super) fn word_rejection(&self, room: Option<&Room>, no: &WordRejection) -> String {
        match no {
            WordRejection::Message(no) => self.message_rejection(no).into(),
            WordRejection::Question(no) => self.question_rejection(no).into(),
            WordRejection::Card(no) => self.card_rejection(no),
            WordRejection::Cadence(no) => self.cadence_rejection(no),
            WordRejection::PageIsSo { on: true } => self
                .word("The public page is on already.", "La page publique est déjà ouverte.")
                .into(),
            WordRejection::PageIsSo { on: false } => self
                .word("The public page is off already.", "La page publique est déjà fermée.")
                .into(),
            WordRejection::Notice(no) => self.notice_rejection(room, no),
            WordRejection::Promise(no) => self.promise_rejection(no),
        }
    }

    /// What somebody may not do, to follow "You may not"; `None` for what is not about words.
    pub(super) const fn word_action(&self, action: Action) -> Option<&'static str> {
        Some(match action {
            Action::ReadDrafts => self.word("read drafts", "lire les brouillons"),
            Action::EditNotice => self.word("write notices", "rédiger des annonces"),
            Action::ApproveNotice => self.word("approve notices", "approuver des annonces"),
            Action::PublishNotice => self.word("publish notices", "publier des annonces"),
            _ => return None,
        })
    }
}

/// How the entry is set apart in the feed.
pub(crate) const fn word_tone(event: &WordEvent) -> Tone {
    if event.is_quiet() {
        return Tone::Quiet;
    }
    match event {
        WordEvent::Question(QuestionEvent::Answered { .. })
        | WordEvent::Card(CardEvent::Published { .. }) => Tone::Done,
        WordEvent::Cadence(CadenceEvent::Snoozed { .. })
        | WordEvent::Message(MessageEvent::Corrected { .. }) => Tone::Late,
        WordEvent::Message(_)
        | WordEvent::Question(_)
        | WordEvent::Card(_)
        | WordEvent::Cadence(_)
        | WordEvent::PageSwitched { .. } => Tone::Plain,
        WordEvent::Notice(event) => notice::tone(event),
        WordEvent::Promise(event) => promise::tone(event),
    }
}
