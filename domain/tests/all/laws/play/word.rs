//! Commands about notices and promises.

use super::reason;
use domain::{
    Command, Length, Room, Seq, StepId,
    id::ReadersId,
    promise::Language,
    text::{MessageText, Title},
    word::{
        WordCommand,
        message::MessageCommand,
        notice::{Content, NoticeCommand, NoticeId, Replaces, Template, Wording},
        promise::{PromiseCommand, Reading},
    },
};
use proptest::{option, prelude::*, sample::select};

/// What no draft lacks: whoever finds it sees drafts.
pub const DRAFT: &str = "unsaid";

/// Stands for the version that a notice has when the command is sent: nobody guesses those.
const STANDING: Seq = Seq(0);

/// The command as somebody sends it who sees the room.
pub fn aimed(room: &Room, mut command: Command) -> Command {
    let is_message = |entry: &&std::sync::Arc<domain::Recorded>| {
        matches!(entry.event, domain::Event::MessagePosted { .. })
    };
    if let Command::Word(WordCommand::Message(MessageCommand::Pin { message })) = &mut command
        && let Some(written) = room.feed.iter().find(is_message)
    {
        *message = written.seq;
    }
    if let Command::Word(WordCommand::Message(MessageCommand::Unpin { message })) = &mut command
        && let Some(pinned) = room.word.messages.pinned.first()
    {
        *message = pinned.seq; // Whoever takes a pin away sees where it is.
    }
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

pub fn commands(steps: impl Strategy<Value = StepId> + 'static) -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => notices(contents(steps)).prop_map(WordCommand::Notice),
        1 => promises().prop_map(WordCommand::Promise),
        1 => any::<bool>().prop_map(|on| WordCommand::PublishRoom { on }),
    ]
    .prop_map(Command::Word)
}

fn contents(steps: impl Strategy<Value = StepId> + 'static) -> impl Strategy<Value = Content> {
    let says = select(vec![
        "10 minutes",
        "until {announced end}",
        "around {forecast end}",
        "by 10:36",
        "{window}",
    ]);
    let replaces =
        option::of((1..4_u32).prop_map(|n| Replaces { notice: NoticeId(n), reason: None }));
    (says, option::of(steps), replaces, any::<bool>(), any::<bool>()).prop_map(
        |(says, waits_for, replaces, by_itself, whole)| {
            let wording = Wording {
                title: Title::parse(DRAFT).ok(),
                text: MessageText::parse(&format!("{DRAFT} {says}")).ok(),
            };
            let fr = if whole { wording.clone() } else { Wording::default() };
            Content { fr, en: wording, waits_for, replaces, by_itself, ..Content::default() }
        },
    )
}

fn notices(
    contents: impl Strategy<Value = Content> + 'static,
) -> impl Strategy<Value = NoticeCommand> {
    let because = || reason("because");
    let notice = || (1..3_u32).prop_map(NoticeId);
    let version = || prop_oneof![6 => Just(STANDING), 1 => (1..40_u64).prop_map(Seq)];
    let content = contents.prop_map(Box::new).boxed();
    let anyway = move || option::of(Just(because()));
    prop_oneof![
        3 => (select(Template::ALL.to_vec()), option::of(content.clone()))
            .prop_map(|(template, content)| NoticeCommand::Open { template, content }),
        2 => (notice(), version(), content.clone())
            .prop_map(|(notice, from, content)| NoticeCommand::Save { notice, from, content }),
        2 => (notice(), version(), anyway())
            .prop_map(|(notice, version, anyway)| NoticeCommand::Ask { notice, version, anyway }),
        2 => (notice(), version())
            .prop_map(|(notice, version)| NoticeCommand::Approve { notice, version }),
        2 => (notice(), version(), anyway()).prop_map(|(notice, version, anyway)| {
            NoticeCommand::Publish { notice, version, anyway }
        }),
        1 => notice().prop_map(move |notice| NoticeCommand::SendBack { notice, reason: because() }),
        1 => notice().prop_map(move |notice| NoticeCommand::Withdraw { notice, reason: because() }),
        1 => (notice(), version())
            .prop_map(|(notice, from)| NoticeCommand::TakeRival { notice, from }),
        1 => notice().prop_map(|notice| NoticeCommand::DropRival { notice }),
        1 => Just(NoticeCommand::DescribeReaders {
            readers: ReadersId::parse("sellers").unwrap(),
            title: Title::parse("Sellers").unwrap(),
            lead_time: Length::from_minutes(15),
        }),
        2 => content.prop_map(|content| NoticeCommand::Record { content, at: None }),
    ]
}

fn promises() -> impl Strategy<Value = PromiseCommand> {
    let reading =
        select(vec![Reading::NoPromise, Reading::Lasts { length: Length::from_minutes(30) }]);
    // The first are the words "10 minutes" where they stand in most texts of these plays.
    let place = prop_oneof![3 => Just((7, 17)), 1 => (0..20_u32, 0..30_u32)];
    prop_oneof![
        2 => Just(PromiseCommand::Review {}),
        1 => ((1..3_u32).prop_map(NoticeId), place, reading).prop_map(
            |(notice, (from, to), reading)| PromiseCommand::Correct {
                notice,
                language: Language::En,
                from,
                to,
                in_title: false,
                reading,
            }
        ),
    ]
}
