//! What a clock shows: "10:30", "10h30", "half past ten", "midi", "2 pm".

use super::{ClockTime, cursor::Cursor, number::in_words, token::Kind, words::Words};

/// A time on the clock and how sure it is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub time: ClockTime,
    /// No a.m., no p.m., no leading zero, and an hour that both halves of the day have.
    pub either_half: bool,
    /// "2h30" may as well be a length.
    pub sure: bool,
}

impl Clock {
    fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        let time = ClockTime::new(hour, minute, second)?;
        Some(Self { time, either_half: (1..12).contains(&hour), sure: true })
    }

    fn halved(self, half: Option<Half>) -> Option<Self> {
        let Some(half) = half else { return Some(self) };
        let seconds = self.time.seconds();
        let (hour, rest) = (seconds / 3600, seconds % 3600);
        if !(1..=12).contains(&hour) {
            return None;
        }
        let hour = hour % 12 + if half == Half::Pm { 12 } else { 0 };
        let time = ClockTime::new(hour, rest / 60, rest % 60)?;
        Some(Self { time, either_half: false, sure: true })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

const HALVES: &[(&str, Half)] = &[
    ("am", Half::Am),
    ("a . m", Half::Am),
    ("a . m .", Half::Am),
    ("pm", Half::Pm),
    ("p . m", Half::Pm),
    ("p . m .", Half::Pm),
];

/// Takes a time. `announced` says that a word such as "until" stands before it, which is enough
/// to read "10.30" as a time.
pub(super) fn clock(cursor: &mut Cursor<'_>, words: &Words, announced: bool) -> Option<Clock> {
    if cursor.inside_number() {
        return None;
    }
    let mut here = *cursor;
    let clock = noon(&mut here, words)
        .or_else(|| before_hour(&mut here, words))
        .or_else(|| digits(&mut here, words, announced))
        .or_else(|| in_hours(&mut here, words))?;
    *cursor = here;
    Some(clock)
}

/// Takes "10" as an hour, for "from 10 to 10:30": the caller knows that a time follows.
pub(super) fn bare_hour(cursor: &mut Cursor<'_>) -> Option<Clock> {
    if cursor.inside_number() {
        return None;
    }
    let hour = cursor.number()?;
    either_half(Clock::new(hour.value()?, 0, 0)?, &hour.text)
}

/// A leading zero says the first half of the day.
fn either_half(clock: Clock, hour: &str) -> Option<Clock> {
    let either_half = clock.either_half && !hour.starts_with('0');
    (hour.len() <= 2).then_some(Clock { either_half, ..clock })
}

/// "midi", "midi et demi", "12 noon", "midi trente".
fn noon(cursor: &mut Cursor<'_>, words: &Words) -> Option<Clock> {
    let mut here = *cursor;
    if here.take("12") && here.peek().is_some_and(|next| next.glued()) {
        return None;
    }
    let hour = here.take_any(words.noons)?;
    let minutes = past_hour(&mut here, words).unwrap_or(0);
    *cursor = here;
    let seconds = (i64::from(hour) * 60 + i64::from(minutes)).rem_euclid(1440) as u32;
    Clock::new(seconds / 60, seconds % 60, 0)
}

/// "half past ten", "twenty to eleven".
fn before_hour(cursor: &mut Cursor<'_>, words: &Words) -> Option<Clock> {
    let mut here = *cursor;
    let minutes = here.take_any(words.before_hour)?;
    let hour = match here.number() {
        Some(token) => token.value()?,
        None => in_words(&mut here, words).filter(|_| words.before_hour.len() > 1)?,
    };
    if !(1..=12).contains(&hour) {
        return None;
    }
    let article = here.before().next().is_some_and(|token| token.is("a") || token.is("an"));
    // "ten to a dozen", "five to ten minutes".
    let mut unit = here;
    if article || unit.take_any(words.units).is_some() {
        return None;
    }
    let minutes = (hour as i32 * 60 + minutes) as u32;
    let clock = Clock::new(minutes / 60, minutes % 60, 0)?;
    here.take("o clock");
    let clock = clock.halved(here.take_any(HALVES))?;
    *cursor = here;
    Some(clock)
}

/// "10:30", "10:30:45", "10.30 am", "2 pm", "10 o'clock", "10h30".
fn digits(cursor: &mut Cursor<'_>, words: &Words, announced: bool) -> Option<Clock> {
    let mut here = *cursor;
    let hour = here.number().filter(|token| token.text.len() <= 2)?;
    let value = hour.value()?;
    let clock = if here.take_glued(":") {
        let minute = here.sixtieths()?;
        let second = if here.take_glued(":") { here.sixtieths()? } else { 0 };
        let clock = Clock::new(value, minute, second)?.halved(here.take_any(HALVES))?;
        if goes_on(&here, &[":", "%"]) {
            return None;
        }
        // "14:00h", "14:00 hrs".
        here.take_one(&["h", "hrs"]);
        clock
    } else if here.take_glued(".") {
        let clock = Clock::new(value, here.sixtieths()?, 0)?;
        let half = here.take_any(HALVES);
        if half.is_none()
            && (!announced || goes_on(&here, &[":", ".", ",", "%"]) || is_price(&here))
        {
            return None;
        }
        clock.halved(half)?
    } else if let Some(half) = here.take_any(HALVES) {
        Clock::new(value, 0, 0)?.halved(Some(half))?
    } else if here.take("o clock") {
        Clock::new(value, 0, 0)?.halved(here.take_any(HALVES))?
    } else {
        hour_marked(&mut here, words, value)?
    };
    *cursor = here;
    either_half(clock, &hour.text)
}

/// Whether what comes next belongs to the same number.
fn goes_on(cursor: &Cursor<'_>, marks: &[&str]) -> bool {
    let next_is = |ahead: usize, kind| {
        cursor.nth(ahead).is_some_and(|token| token.glued() && token.kind == kind)
    };
    let marked =
        cursor.peek().is_some_and(|token| token.glued() && marks.iter().any(|m| token.is(m)));
    next_is(0, Kind::Number)
        || (marked && (next_is(1, Kind::Number) || cursor.peek().is_some_and(|t| t.is("%"))))
}

/// "10.30 €", "10.30 points", "10.30 or".
fn is_price(cursor: &Cursor<'_>) -> bool {
    const MONEY: [&str; 9] = ["€", "$", "£", "%", "eur", "euros", "dollars", "percent", "points"];
    let first = cursor.before().nth(3);
    let marked = first.is_some_and(|token| MONEY.iter().any(|mark| token.is(mark)));
    marked || cursor.peek().is_some_and(|token| MONEY.iter().any(|mark| token.is(mark)))
}

/// "dix heures et demie", "ten o'clock", "two pm".
fn in_hours(cursor: &mut Cursor<'_>, words: &Words) -> Option<Clock> {
    let mut here = *cursor;
    let hour = in_words(&mut here, words)?;
    let clock = if let Some(half) = here.take_any(HALVES) {
        Clock::new(hour, 0, 0)?.halved(Some(half))?
    } else if here.take("o clock") {
        Clock::new(hour, 0, 0)?.halved(here.take_any(HALVES))?
    } else {
        hour_marked(&mut here, words, hour)?
    };
    *cursor = here;
    Some(clock)
}

/// What follows the hour of "10h", "10 h 30", "dix heures moins le quart".
fn hour_marked(cursor: &mut Cursor<'_>, words: &Words, hour: u32) -> Option<Clock> {
    if !cursor.same_line() || !cursor.take_one(words.hour_marks) {
        return None;
    }
    let minutes = past_hour(cursor, words).unwrap_or(0);
    let mut after = *cursor;
    if after.glued_number().is_some() {
        return None;
    }
    let minutes = u32::try_from(i64::from(hour) * 60 + i64::from(minutes)).ok()?;
    Some(Clock { sure: false, ..Clock::new(minutes / 60, minutes % 60, 0)? })
}

/// Minutes after the hour: "30", "et demie", "moins le quart", "trente".
fn past_hour(cursor: &mut Cursor<'_>, words: &Words) -> Option<i32> {
    if let Some(minutes) = cursor.take_any(words.past_hour) {
        return Some(minutes);
    }
    let mut here = *cursor;
    if !here.same_line() {
        return None;
    }
    let touches = here.peek()?.glued();
    let minutes = match here.number() {
        Some(token) if token.text.len() == 2 || (touches && token.text.len() == 1) => {
            token.value()?
        }
        Some(_) => return None,
        None => in_words(&mut here, words).filter(|minutes| *minutes > 1)?,
    };
    if minutes > 59 || goes_on(&here, &[":", "."]) {
        return None;
    }
    *cursor = here;
    i32::try_from(minutes).ok()
}
