//! The rules of notices.

use super::{
    Content, Fate, NOTICES_MAX, NoticeCommand, NoticeEvent, NoticeId, NoticeRejection, Paper,
    PublishedText, Said, Standing, Template, resolve, values,
};
use crate::{
    command::Context,
    event::Event,
    id::Seq,
    person::Actor,
    promise::Language,
    rejection::Rejection,
    room::Room,
    text::Reason,
    time::Timestamp,
    word::{WordEvent, WordRejection, cadence, promise::contradiction},
};

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about a notice makes happen.
pub fn decide(room: &Room, command: NoticeCommand, context: &Context) -> Decision {
    match command {
        NoticeCommand::DescribeReaders { readers, title, lead_time } => {
            happened(NoticeEvent::ReadersDescribed { readers, title, lead_time })
        }
        NoticeCommand::Open { template, content } => open(room, template, content),
        NoticeCommand::Save { notice, from, content } => save(room, notice, from, content),
        NoticeCommand::TakeRival { notice, from } => take_rival(room, notice, from),
        NoticeCommand::DropRival { notice } => drop_rival(room, notice),
        NoticeCommand::Ask { notice, version, anyway } => {
            ask(room, notice, version, anyway, context)
        }
        NoticeCommand::Approve { notice, version } => approve(room, notice, version, context),
        NoticeCommand::SendBack { notice, reason } => send_back(room, notice, reason),
        NoticeCommand::Publish { notice, version, anyway } => {
            publish(room, notice, version, anyway, context)
        }
        NoticeCommand::Record { content, at } => record(room, &content, at, context),
        NoticeCommand::Withdraw { notice, reason } => withdraw(room, notice, reason),
    }
}

fn open(room: &Room, template: Template, content: Option<Box<Content>>) -> Decision {
    let notice = next(room)?;
    let content = content.unwrap_or_else(|| Box::new(template.content()));
    may_say(room, notice, &content)?;
    happened(NoticeEvent::Opened { notice, template, content })
}

/// What was written from an older version is kept beside the one that stands: nothing is lost.
fn save(room: &Room, notice: NoticeId, from: Seq, content: Box<Content>) -> Decision {
    let paper = draft(room, notice)?;
    may_say(room, notice, &content)?;
    if *content == paper.content {
        return no(NoticeRejection::Unchanged { notice });
    }
    if from != paper.version {
        return happened(NoticeEvent::Clashed { notice, from, content });
    }
    happened(NoticeEvent::Saved { notice, content })
}

fn take_rival(room: &Room, notice: NoticeId, from: Seq) -> Decision {
    let paper = draft(room, notice)?;
    unchanged_since(paper, notice, from)?;
    let rival = paper.rival.as_ref().ok_or(NoticeRejection::NoRival { notice }).map_err(word)?;
    happened(NoticeEvent::Saved { notice, content: Box::new(rival.content.clone()) })
}

fn drop_rival(room: &Room, notice: NoticeId) -> Decision {
    match draft(room, notice)?.rival {
        Some(_) => happened(NoticeEvent::RivalDropped { notice }),
        None => no(NoticeRejection::NoRival { notice }),
    }
}

fn ask(
    room: &Room,
    notice: NoticeId,
    version: Seq,
    anyway: Option<Reason>,
    context: &Context,
) -> Decision {
    let paper = draft(room, notice)?;
    unchanged_since(paper, notice, version)?;
    if paper.standing != Standing::Draft {
        return no(NoticeRejection::AskedAlready { notice });
    }
    is_whole(notice, &paper.content)?;
    agrees(room, notice, paper, anyway.as_ref(), context)?;
    happened(NoticeEvent::Asked { notice, version, anyway })
}

fn approve(room: &Room, notice: NoticeId, version: Seq, context: &Context) -> Decision {
    let paper = draft(room, notice)?;
    let Standing::InReview { by: asker, .. } = &paper.standing else {
        return no(NoticeRejection::NotInReview { notice });
    };
    unchanged_since(paper, notice, version)?;
    if !is_second_person(&context.actor, paper, asker) {
        return no(NoticeRejection::NeedsSecondPerson { notice });
    }
    happened(NoticeEvent::Approved { notice, version })
}

/// Never the author of the last change. Where that was the product, never who asked.
fn is_second_person(actor: &Actor, paper: &Paper, asker: &Actor) -> bool {
    let first = match &paper.edited_by {
        Actor::Person(_) => &paper.edited_by,
        Actor::Bascule => asker,
    };
    match (actor, first) {
        (Actor::Person(me), Actor::Person(them)) => me.id != them.id,
        (Actor::Person(_), Actor::Bascule) => true,
        (Actor::Bascule, _) => false,
    }
}

fn send_back(room: &Room, notice: NoticeId, reason: Reason) -> Decision {
    match draft(room, notice)?.standing {
        Standing::InReview { .. } | Standing::Approved { .. } => {
            happened(NoticeEvent::SentBack { notice, reason })
        }
        Standing::Draft | Standing::Published | Standing::Dropped => {
            no(NoticeRejection::NotInReview { notice })
        }
    }
}

fn publish(
    room: &Room,
    notice: NoticeId,
    version: Seq,
    anyway: Option<Reason>,
    context: &Context,
) -> Decision {
    let paper = draft(room, notice)?;
    if !matches!(paper.standing, Standing::Approved { .. }) {
        return no(NoticeRejection::NotApproved { notice });
    }
    unchanged_since(paper, notice, version)?;
    if let Some(step) = &paper.content.waits_for
        && room.steps.get(step).is_some_and(|step| !step.progress.is_settled())
    {
        return no(NoticeRejection::StillWaits { notice, step: step.clone() });
    }
    let by_itself = paper.content.by_itself && paper.content.waits_for.is_some();
    if context.actor == Actor::Bascule && !by_itself {
        return no(NoticeRejection::NotByItself { notice });
    }
    agrees(room, notice, paper, anyway.as_ref(), context)?;
    let content = &paper.content;
    let mut events = happened(NoticeEvent::Published {
        notice,
        template: paper.template,
        readers: content.readers.clone(),
        channels: content.channels.clone(),
        wording: Box::new(as_read(room, content, context.now)),
        corrections: paper.corrections.clone(),
        replaces: content.replaces.clone(),
        anyway,
        said_at: None,
    })?;
    events.extend(cadence::after_notice(room, context));
    Ok(events)
}

/// What was said is said: it needs no approval and may contradict the plan.
fn record(room: &Room, content: &Content, at: Option<Timestamp>, context: &Context) -> Decision {
    let notice = next(room)?;
    may_say(room, notice, content)?;
    if at.is_some_and(|at| at > context.now) {
        return Err(Rejection::TimeInFuture);
    }
    if !content.fr.is_whole() && !content.en.is_whole() {
        return no(NoticeRejection::Incomplete { notice, language: Language::Fr });
    }
    // Without a time it was said now, and all the same not by the product: nothing sends it.
    let at = free(room, at.unwrap_or(context.now));
    happened(NoticeEvent::Published {
        notice,
        template: Template::Blank,
        readers: content.readers.clone(),
        channels: content.channels.clone(),
        wording: Box::new(as_read(room, content, at)),
        corrections: Vec::new(),
        replaces: content.replaces.clone(),
        anyway: None,
        said_at: Some(at),
    })
}

/// The moment, or the next microsecond at which nothing else was said: outside, a notice goes by
/// when it was said.
fn free(room: &Room, at: Timestamp) -> Timestamp {
    let taken = |at: &Timestamp| room.word.notices.published.values().any(|it| it.at == *at);
    let mut next = (at.micros()..).map(Timestamp::from_micros);
    next.find(|at| !taken(at)).unwrap_or(at)
}

fn withdraw(room: &Room, notice: NoticeId, reason: Reason) -> Decision {
    match room.word.notices.published.get(&notice).map(|published| &published.fate) {
        Some(Fate::Out) => happened(NoticeEvent::Withdrawn { notice, reason }),
        Some(Fate::Superseded { .. } | Fate::Withdrawn { .. }) => {
            no(NoticeRejection::NotOut { notice })
        }
        None => {
            draft(room, notice)?;
            happened(NoticeEvent::Dropped { notice, reason })
        }
    }
}

fn next(room: &Room) -> Result<NoticeId, Rejection> {
    let notice = room.word.notices.next_id();
    if notice.0 > NOTICES_MAX {
        return Err(word(NoticeRejection::TooMany { max: NOTICES_MAX }));
    }
    Ok(notice)
}

/// A paper that may still be changed.
fn draft(room: &Room, notice: NoticeId) -> Result<&Paper, Rejection> {
    let notices = &room.word.notices;
    match notices.papers.get(&notice) {
        Some(paper) if paper.standing.is_open() => Ok(paper),
        Some(_) => Err(word(NoticeRejection::NoDraft { notice })),
        None if notices.published.contains_key(&notice) => {
            Err(word(NoticeRejection::NoDraft { notice }))
        }
        None => Err(word(NoticeRejection::Unknown { notice })),
    }
}

fn unchanged_since(paper: &Paper, notice: NoticeId, version: Seq) -> Result<(), Rejection> {
    if paper.version == version {
        return Ok(());
    }
    Err(word(NoticeRejection::ChangedSince { notice, version: paper.version }))
}

/// Everything it names must be there.
fn may_say(room: &Room, notice: NoticeId, content: &Content) -> Result<(), Rejection> {
    let notices = &room.word.notices;
    if let Some(readers) = content.readers.iter().find(|id| !notices.readers.contains_key(*id)) {
        return Err(word(NoticeRejection::UnknownReaders { readers: readers.clone() }));
    }
    if let Some(step) = content.waits_for.as_ref().filter(|step| !room.steps.contains_key(*step)) {
        return Err(Rejection::UnknownStep { step: step.clone() });
    }
    match content.replaces.as_ref().map(|replaces| replaces.notice) {
        Some(replaced) if replaced == notice => {
            Err(word(NoticeRejection::ReplacesItself { notice }))
        }
        Some(replaced) if !notices.published.contains_key(&replaced) => {
            Err(word(NoticeRejection::Unknown { notice: replaced }))
        }
        Some(_) | None => Ok(()),
    }
}

fn is_whole(notice: NoticeId, content: &Content) -> Result<(), Rejection> {
    let missing = [Language::Fr, Language::En].into_iter().find(|l| !content.of(*l).is_whole());
    match missing {
        Some(language) => Err(word(NoticeRejection::Incomplete { notice, language })),
        None => Ok(()),
    }
}

/// A text that contradicts plan or forecast goes no further without a reason, which is then in
/// the log.
fn agrees(
    room: &Room,
    notice: NoticeId,
    paper: &Paper,
    anyway: Option<&Reason>,
    context: &Context,
) -> Result<(), Rejection> {
    if anyway.is_some() {
        return Ok(());
    }
    match contradiction(room, &paper.content, &paper.corrections, context.now) {
        Some(phrase) => Err(word(NoticeRejection::Contradicts { notice, phrase })),
        None => Ok(()),
    }
}

/// The text as its readers get it, with the values its facts have now.
fn as_read(room: &Room, content: &Content, now: Timestamp) -> PublishedText {
    let all = values(room, now);
    let mut used = Vec::new();
    let mut said = |language| {
        let wording = content.of(language);
        let mut part = |text: Option<&str>| {
            let resolved = resolve(text.unwrap_or_default(), language, &all);
            used.extend(resolved.facts.iter().map(|placed| placed.fact));
            resolved.text
        };
        Said {
            title: part(wording.title.as_ref().map(|title| title.as_str())),
            text: part(wording.text.as_ref().map(|text| text.as_str())),
        }
    };
    let (fr, en) = (said(Language::Fr), said(Language::En));
    let values = all.into_iter().filter(|value| used.contains(&value.fact)).collect();
    PublishedText { fr, en, values }
}

fn happened(event: NoticeEvent) -> Decision {
    Ok(vec![Event::Word(WordEvent::Notice(event))])
}

fn no(rejection: NoticeRejection) -> Decision {
    Err(word(rejection))
}

fn word(rejection: NoticeRejection) -> Rejection {
    Rejection::Word(WordRejection::Notice(rejection))
}
