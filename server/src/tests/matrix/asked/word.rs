//! Every command about notices and promises.

use super::{Asked, Setup, ask, why};
use domain::{
    Command, Room, Seq,
    id::ReadersId,
    promise::Language,
    text::{MessageText, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Template, Wording},
        promise::{PromiseCommand, Reading},
    },
};
use std::slice::from_ref;

const ONE: NoticeId = NoticeId(1);

/// Stands for the version that the notice has when the command is sent.
const STANDING: Seq = Seq(0);

/// The command with the version that stands.
pub fn aimed(room: &Room, mut command: Command) -> Command {
    let Command::Word(WordCommand::Notice(asked)) = &mut command else { return command };
    let (notice, version) = match asked {
        NoticeCommand::Save { notice, from: version, .. }
        | NoticeCommand::TakeRival { notice, from: version }
        | NoticeCommand::Ask { notice, version, .. }
        | NoticeCommand::Approve { notice, version }
        | NoticeCommand::Publish { notice, version, .. } => (notice, version),
        _ => return command,
    };
    let paper = room.word.notices.papers.get(notice);
    if let Some(paper) = paper.filter(|_| *version == STANDING) {
        *version = paper.version;
    }
    command
}

fn content(text: &str) -> Box<Content> {
    let wording = Wording { title: Title::parse("T").ok(), text: MessageText::parse(text).ok() };
    Box::new(Content { fr: wording.clone(), en: wording, ..Content::default() })
}

/// A notice of the product's in review, and the approval that only a person can give.
pub fn until_approved() -> ([Command; 2], Command) {
    let word = |command| Command::Word(WordCommand::Notice(command));
    let (notice, version) = (ONE, STANDING);
    let open = NoticeCommand::Open { template: Template::Blank, content: Some(content("{start}")) };
    let ask = NoticeCommand::Ask { notice, version, anyway: None };
    ([word(open), word(ask)], word(NoticeCommand::Approve { notice, version }))
}

pub(super) fn commands() -> Vec<Asked> {
    let open_page = Command::Word(WordCommand::PublishRoom { on: true });
    let mut all = vec![ask("publish_room", None, open_page)];
    all.extend(notices());
    all
}

fn notices() -> Vec<Asked> {
    let word = |command| Command::Word(WordCommand::Notice(command));
    let promise = |command| Command::Word(WordCommand::Promise(command));
    let because =
        |setup: &[NoticeCommand]| Some(Setup::Products(setup.iter().cloned().map(word).collect()));
    let (notice, version) = (ONE, STANDING);
    let text = |text| Some(content(text));
    let open = NoticeCommand::Open { template: Template::Blank, content: text("{start}") };
    let save = |from, text| NoticeCommand::Save { notice, from, content: content(text) };
    let asks = NoticeCommand::Ask { notice, version, anyway: None };
    let clash = save(Seq(1), "another");
    let record = NoticeCommand::Record { content: content("10 minutes"), at: None };
    let publish = NoticeCommand::Publish { notice, version, anyway: None };
    let described = NoticeCommand::DescribeReaders {
        readers: ReadersId::parse("sellers").unwrap(),
        title: Title::parse("Sellers").unwrap(),
        lead_time: domain::Length::from_minutes(15),
    };
    let correct = PromiseCommand::Correct {
        notice,
        language: Language::En,
        from: 0,
        to: 7,
        in_title: false,
        reading: Reading::NoPromise,
    };
    vec![
        ask("edit_notice", None, word(described)),
        ask("edit_notice", None, word(open.clone())),
        ask("edit_notice", because(from_ref(&open)), word(save(STANDING, "more"))),
        ask(
            "edit_notice",
            because(&[open.clone(), clash.clone()]),
            word(NoticeCommand::TakeRival { notice, from: version }),
        ),
        ask(
            "edit_notice",
            because(&[open.clone(), clash]),
            word(NoticeCommand::DropRival { notice }),
        ),
        ask("edit_notice", because(from_ref(&open)), word(asks.clone())),
        ask("edit_notice", None, word(record.clone())),
        ask("edit_notice", because(from_ref(&open)), promise(correct)),
        ask("edit_notice", because(&[record]), promise(PromiseCommand::Review {})),
        ask(
            "approve_notice",
            because(&[open.clone(), asks.clone()]),
            word(NoticeCommand::Approve { notice, version }),
        ),
        ask(
            "approve_notice",
            because(&[open.clone(), asks]),
            word(NoticeCommand::SendBack { notice, reason: why() }),
        ),
        ask("publish_notice", Some(Setup::Approved), word(publish)),
        ask(
            "publish_notice",
            because(&[open]),
            word(NoticeCommand::Withdraw { notice, reason: why() }),
        ),
    ]
}
