//! What the words of a notice promise, and whether that agrees with the plan.

use super::{Correction, Reading};
use crate::{
    forecast::forecast,
    promise::{
        ClockTime, Counted, DayHint, Facts, Language, Promised, Said, SaidLength, SaidTime,
        TimeKind, Verdict, found_in, judge, promised,
    },
    room::{Interruption, Room},
    time::{Timestamp, Zone},
    word::notice::{Content, resolve, values},
};

/// Title or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The text.
    Text,
}

/// Some words that promise something, or that somebody took for a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where they stand.
    pub part: Part,
    /// Where they begin, in bytes.
    pub from: usize,
    /// Where they end, in bytes.
    pub to: usize,
    /// The words.
    pub phrase: String,
    /// What they say; nothing when their author said so.
    pub said: Option<Said>,
    /// Whether their author corrected what was found.
    pub corrected: bool,
    /// Whether it agrees.
    pub verdict: Verdict,
    /// The end they promise, where they promise one.
    pub end: Option<Timestamp>,
}

/// What a text is compared with; `None` before there is a plan. `written` is when it was sent, or
/// now.
#[must_use]
pub fn facts(room: &Room, now: Timestamp, written: Timestamp) -> Option<Facts> {
    let charter = room.charter.as_ref()?;
    let (started, end) = match room.interruption() {
        Interruption::NotYet => (None, forecast(room, now).open_again),
        Interruption::Since(since) => (Some(since), forecast(room, now).open_again),
        Interruption::Over { since, until } => (Some(since), until),
    };
    Some(Facts {
        window: charter.window,
        interruption: charter.interruption,
        started,
        forecast_end: Some(end),
        zone: charter.zone.clone(),
        written,
    })
}

/// Every promise in a title and a text as their readers get them, in the order of the words.
#[must_use]
pub fn marks(
    title: &str,
    text: &str,
    language: Language,
    corrections: &[Correction],
    facts: &Facts,
) -> Vec<Mark> {
    let parts = [(Part::Title, title), (Part::Text, text)];
    parts
        .into_iter()
        .flat_map(|(part, text)| in_part(part, text, language, corrections, facts))
        .collect()
}

/// Every promise in a draft as it would be read now.
#[must_use]
pub fn marks_of(
    room: &Room,
    content: &Content,
    language: Language,
    corrections: &[Correction],
    now: Timestamp,
) -> Vec<Mark> {
    let Some(facts) = facts(room, now, now) else { return Vec::new() };
    let values = values(room, now);
    let wording = content.of(language);
    let read = |text: Option<&str>| resolve(text.unwrap_or_default(), language, &values).text;
    let title = read(wording.title.as_ref().map(|title| title.as_str()));
    let text = read(wording.text.as_ref().map(|text| text.as_str()));
    marks(&title, &text, language, corrections, &facts)
}

/// The first words of a draft that contradict plan or forecast.
pub fn contradiction(
    room: &Room,
    content: &Content,
    corrections: &[Correction],
    now: Timestamp,
) -> Option<String> {
    [Language::Fr, Language::En]
        .into_iter()
        .flat_map(|language| marks_of(room, content, language, corrections, now))
        .find(|mark| mark.verdict.contradicts())
        .map(|mark| mark.phrase)
}

fn in_part(
    part: Part,
    text: &str,
    language: Language,
    corrections: &[Correction],
    facts: &Facts,
) -> Vec<Mark> {
    let mine = || corrections.iter().filter(|it| it.language == language);
    let mut places: Vec<(usize, usize, Option<Said>, bool)> = Vec::new();
    // What the author said goes first: words that were corrected are not read again.
    for correction in mine().filter(|it| !it.phrase.is_empty()) {
        for (from, phrase) in text.match_indices(correction.phrase.as_str()) {
            let to = from + phrase.len();
            if !places.iter().any(|place| place.0 < to && from < place.1) {
                places.push((from, to, correction.reading.said(&facts.zone), true));
            }
        }
    }
    for found in found_in(text, language) {
        let (from, to) = (found.from as usize, found.to as usize);
        if !places.iter().any(|place| place.0 < to && from < place.1) {
            places.push((from, to, Some(found.said), false));
        }
    }
    places.sort_by_key(|place| place.0);
    let mark = |(from, to, said, corrected): (usize, usize, Option<Said>, bool)| Mark {
        part,
        from,
        to,
        phrase: text.get(from..to).unwrap_or_default().to_owned(),
        verdict: said.as_ref().map_or(Verdict::NotAPromise, |said| judge(said, facts)),
        end: said.as_ref().and_then(|said| end_of(said, facts)),
        said,
        corrected,
    };
    places.into_iter().map(mark).collect()
}

/// The end that is promised.
fn end_of(said: &Said, facts: &Facts) -> Option<Timestamp> {
    match promised(said, facts) {
        Promised::End(end) | Promised::Span { to: end, .. } => Some(end),
        Promised::Length(length) => Some(facts.start().plus(length)),
        Promised::Start(_) | Promised::Nothing | Promised::Unclear(_) => None,
    }
}

impl Reading {
    /// The same as if it had been found.
    fn said(self, zone: &Zone) -> Option<Said> {
        match self {
            Self::NoPromise => None,
            Self::Lasts { length } => Some(Said::Length(SaidLength {
                least: None,
                most: Some(length),
                about: false,
                counted: Counted::FromStart,
                of_interruption: false,
            })),
            Self::EndsAt { end } => {
                let civil = zone.civil(end);
                let day = DayHint::Date {
                    day: u8::try_from(civil.day).ok()?,
                    month: u8::try_from(civil.month).ok()?,
                    year: u16::try_from(civil.year).ok(),
                };
                Some(Said::At(SaidTime {
                    clock: ClockTime::new(civil.hour, civil.minute, civil.second)?,
                    either_half: false,
                    day: Some(day),
                    zone: None,
                    kind: TimeKind::Until,
                }))
            }
        }
    }
}
