//! What was promised to whom, and whether it is still true.

use super::{Mark, facts, marks};
use crate::{
    promise::{Language, Verdict, say_by},
    room::{Interruption, Room, Stage},
    time::Timestamp,
    word::notice::{NoticeId, Published},
};

/// One promise of a published notice.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// In which notice.
    pub notice: NoticeId,
    /// That notice.
    pub published: &'a Published,
    /// In which languages it says so, and how.
    pub said: Vec<(Language, String)>,
    /// The words and the verdict, in the first of them.
    pub mark: Mark,
    /// When readers must have been told that it will not hold.
    pub say_by: Option<Timestamp>,
}

impl Entry<'_> {
    /// The words in one language, or else in the other.
    #[must_use]
    pub fn phrase(&self, language: Language) -> &str {
        let here = self.said.iter().find(|(said, _)| *said == language);
        here.map_or(&self.mark.phrase, |(_, phrase)| phrase)
    }
}

/// A promise that will not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach {
    /// The end that was promised.
    pub promised: Timestamp,
    /// The end that is expected.
    pub expected: Timestamp,
    /// When readers must know.
    pub say_by: Timestamp,
}

/// Every promise that was ever published, the latest notice first. What both languages say stands
/// once.
#[must_use]
pub fn ledger(room: &Room, now: Timestamp) -> Vec<Entry<'_>> {
    let notices = &room.word.notices;
    notices.published.iter().rev().flat_map(|(id, it)| entries(room, *id, it, now)).collect()
}

fn entries<'a>(
    room: &'a Room,
    notice: NoticeId,
    published: &'a Published,
    now: Timestamp,
) -> Vec<Entry<'a>> {
    let Some(facts) = facts(room, now, published.at) else { return Vec::new() };
    let lead_time = room.word.notices.lead_time(&published.readers);
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for language in [Language::Fr, Language::En] {
        let said = published.text.of(language);
        for mark in marks(&said.title, &said.text, language, &published.corrections, &facts) {
            let Some(what) = &mark.said else { continue };
            if mark.verdict == Verdict::NotAPromise {
                continue;
            }
            let known = entries.iter_mut().find(|entry| {
                let same = entry.mark.said.as_ref() == Some(what);
                same || (entry.mark.end.is_some()
                    && entry.mark.end == mark.end
                    && std::mem::discriminant(&entry.mark.verdict)
                        == std::mem::discriminant(&mark.verdict))
            });
            match known {
                Some(entry) if entry.said.iter().all(|(said, _)| *said != language) => {
                    entry.said.push((language, mark.phrase));
                }
                Some(_) => {}
                None => {
                    let say_by = mark.end.map(|end| say_by(end, lead_time));
                    let said = vec![(language, mark.phrase.clone())];
                    entries.push(Entry { notice, published, said, mark, say_by });
                }
            }
        }
    }
    entries
}

/// Whether the end is still ahead, so that somebody can be told of it in time.
#[must_use]
pub fn is_awaited(room: &Room) -> bool {
    match room.stage {
        Stage::Ready | Stage::Live | Stage::Watching => {
            !matches!(room.interruption(), Interruption::Over { .. })
        }
        Stage::Draft | Stage::Closed => false,
    }
}

/// The earliest end that a notice promises and that does not hold; `None` while all hold.
#[must_use]
pub fn breach(room: &Room, notice: NoticeId, now: Timestamp) -> Option<Breach> {
    let published = room.word.notices.published.get(&notice)?;
    if !published.fate.is_out() {
        return None;
    }
    let expected = facts(room, now, published.at)?.expected_end();
    let broken = |entry: &Entry<'_>| match entry.mark.verdict {
        Verdict::TooShort { .. } | Verdict::TooEarly { .. } => true,
        Verdict::StartDiffers { .. }
        | Verdict::Holds { .. }
        | Verdict::Unclear(_)
        | Verdict::NotAPromise => false,
    };
    entries(room, notice, published, now)
        .into_iter()
        .filter(broken)
        .filter_map(|entry| Some((entry.mark.end?, entry.say_by?)))
        .min()
        .map(|(promised, say_by)| Breach { promised, expected, say_by })
}
