//! Questions, in words.

use crate::text::Messages;
use domain::{
    Room, Seq,
    word::question::{QuestionEvent, QuestionRejection},
};

impl Messages {
    pub(super) fn question_event(&self, room: &Room, event: &QuestionEvent) -> String {
        let asker = |question: &Seq| {
            let known = room.word.questions.0.get(question);
            known.map_or_else(String::new, |known| known.message.by.name().to_owned())
        };
        match event {
            QuestionEvent::Asked { .. } => self.word("asks", "demande").into(),
            QuestionEvent::Taken { question, .. } => {
                let verb = self.word("takes the question of", "prend la question de");
                format!("{verb} {}", asker(question))
            }
            QuestionEvent::Answered { question, text, .. } => {
                let verb = self.word("answers", "répond à");
                format!("{verb} {}{} {text}", asker(question), self.colon())
            }
        }
    }

    pub(super) const fn question_rejection(&self, no: &QuestionRejection) -> &'static str {
        match no {
            QuestionRejection::UnknownQuestion { .. } => {
                self.word("There is no such question.", "Cette question n’existe pas.")
            }
            QuestionRejection::NotForYou { .. } => self.word(
                "This question is put to another team. The lead or that team answers it.",
                "Cette question s’adresse à une autre équipe. C’est elle ou le pilote qui répond.",
            ),
            QuestionRejection::AlreadyTaken { .. } => self.word(
                "You have taken this question already.",
                "Vous avez déjà pris cette question.",
            ),
            QuestionRejection::AlreadyAnswered { .. } => {
                self.word("This question has its answer.", "Cette question a déjà sa réponse.")
            }
        }
    }
}
