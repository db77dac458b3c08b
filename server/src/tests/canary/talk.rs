//! A canary in every text of what is said, for every audience it may have.

use super::Planted;
use crate::sample::{actor, person};
use domain::{
    Audience, Command, Event, Length, Role, Seq,
    event::MessageKind,
    text::{CardText, MessageText},
    word::{
        WordCommand,
        cadence::CadenceCommand,
        card::CardCommand,
        message::MessageCommand,
        question::{AsCard, QuestionCommand},
    },
};

impl Planted {
    pub(super) async fn talk(&self) {
        self.cadence().await;
        self.messages().await;
        self.questions().await;
        self.card().await;
    }

    fn sentence(&self) -> CardText {
        CardText::parse(&self.bird("card")).unwrap()
    }

    fn words(&self, line: &'static str) -> MessageText {
        MessageText::parse(&self.bird(line)).unwrap()
    }

    async fn word_of(&self, role: Role, command: WordCommand) {
        self.does(actor(role), Command::Word(command)).await;
    }

    async fn posts(
        &self,
        by: Role,
        message: MessageKind,
        audience: Audience,
        line: &'static str,
    ) -> Seq {
        let (text, asks) = (self.words(line), audience.teams().to_vec());
        self.does(actor(by), Command::PostMessage { message, audience, text, asks }).await;
        let live = self.house.app.rooms.open(&self.room).await.unwrap().unwrap();
        let whole = live.views().whole().clone();
        let posted = whole.feed.iter().rev();
        posted
            .filter(|entry| matches!(entry.event, Event::MessagePosted { .. }))
            .map(|entry| entry.seq)
            .next()
            .unwrap()
    }

    /// Corrected and pinned, the words go no further than they did.
    async fn messages(&self) {
        for (audience, line) in [
            (Audience::Everyone, "message_to_everyone"),
            (Audience::Tech, "message_to_tech"),
            (Audience::Support, "message_to_support"),
            (Audience::Comms, "message_to_comms"),
            (Audience::Lead, "message_to_lead"),
        ] {
            let message = self.posts(Role::Lead, MessageKind::Decision, audience, line).await;
            let text = self.words(line);
            let about = |command| self.word_of(Role::Lead, WordCommand::Message(command));
            about(MessageCommand::Correct { message, text }).await;
            about(MessageCommand::Pin { message }).await;
            if audience == Audience::Support {
                let seen = MessageCommand::Acknowledge { message };
                self.word_of(Role::Support, WordCommand::Message(seen)).await;
                about(MessageCommand::Unpin { message }).await;
            }
        }
    }

    async fn questions(&self) {
        let to_tech = "question_of_support_to_tech";
        let question = self.posts(Role::Support, MessageKind::Question, Audience::Tech, to_tech);
        let question = question.await;
        let text = self.words(to_tech);
        let take = QuestionCommand::Take { question };
        self.word_of(Role::Tech, WordCommand::Question(take)).await;
        let answer = QuestionCommand::Answer { question, text, as_card: None };
        self.word_of(Role::Tech, WordCommand::Question(answer)).await;
        let to_lead = "message_to_lead";
        let question = self.posts(Role::Lead, MessageKind::Question, Audience::Lead, to_lead);
        let question = question.await;
        let (text, say_fr, say_en) = (self.words(to_lead), self.sentence(), self.sentence());
        let as_card = Some(AsCard { say_fr, say_en, valid_until: None });
        let answer = QuestionCommand::Answer { question, text, as_card };
        self.word_of(Role::Lead, WordCommand::Question(answer)).await;
    }

    async fn card(&self) {
        let publish = CardCommand::Publish {
            say_fr: self.sentence(),
            say_en: self.sentence(),
            can_fr: Some(self.sentence()),
            can_en: Some(self.sentence()),
            cannot_fr: Some(self.sentence()),
            cannot_en: Some(self.sentence()),
            valid_until: None,
        };
        self.word_of(Role::Comms, WordCommand::Card(publish)).await;
        let seen = CardCommand::Acknowledge { version: 2 };
        self.word_of(Role::Support, WordCommand::Card(seen)).await;
    }

    async fn cadence(&self) {
        let (audience, every) = (Audience::Support, Length::from_minutes(10));
        let owner = person(Role::Comms).id;
        let set = CadenceCommand::Set { audience, every, owner: owner.clone() };
        self.word_of(Role::Lead, WordCommand::Cadence(set)).await;
        let snooze =
            CadenceCommand::Snooze { audience, wait: every, reason: self.reason("reason") };
        self.word_of(Role::Lead, WordCommand::Cadence(snooze)).await;
        let audience = Audience::Tech;
        let set = CadenceCommand::Set { audience, every, owner };
        self.word_of(Role::Lead, WordCommand::Cadence(set)).await;
        let stop = CadenceCommand::Stop { audience };
        self.word_of(Role::Lead, WordCommand::Cadence(stop)).await;
    }
}
