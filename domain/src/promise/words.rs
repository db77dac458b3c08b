//! What a language calls things: tables of folded phrases and what they mean.

use super::{DayHint, Language, ZoneHint, en, fr};

/// The tables of a language. A phrase matches with spaces or hyphens between its words.
pub(super) struct Words {
    /// What may stand before a time or length.
    pub leads: &'static [(&'static str, Lead)],
    /// What may stand after it.
    pub tails: &'static [(&'static str, Tail)],
    /// Number words; tens combine with what follows them.
    pub numbers: &'static [(&'static str, u32)],
    /// Between tens and ones.
    pub and: &'static str,
    /// "une dizaine de": about so many.
    pub rounds: &'static [(&'static str, u32)],
    /// "quelques", "a few".
    pub vague: &'static [&'static str],
    /// "un", "an": one, and no more than an article.
    pub articles: &'static [&'static str],
    /// What may stand between a number and its unit, and whether it makes it "about".
    pub adjectives: &'static [(&'static str, bool)],
    /// Units in seconds.
    pub units: &'static [(&'static str, u32)],
    /// Lengths with a name, in seconds.
    pub wholes: &'static [(&'static str, u32)],
    /// "and a half": quarters of the unit before.
    pub quarters: &'static [(&'static str, u32)],
    /// Between the ends of a range or span; "or" ends a range alone.
    pub to: &'static [&'static str],
    /// "within the hour": from now, in seconds.
    pub soon: &'static [(&'static str, u32)],
    /// What makes a number an hour: "10 h".
    pub hour_marks: &'static [&'static str],
    /// "midi", "minuit": hours.
    pub noons: &'static [(&'static str, u32)],
    /// Minutes after the hour, as words: "et quart".
    pub past_hour: &'static [(&'static str, i32)],
    /// Minutes before which an hour is named: "half past".
    pub before_hour: &'static [(&'static str, i32)],
    /// Days, with the part of the day they may say.
    pub days: &'static [(&'static str, (DayHint, Option<Part>))],
    /// What may stand before a day.
    pub day_leads: &'static [&'static str],
    /// Monday is 0.
    pub weekdays: &'static [(&'static str, u8)],
    /// January is 1.
    pub months: &'static [(&'static str, u8)],
    /// After the number of a day: "1er", "7th".
    pub ordinals: &'static [&'static str],
    /// Parts of the day.
    pub parts: &'static [(&'static str, Part)],
    /// Zones.
    pub zones: &'static [(&'static str, ZoneHint)],
    /// What users feel: words for an interruption.
    pub felt: &'static [&'static str],
    /// Between a length and what lasts: "de", "of".
    pub of: &'static [&'static str],
    /// How words begin that say that something lasts, starts, ends.
    pub verbs: &'static [(&'static str, Verb)],
}

pub(super) const fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &fr::FR,
        Language::En => &en::EN,
    }
}

/// What a word before a time or length makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    At,
    Until,
    By,
    /// "pour 10h30" is by then, "pour 10 minutes" is so long.
    For,
    From,
    /// "de": the beginning of a span, or nothing.
    Of,
    Between,
    Around,
    After,
    Lasts,
    AtMost,
    AtLeast,
    FromNow,
    Within,
    /// It is over, or comes again: no promise.
    Gone,
    /// Not what it looks like: "après-midi".
    Stop,
}

/// What a word after a time or length makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    About,
    AtMost,
    AtLeast,
    FromNow,
    AfterEnd,
    Gone,
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    /// The evening, or early in the morning.
    Night,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Lasts,
    Starts,
    Ends,
}
