//! What an event of the log says outside, and where. Pure.

use crate::channel::{NoticeNumber, Outgoing, Said, Words};
use domain::{
    ChannelId, Event, Recorded, Room, Timestamp,
    promise::Language,
    word::{
        WordEvent,
        notice::{self, Content, NoticeEvent, NoticeId, PublishedText, resolve, values},
        promise::ledger,
    },
};

/// What leaves the house, and by which channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// What is said.
    pub outgoing: Outgoing,
    /// The channels that the notice names.
    pub to: Vec<ChannelId>,
}

/// What an event says outside; nothing when it says nothing there. What was said without the
/// product is written down as a promise and was not the product's to send, nor to take back.
///
/// Texts have the values that were kept with the publication. `page` is the whole address of the
/// public page, when there is one.
#[must_use]
pub fn leaving(room: &Room, recorded: &Recorded, page: Option<String>) -> Option<Leaving> {
    let Event::Word(WordEvent::Notice(event)) = &recorded.event else { return None };
    match event {
        NoticeEvent::Published { said_at: Some(_), .. } => None,
        NoticeEvent::Published { notice, channels, wording, replaces, said_at: None, .. } => {
            let replaced = replaces.as_ref().and_then(|it| published_at(room, it.notice));
            let outgoing = Outgoing {
                said: if replaces.is_some() { Said::Corrected } else { Said::Published },
                room: room.id.clone(),
                notice: NoticeNumber(notice.0),
                published_at: recorded.at,
                replaces: replaced,
                at: recorded.at,
                fr: words(&wording.fr),
                en: words(&wording.en),
                promised_end: promised_end(room, *notice),
                page,
                is_test: false,
            };
            Some(Leaving { outgoing, to: channels.clone() })
        }
        NoticeEvent::Withdrawn { notice, reason: _ } => {
            let notices = &room.word.notices;
            // What the product sent was written as a draft; what was said without it never was.
            let published = notices.published.get(notice)?;
            notices.papers.get(notice)?;
            let outgoing = Outgoing {
                said: Said::Withdrawn,
                room: room.id.clone(),
                notice: NoticeNumber(notice.0),
                published_at: published.at,
                replaces: None,
                at: recorded.at,
                fr: no_longer(
                    &published.text.fr,
                    "Cette annonce n’est plus valable. Elle disait\u{202f}:",
                ),
                en: no_longer(&published.text.en, "This notice no longer holds. It said:"),
                promised_end: None,
                page,
                is_test: false,
            };
            Some(Leaving { outgoing, to: published.channels.clone() })
        }
        NoticeEvent::ReadersDescribed { .. }
        | NoticeEvent::Opened { .. }
        | NoticeEvent::Saved { .. }
        | NoticeEvent::Clashed { .. }
        | NoticeEvent::RivalDropped { .. }
        | NoticeEvent::Asked { .. }
        | NoticeEvent::Approved { .. }
        | NoticeEvent::SentBack { .. }
        | NoticeEvent::Dropped { .. } => None,
    }
}

/// What a draft would say if it were published now: its facts with the values that they have.
#[must_use]
pub fn text_now(room: &Room, content: &Content, now: Timestamp) -> PublishedText {
    let all = values(room, now);
    let said = |language| {
        let wording = content.of(language);
        let part = |text: Option<&str>| resolve(text.unwrap_or_default(), language, &all).text;
        notice::Said {
            title: part(wording.title.as_ref().map(|title| title.as_str())),
            text: part(wording.text.as_ref().map(|text| text.as_str())),
        }
    };
    let (fr, en) = (said(Language::Fr), said(Language::En));
    PublishedText { fr, en, values: Vec::new() }
}

/// The outgoing form of a text that is shown or tried before it is sent, or again after it was.
#[must_use]
pub fn as_if_published(
    room: &Room,
    notice: NoticeId,
    text: &PublishedText,
    (replaces, now): (Option<NoticeId>, Timestamp),
    page: Option<String>,
) -> Outgoing {
    Outgoing {
        said: if replaces.is_some() { Said::Corrected } else { Said::Published },
        room: room.id.clone(),
        notice: NoticeNumber(notice.0),
        published_at: now,
        replaces: replaces.and_then(|it| published_at(room, it)),
        at: now,
        fr: words(&text.fr),
        en: words(&text.en),
        promised_end: None,
        page,
        is_test: false,
    }
}

fn words(said: &notice::Said) -> Words {
    Words { title: said.title.clone(), text: said.text.clone() }
}

/// Whoever reads a withdrawal must not take the old words for the new ones.
fn no_longer(said: &notice::Said, before: &str) -> Words {
    Words { title: said.title.clone(), text: format!("{before}\n\n{}", said.text) }
}

/// The name of a notice outside.
fn published_at(room: &Room, notice: NoticeId) -> Option<Timestamp> {
    room.word.notices.published.get(&notice).map(|published| published.at)
}

/// The last end that a notice tells users.
fn promised_end(room: &Room, notice: NoticeId) -> Option<Timestamp> {
    let published = published_at(room, notice)?;
    let of_notice = ledger(room, published).into_iter().filter(|entry| entry.notice == notice);
    of_notice.filter_map(|entry| entry.mark.end).max()
}
