//! A notice, written by one and approved by the other.

use crate::api::Api;
use domain::{
    ChannelId, Command, Event, Seq,
    text::{MessageText, Title},
    word::{
        WordCommand, WordEvent,
        notice::{Content, NoticeCommand, NoticeEvent, NoticeId, Template, Wording},
    },
};

/// Publishes a notice on these channels; when it gives the number, the notice is on disk.
///
/// # Panics
/// When a channel is no slug, or something is refused.
pub async fn publish(comms: &Api, lead: &Api, title: &str, channels: &[&str]) -> NoticeId {
    let wording = |text: &str| Wording {
        title: Title::parse(title).ok(),
        text: MessageText::parse(text).ok(),
    };
    let content = Content {
        fr: wording("Le site est en maintenance."),
        en: wording("The site is in maintenance."),
        channels: channels.iter().map(|id| ChannelId::parse(id).expect("a slug")).collect(),
        ..Content::default()
    };
    let does =
        async |who: &Api, command| who.does(Command::Word(WordCommand::Notice(command))).await;
    let (template, content) = (Template::Blank, Some(Box::new(content)));
    let version = does(comms, NoticeCommand::Open { template, content }).await;
    let notice = opened(comms, version).await;
    does(comms, NoticeCommand::Ask { notice, version, anyway: None }).await;
    does(lead, NoticeCommand::Approve { notice, version }).await;
    does(comms, NoticeCommand::Publish { notice, version, anyway: None }).await;
    notice
}

/// The number that the room gave it.
async fn opened(comms: &Api, version: Seq) -> NoticeId {
    let log = comms.log(version.0 - 1).await;
    let opened = log.iter().find_map(|frame| match &frame.recorded.event {
        Event::Word(WordEvent::Notice(NoticeEvent::Opened { notice, .. })) => Some(*notice),
        _ => None,
    });
    opened.expect("it was opened")
}
