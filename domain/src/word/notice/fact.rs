//! Live facts in a text: `{forecast end}` stays true by itself until the text goes out, and the
//! value it had then is kept.

use crate::{
    forecast::forecast,
    promise::Language,
    room::{Interruption, Room},
    time::{Length, Timestamp, Zone},
};
use serde::{Deserialize, Serialize};

/// Something the room knows better than whoever writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The reserved length.
    Window,
    /// The length that users are expected to feel.
    Interruption,
    /// When users began to feel it, or will by the plan.
    Start,
    /// The end of the window.
    AnnouncedEnd,
    /// Where the end will be, or was.
    ForecastEnd,
    /// How many steps are done, of how many.
    StepsDone,
}

impl Fact {
    /// Every fact, in the order of the desk.
    pub const ALL: [Self; 6] = [
        Self::Start,
        Self::AnnouncedEnd,
        Self::ForecastEnd,
        Self::Window,
        Self::Interruption,
        Self::StepsDone,
    ];

    /// As written between brackets. Both languages are read in either text.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Window, Language::En) => "window",
            (Self::Window, Language::Fr) => "fenêtre",
            (Self::Interruption, _) => "interruption",
            (Self::Start, Language::En) => "start",
            (Self::Start, Language::Fr) => "début",
            (Self::AnnouncedEnd, Language::En) => "announced end",
            (Self::AnnouncedEnd, Language::Fr) => "fin annoncée",
            (Self::ForecastEnd, Language::En) => "forecast end",
            (Self::ForecastEnd, Language::Fr) => "fin prévue",
            (Self::StepsDone, Language::En) => "steps done",
            (Self::StepsDone, Language::Fr) => "étapes faites",
        }
    }

    /// With its brackets, as it is inserted.
    #[must_use]
    pub fn token(self, language: Language) -> String {
        format!("{{{}}}", self.name(language))
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let is = |fact: &Self| [Language::En, Language::Fr].iter().any(|l| fact.name(*l) == name);
        Self::ALL.into_iter().find(is)
    }
}

/// A fact and what it is, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Which fact.
    pub fact: Fact,
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Value {
    /// In one language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// Every fact as it is now; none before there is a plan.
#[must_use]
pub fn values(room: &Room, now: Timestamp) -> Vec<Value> {
    let Some(charter) = &room.charter else { return Vec::new() };
    let window = charter.window;
    let (start, end) = match room.interruption() {
        Interruption::NotYet => (window.start, forecast(room, now).open_again),
        Interruption::Since(since) => (since, forecast(room, now).open_again),
        Interruption::Over { since, until } => (since, until),
    };
    let (done, of) = room.progress();
    let at = |at: Timestamp| {
        (said_at(&charter.zone, at, Language::Fr), said_at(&charter.zone, at, Language::En))
    };
    let long = |length: Length| (said_length(length), said_length(length));
    let value = |fact| {
        let (fr, en) = match fact {
            Fact::Window => long(window.length),
            Fact::Interruption => long(charter.interruption),
            Fact::Start => at(start),
            Fact::AnnouncedEnd => at(window.end()),
            Fact::ForecastEnd => at(end),
            Fact::StepsDone => (format!("{done} sur {of}"), format!("{done} of {of}")),
        };
        Value { fact, fr, en }
    };
    Fact::ALL.into_iter().map(value).collect()
}

/// `10:06`, in French `10h06`.
fn said_at(zone: &Zone, at: Timestamp, language: Language) -> String {
    let civil = zone.civil(at);
    let between = match language {
        Language::Fr => 'h',
        Language::En => ':',
    };
    format!("{:02}{between}{:02}", civil.hour, civil.minute)
}

/// `30 minutes`, `1 h 30`: the same in both languages.
fn said_length(length: Length) -> String {
    match length.minutes() {
        1 => "1 minute".into(),
        minutes @ 0..60 => format!("{minutes} minutes"),
        minutes if minutes % 60 == 0 => format!("{} h", minutes / 60),
        minutes => format!("{} h {:02}", minutes / 60, minutes % 60),
    }
}

/// A text as its readers get it, and where in it the facts stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The text.
    pub text: String,
    /// Its facts in order, without overlap.
    pub facts: Vec<Placed>,
}

/// Where a fact stands in a resolved text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub fact: Fact,
    /// Where its value begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
}

/// Puts the values in. What is in brackets and no fact of ours stays as it was typed.
#[must_use]
pub fn resolve(text: &str, language: Language, values: &[Value]) -> Resolved {
    let mut resolved = Resolved { text: String::with_capacity(text.len()), facts: Vec::new() };
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        resolved.text.push_str(&rest[..open]);
        rest = &rest[open..];
        // The longest name has 13 letters; far brackets are not looked for.
        let close = rest.char_indices().take(40).find(|(at, c)| *at > 0 && matches!(c, '}' | '{'));
        let named = close
            .filter(|(at, _)| rest[*at..].starts_with('}'))
            .and_then(|(at, _)| Some((at, Fact::named(&rest[1..at])?)));
        let known = named
            .and_then(|(at, fact)| Some((at, fact, values.iter().find(|it| it.fact == fact)?)));
        if let Some((at, fact, value)) = known {
            let from = resolved.text.len();
            resolved.text.push_str(value.of(language));
            resolved.facts.push(Placed { fact, from, to: resolved.text.len() });
            rest = &rest[at + 1..];
        } else {
            resolved.text.push('{');
            rest = &rest[1..];
        }
    }
    resolved.text.push_str(rest);
    resolved
}
