//! An edition as JSON, for programs.

use super::{Edition, words::sentence};
use chrono::{DateTime, SecondsFormat};
use domain::{
    Timestamp,
    public::{Fate, Notice, Public, State, Words},
};
use frontend::boot::Locale;
use serde::Serialize;

/// Everything people outside are shown. Times are UTC, as RFC 3339 writes them.
#[derive(Debug, Serialize)]
pub struct Shown {
    organisation: String,
    zone: String,
    /// planned, started, delayed, called_off or back.
    state: &'static str,
    sentence: Both<String>,
    announced: Span,
    since: Option<String>,
    expected_end: Option<String>,
    expected_end_is_guess: bool,
    back_at: Option<String>,
    steps_done: u32,
    steps: u32,
    notices: Vec<ShownNotice>,
}

#[derive(Debug, Serialize)]
struct Both<T> {
    fr: T,
    en: T,
}

#[derive(Debug, Serialize)]
struct Span {
    start: String,
    end: String,
}

#[derive(Debug, Serialize)]
struct ShownNotice {
    at: String,
    /// published, replaced or withdrawn.
    state: &'static str,
    changed_at: String,
    fr: Option<ShownWords>,
    en: Option<ShownWords>,
}

#[derive(Debug, Serialize)]
struct ShownWords {
    title: String,
    text: String,
}

impl Shown {
    /// Of what is public.
    #[must_use]
    pub fn of(public: &Public) -> Self {
        let (since, end, back) = match public.state {
            State::Planned => (None, None, None),
            State::Started { since, expected_end } => (Some(since), Some(expected_end), None),
            State::Back { at } => (None, None, Some(at)),
        };
        let announced = public.announced;
        Self {
            organisation: public.organisation.to_string(),
            zone: public.zone.name.clone(),
            state: public.slug(),
            sentence: Both { fr: sentence(public, Locale::Fr), en: sentence(public, Locale::En) },
            announced: Span { start: instant(announced.start), end: instant(announced.end) },
            since: since.map(instant),
            expected_end: end.map(|end| instant(end.at)),
            expected_end_is_guess: end.is_some_and(|end| end.is_guess),
            back_at: back.map(instant),
            steps_done: public.progress.done,
            steps: public.progress.of,
            notices: public.notices.iter().map(shown).collect(),
        }
    }
}

fn shown(notice: &Notice) -> ShownNotice {
    let words = |words: &Words| ShownWords { title: words.title.clone(), text: words.text.clone() };
    ShownNotice {
        at: instant(notice.at),
        state: match notice.fate {
            Fate::Stands => "published",
            Fate::Replaced { .. } => "replaced",
            Fate::Withdrawn { .. } => "withdrawn",
        },
        changed_at: instant(notice.changed_at()),
        fr: notice.fr.as_ref().map(words),
        en: notice.en.as_ref().map(words),
    }
}

#[derive(Serialize)]
struct Numbered {
    edition: u64,
    updated: String,
    #[serde(flatten)]
    shown: Shown,
}

/// The body.
///
/// # Errors
/// When it cannot be written, which nothing of ours is known to do.
pub fn body(edition: &Edition) -> Result<String, serde_json::Error> {
    let shown = Shown::of(&edition.public);
    let updated = instant(edition.since);
    serde_json::to_string(&Numbered { edition: edition.number, updated, shown })
}

/// `2016-09-07T08:06:00Z`.
#[must_use]
pub fn instant(at: Timestamp) -> String {
    let at = DateTime::from_timestamp_micros(at.micros()).unwrap_or_default();
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
