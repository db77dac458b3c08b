//! A canary in every text of what is written for people outside.

use super::Planted;
use crate::sample::actor;
use domain::{
    Command, Length, Role, Seq,
    id::ReadersId,
    promise::Language,
    text::{MessageText, Reason, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Template, Wording},
        promise::{PromiseCommand, Reading},
    },
};

const OUT: NoticeId = NoticeId(1);
const DRAFT: NoticeId = NoticeId(2);
const SAID: NoticeId = NoticeId(3);

impl Planted {
    /// One notice goes all the way, one stays a draft, one was said elsewhere and breaks.
    pub(super) async fn word(&self) {
        self.lead(Command::Word(WordCommand::PublishRoom { on: true })).await;
        let readers = ReadersId::parse("sellers").unwrap();
        let lead_time = Length::from_minutes(10);
        let title = self.title();
        self.comms(NoticeCommand::DescribeReaders { readers, title, lead_time }).await;
        self.goes_out().await;
        self.stays_a_draft().await;
        self.was_said_elsewhere().await;
    }

    async fn goes_out(&self) {
        let notice = OUT;
        self.comms(self.opens("notice_published", "until {announced end}")).await;
        let version = self.version(notice).await;
        let anyway = Some(self.reason_of("notice_draft"));
        self.comms(NoticeCommand::Ask { notice, version, anyway }).await;
        self.leads(NoticeCommand::Approve { notice, version }).await;
        let anyway = Some(self.reason_of("notice_reason"));
        self.comms(NoticeCommand::Publish { notice, version, anyway }).await;
        let reason = self.reason_of("notice_reason");
        self.comms(NoticeCommand::Withdraw { notice, reason }).await;
    }

    async fn stays_a_draft(&self) {
        let notice = DRAFT;
        self.comms(self.opens("notice_draft", "soon")).await;
        let old = self.version(notice).await;
        let content = self.content("notice_draft", "sooner");
        self.comms(NoticeCommand::Save { notice, from: old, content }).await;
        let content = self.content("notice_draft", "later");
        self.leads(NoticeCommand::Save { notice, from: Seq(1), content }).await;
        self.comms(NoticeCommand::DropRival { notice }).await;
        let content = self.content("notice_draft", "much later");
        self.leads(NoticeCommand::Save { notice, from: Seq(1), content }).await;
        let phrase = self.text_of(notice).await;
        let to = u32::try_from(phrase.find(' ').unwrap()).unwrap();
        self.corrects(notice, to).await;
        let version = self.version(notice).await;
        let anyway = Some(self.reason_of("notice_draft"));
        self.comms(NoticeCommand::Ask { notice, version, anyway }).await;
        let reason = self.reason_of("notice_draft");
        self.leads(NoticeCommand::SendBack { notice, reason }).await;
    }

    async fn was_said_elsewhere(&self) {
        let content = self.content("notice_published", "10 minutes");
        self.comms(NoticeCommand::Record { content, at: None }).await;
        self.reviews().await;
        // Its author says that it promises nothing: it holds again.
        let text = self.room().await.word.notices.published[&SAID].text.en.text.clone();
        self.corrects(SAID, u32::try_from(text.len()).unwrap()).await;
        let french = PromiseCommand::Correct {
            notice: SAID,
            language: Language::Fr,
            from: 0,
            to: u32::try_from(text.len()).unwrap(),
            in_title: false,
            reading: Reading::NoPromise,
        };
        self.promises(french).await;
        self.reviews().await;
        // What the product opened is given up again.
        let reason = self.reason_of("notice_draft");
        self.comms(NoticeCommand::Withdraw { notice: NoticeId(4), reason }).await;
    }

    fn content(&self, line: &'static str, says: &str) -> Box<Content> {
        let wording = |text: String| Wording {
            title: Title::parse(&self.bird(line)).ok(),
            text: MessageText::parse(&text).ok(),
        };
        // One bird for both languages, so that a length in bytes fits both.
        let text = format!("{} {says}", self.bird(line));
        Box::new(Content { fr: wording(text.clone()), en: wording(text), ..Content::default() })
    }

    fn opens(&self, line: &'static str, says: &str) -> NoticeCommand {
        let content = Some(self.content(line, says));
        NoticeCommand::Open { template: Template::Blank, content }
    }

    fn reason_of(&self, line: &'static str) -> Reason {
        self.reason(line)
    }

    async fn version(&self, notice: NoticeId) -> Seq {
        self.room().await.word.notices.papers[&notice].version
    }

    async fn text_of(&self, notice: NoticeId) -> String {
        let room = self.room().await;
        room.word.notices.papers[&notice].content.en.text.clone().unwrap().to_string()
    }

    async fn room(&self) -> std::sync::Arc<domain::Room> {
        let live = self.house.app.rooms.open(&self.room).await.unwrap().unwrap();
        live.views().whole().clone()
    }

    async fn comms(&self, command: NoticeCommand) {
        let command = Command::Word(WordCommand::Notice(command));
        self.does(actor(Role::Comms), command).await;
    }

    async fn leads(&self, command: NoticeCommand) {
        self.lead(Command::Word(WordCommand::Notice(command))).await;
    }

    async fn corrects(&self, notice: NoticeId, to: u32) {
        let (language, in_title, reading) = (Language::En, false, Reading::NoPromise);
        let from = 0;
        self.promises(PromiseCommand::Correct { notice, language, from, to, in_title, reading })
            .await;
    }

    async fn promises(&self, command: PromiseCommand) {
        let command = Command::Word(WordCommand::Promise(command));
        self.does(actor(Role::Comms), command).await;
    }

    async fn reviews(&self) {
        let review = Command::Word(WordCommand::Promise(PromiseCommand::Review {}));
        self.does(domain::Actor::Bascule, review).await;
    }
}
