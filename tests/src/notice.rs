//! A notice, written by one and approved by the other.

use crate::{api::Api, demo::ROOM};
use domain::{
    ChannelId, Command,
    text::{MessageText, Title},
    word::{
        WordCommand,
        notice::{Content, NoticeCommand, NoticeId, Template, Wording},
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
    let notice = opened(comms).await;
    does(comms, NoticeCommand::Ask { notice, version, anyway: None }).await;
    does(lead, NoticeCommand::Approve { notice, version }).await;
    does(comms, NoticeCommand::Publish { notice, version, anyway: None }).await;
    notice
}

/// The number that the room gave it: the highest on the desk. Neither the snapshot nor the log of
/// a page has the notices themselves.
async fn opened(comms: &Api) -> NoticeId {
    let answer = comms.get(&format!("/rooms/{ROOM}/panels/comms")).send().await;
    let panels = answer.expect("the desk").text().await.expect("its panels");
    let named = panels.split("data-notice=\\\"").skip(1);
    let numbers = named.filter_map(|rest| rest.split('\\').next()?.parse().ok());
    NoticeId(numbers.max().expect("it was opened"))
}
