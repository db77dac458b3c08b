//! The rules of promises.

use super::{
    Breach, CORRECTIONS_MAX, Correction, PHRASE_MAX, PromiseCommand, PromiseEvent,
    PromiseRejection, Reading, breach, is_awaited,
};
use crate::{
    command::Context,
    event::Event,
    promise::Language,
    rejection::Rejection,
    room::{Interruption, Room},
    time::Timestamp,
    word::{
        WordEvent, WordRejection,
        notice::{Content, NoticeEvent, NoticeId, NoticeRejection, Published, Replaces, Template},
    },
};

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about promises makes happen.
pub fn decide(room: &Room, command: PromiseCommand, context: &Context) -> Decision {
    match command {
        PromiseCommand::Correct { notice, language, from, to, in_title, reading } => {
            correct(room, notice, language, (from, to, in_title), reading)
        }
        PromiseCommand::Review {} => review(room, context.now),
    }
}

fn correct(
    room: &Room,
    notice: NoticeId,
    language: Language,
    (from, to, in_title): (u32, u32, bool),
    reading: Reading,
) -> Decision {
    let notices = &room.word.notices;
    let (published, paper) = (notices.published.get(&notice), notices.papers.get(&notice));
    let (text, corrections) = match (published, paper) {
        (Some(published), _) => {
            let said = published.text.of(language);
            (if in_title { said.title.as_str() } else { &said.text }, &published.corrections)
        }
        (None, Some(paper)) => {
            let wording = paper.content.of(language);
            let title = wording.title.as_ref().map(|title| title.as_str());
            let text = wording.text.as_ref().map(|text| text.as_str());
            (if in_title { title } else { text }.unwrap_or_default(), &paper.corrections)
        }
        (None, None) => {
            return Err(WordRejection::Notice(NoticeRejection::Unknown { notice }).into());
        }
    };
    let phrase = text.get(from as usize..to as usize).unwrap_or_default();
    if phrase.trim().is_empty() || to - from > PHRASE_MAX {
        return no(PromiseRejection::NoSuchWords { notice });
    }
    if corrections.len() >= CORRECTIONS_MAX {
        return no(PromiseRejection::TooManyCorrections { max: CORRECTIONS_MAX });
    }
    let correction = Correction { language, phrase: phrase.to_owned(), reading };
    let published = published.is_some();
    Ok(vec![promise(PromiseEvent::Corrected { notice, published, correction })])
}

/// What has begun to break since the last look is said once, each with a draft on the new end;
/// what holds again is said too.
fn review(room: &Room, now: Timestamp) -> Decision {
    let mut events = Vec::new();
    let mut next = room.word.notices.next_id();
    for (notice, published) in room.word.notices.out() {
        match (breach(room, notice, now), &published.at_risk) {
            (Some(breach), None) if is_awaited(room) => {
                let draft = match draft_for(room, notice) {
                    Some(draft) => draft,
                    None => {
                        events.push(opened(room, next, (notice, published), now));
                        next = NoticeId(next.0 + 1);
                        NoticeId(next.0 - 1)
                    }
                };
                let Breach { promised, expected, say_by } = breach;
                let at_risk = PromiseEvent::AtRisk { notice, promised, expected, say_by, draft };
                events.push(promise(at_risk));
            }
            (None, Some(_)) => events.push(promise(PromiseEvent::Kept { notice })),
            (Some(_), _) | (None, None) => {}
        }
    }
    if events.is_empty() { no(PromiseRejection::NothingNew) } else { Ok(events) }
}

/// A draft that is to take the place of a notice: nobody needs a second one.
fn draft_for(room: &Room, notice: NoticeId) -> Option<NoticeId> {
    let mut papers = room.word.notices.papers.iter().rev();
    let found = papers.find(|(_, paper)| {
        let replaces = paper.content.replaces.as_ref();
        paper.standing.is_open() && replaces.is_some_and(|replaces| replaces.notice == notice)
    });
    found.map(|(id, _)| *id)
}

fn opened(
    room: &Room,
    id: NoticeId,
    (notice, published): (NoticeId, &Published),
    now: Timestamp,
) -> Event {
    let ahead = room.charter.as_ref().is_some_and(|charter| now < charter.window.start);
    let template = match room.interruption() {
        Interruption::NotYet if ahead => Template::Correction,
        Interruption::NotYet | Interruption::Since(_) | Interruption::Over { .. } => {
            Template::Delay
        }
    };
    let content = Content {
        readers: published.readers.clone(),
        channels: published.channels.clone(),
        replaces: Some(Replaces { notice, reason: None }),
        ..template.content()
    };
    let content = Box::new(content);
    Event::Word(WordEvent::Notice(NoticeEvent::Opened { notice: id, template, content }))
}

const fn promise(event: PromiseEvent) -> Event {
    Event::Word(WordEvent::Promise(event))
}

fn no(rejection: PromiseRejection) -> Decision {
    Err(Rejection::Word(WordRejection::Promise(rejection)))
}
