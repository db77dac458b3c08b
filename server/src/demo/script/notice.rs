//! Lines of a script about notices. A line names a notice by its English title: its number and its
//! version are the room's to give, and are looked up when the line is played.

use crate::plan_file::{PlanFile, fields::Fields, parse_length};
use domain::{
    Command, Length, Room, Seq, StepId,
    id::{ChannelId, ReadersId},
    promise::Language,
    text::{MessageText, Reason, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Replaces, Template, Wording},
    },
};

/// Which notices a line is about, by their titles.
#[derive(Debug, Clone, Default)]
pub struct About {
    notice: Option<Title>,
    replaces: Option<Title>,
}

/// Reads a line about notices; `None` when its verb is none of these.
pub fn read(fields: &Fields<'_>, verb: &str, plan: &PlanFile) -> Option<Option<(Command, About)>> {
    let notice = NoticeId(0);
    let version = Seq(0);
    let named = || {
        let notice = fields.needed("notice", Title::parse);
        notice.map(|notice| About { notice: Some(notice), replaces: None })
    };
    let reason = || fields.needed("reason", Reason::parse);
    let anyway = || fields.optional("reason", Reason::parse);
    let read = match verb {
        "readers" => describe(fields).map(|command| (command, About::default())),
        "draft" => content(fields).and_then(|(content, about)| {
            let template = fields.needed("template", |slug| {
                let mut all = Template::ALL.into_iter();
                all.find(|it| it.slug() == slug).ok_or("is no template")
            })?;
            Some((NoticeCommand::Open { template, content: Some(Box::new(content)) }, about))
        }),
        "record" => content(fields).and_then(|(content, about)| {
            let at = fields.needed("said", |text| plan.days.moment(text))?;
            Some((NoticeCommand::Record { content: Box::new(content), at: Some(at) }, about))
        }),
        "ask" => {
            named().map(|about| (NoticeCommand::Ask { notice, version, anyway: anyway() }, about))
        }
        "approve" => named().map(|about| (NoticeCommand::Approve { notice, version }, about)),
        "publish" => named()
            .map(|about| (NoticeCommand::Publish { notice, version, anyway: anyway() }, about)),
        "withdraw" => named()
            .and_then(|about| Some((NoticeCommand::Withdraw { notice, reason: reason()? }, about))),
        _ => return None,
    };
    Some(read.map(|(command, about)| (Command::Word(WordCommand::Notice(command)), about)))
}

fn describe(fields: &Fields<'_>) -> Option<NoticeCommand> {
    Some(NoticeCommand::DescribeReaders {
        readers: fields.needed("readers", ReadersId::parse)?,
        title: fields.needed("title", Title::parse)?,
        lead_time: fields.needed("lead_time", |text| {
            let seconds = parse_length(text)?;
            u32::try_from(seconds).map(Length::from_seconds).map_err(|_| "is too long".to_owned())
        })?,
    })
}

fn content(fields: &Fields<'_>) -> Option<(Content, About)> {
    let wording = |title: &'static str, text: &'static str| {
        Some(Wording {
            title: Some(fields.needed(title, Title::parse)?),
            text: Some(fields.needed(text, MessageText::parse)?),
        })
    };
    let replaces = fields.optional("replaces", Title::parse);
    let content = Content {
        fr: wording("title_fr", "text_fr")?,
        en: wording("title_en", "text_en")?,
        readers: fields.list("readers", ReadersId::parse),
        channels: fields.list("channels", ChannelId::parse),
        waits_for: fields.optional("waits_for", StepId::parse),
        by_itself: fields.flag("by_itself"),
        replaces: replaces.is_some().then(|| Replaces {
            notice: NoticeId(0),
            reason: fields.optional("why", Reason::parse),
        }),
    };
    Some((content, About { notice: None, replaces }))
}

/// The command as it is sent: with the numbers that the room has given by now.
pub fn aim(room: &Room, about: &About, mut command: Command) -> Command {
    let Command::Word(WordCommand::Notice(asked)) = &mut command else { return command };
    let found = |title: &Title| {
        let notices = &room.word.notices;
        let ids = notices.papers.keys().chain(notices.published.keys()).rev();
        let mut ids = ids.filter(|id| notices.title(**id, Language::En) == Some(title.as_str()));
        ids.next().copied()
    };
    let about_notice = about.notice.as_ref().and_then(found);
    let about_replaced = about.replaces.as_ref().and_then(found);
    match asked {
        NoticeCommand::Open { content: Some(content), .. }
        | NoticeCommand::Record { content, .. } => {
            if let (Some(replaces), Some(id)) = (&mut content.replaces, about_replaced) {
                replaces.notice = id;
            }
        }
        NoticeCommand::Ask { notice, version, .. }
        | NoticeCommand::Approve { notice, version }
        | NoticeCommand::Publish { notice, version, .. } => {
            if let Some(id) = about_notice {
                *notice = id;
                *version = room.word.notices.papers.get(&id).map_or(*version, |it| it.version);
            }
        }
        NoticeCommand::Withdraw { notice, .. } => *notice = about_notice.unwrap_or(*notice),
        NoticeCommand::DescribeReaders { .. }
        | NoticeCommand::Open { content: None, .. }
        | NoticeCommand::Save { .. }
        | NoticeCommand::TakeRival { .. }
        | NoticeCommand::DropRival { .. }
        | NoticeCommand::SendBack { .. } => {}
    }
    command
}
