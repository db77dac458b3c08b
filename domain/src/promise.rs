//! Promises: the times and lengths that a text says, and whether they agree with the plan.
//!
//! [`found_in`] reads a French or English text by fixed tables and small grammars: the same text
//! gives the same answer in the browser, on the server and in ten years. What it finds is shown
//! to the author, who may correct it. [`judge`] compares it with the plan, again and again as
//! plan and forecast move.
//!
//! Where it cannot be sure it finds too much rather than too little: a needless mark costs the
//! author one click, a missed promise cost the story its sellers. Deliberately not found:
//! - what is over or comes again: "10 minutes ago", "depuis 10h06", "every 5 minutes", "24h/24";
//! - a day without a time, a month, anything longer than thirty days;
//! - "a second", "un jour", "an instant", "soon": words, not measures;
//! - tokens such as `{window}`: they are facts that stay true by themselves.
//!
//! Read on in this order: `find`, `said_time`, `said_length`, `before` (how a text is read);
//! `clock`, `length`, `number`, `day` (what is read); `words` with `fr` and `en` (the tables);
//! `token`, `cursor` (what they stand on); then `moment` and `judge` (what it means).

mod before;
mod clock;
mod cursor;
mod day;
mod en;
mod find;
mod fr;
mod judge;
mod length;
mod moment;
mod number;
mod said_length;
mod said_time;
mod token;
mod words;

use crate::time::Length;
use serde::{Deserialize, Serialize};

pub use judge::{Facts, Measure, Verdict, Why, judge, say_by};
pub use moment::{Promised, promised};

/// Everything that a text says about times and lengths, in the order of the text, without overlap.
///
/// Takes time in proportion to the text: every attempt to read a phrase sees a bounded number of
/// tokens.
#[must_use]
pub fn found_in(text: &str, language: Language) -> Vec<Found> {
    find::found_in(text, language)
}

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

/// One time or length found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Where it begins, in bytes. The words before it ("until", "about") stay outside, so that the
    /// range can be replaced by a fact.
    pub from: u32,
    /// Where it ends, in bytes.
    pub to: u32,
    /// What it says.
    pub said: Said,
}

/// What a text says, before anybody knows what it means on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// How long.
    Length(SaidLength),
    /// When.
    At(SaidTime),
    /// From when to when. "Between" makes the first [`TimeKind::After`], "from" [`TimeKind::From`].
    Span {
        /// The first moment.
        from: SaidTime,
        /// The last moment.
        to: SaidTime,
    },
}

/// A length, as said. "10 minutes" has both bounds, "less than 10" one, "a few minutes" none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidLength {
    /// At least so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Length>,
    /// At most so long: what is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Length>,
    /// "About", "une dizaine". It changes no verdict: readers remember the number.
    pub about: bool,
    /// From when it is counted.
    pub counted: Counted,
    /// Whether the text calls it an interruption, an outage, downtime.
    pub of_interruption: bool,
}

/// From when a length is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// From the start: "for 10 minutes".
    FromStart,
    /// From the moment of writing to the end: "in 10 minutes", "d'ici 10 minutes".
    FromNow,
    /// From the moment of writing to the start: "starts in 10 minutes".
    BeforeStart,
    /// From the announced end: "10 minutes late", "10 minutes de plus".
    AfterEnd,
}

/// A time of the day, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidTime {
    /// What the clock shows.
    pub clock: ClockTime,
    /// Whether "10:30" may also be half past ten in the evening: no a.m., no leading zero.
    pub either_half: bool,
    /// Of which day, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<DayHint>,
    /// In which zone, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneHint>,
    /// What the words around it make of it.
    pub kind: TimeKind,
}

/// A time on the clock, in seconds since midnight, at most 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct ClockTime(u32);

impl ClockTime {
    /// From hour, minute and second; 24:00:00 is the end of the day, and nothing is later.
    #[must_use]
    pub const fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        if minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second > 0) {
            return None;
        }
        Some(Self(hour * 3600 + minute * 60 + second))
    }

    /// Seconds since midnight, at most 86,400.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for ClockTime {
    type Error = &'static str;
    fn try_from(seconds: u32) -> Result<Self, Self::Error> {
        if seconds <= 86_400 { Ok(Self(seconds)) } else { Err("clock: at most 86400 seconds") }
    }
}

impl From<ClockTime> for u32 {
    fn from(clock: ClockTime) -> Self {
        clock.0
    }
}

/// What the words around a time make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// "at 10:30", "midi".
    Plain,
    /// "until 10:30", "jusqu'à 10h30".
    Until,
    /// "by 10:30", "avant 10h30", "au plus tard à 10h30".
    By,
    /// "from 10:06", "starts at 10:06", "dès 10h06".
    From,
    /// "around 10:30", "vers 10h30".
    Around,
    /// "after 10:30", "pas avant 10h30".
    After,
}

/// The day of a time, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayHint {
    /// So many days after the day of writing: 0 is today, 1 tomorrow.
    InDays(u8),
    /// The next such day, 0 is Monday; the day of writing counts.
    Weekday(u8),
    /// A date. "7/09" is read the European way.
    Date {
        /// Day of the month.
        day: u8,
        /// Month, 1 to 12.
        month: u8,
        /// Year; without one, the date nearest to the window.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        year: Option<u16>,
    },
}

/// The zone of a time, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneHint {
    /// Minutes to add to UTC.
    Offset(i16),
    /// The wall of Paris or Brussels. "CET" and "CEST" are both read so: hardly anybody who writes
    /// "10:30 CET" in summer means half past eleven.
    Central,
    /// "local time": the room's own zone.
    Room,
}
