//! Which day and which zone: "mercredi 7 septembre", "tomorrow", "7/09", "CET", "UTC+2".

use super::{
    DayHint, ZoneHint,
    cursor::Cursor,
    words::{Part, Words},
};

/// Takes a day and the part of it: "demain soir", "on Wednesday, September 7th,".
pub(super) fn day(cursor: &mut Cursor<'_>, words: &Words) -> Option<(DayHint, Option<Part>)> {
    let mut here = *cursor;
    let (day, mut part) = match here.take_any(words.days) {
        Some(named) => named,
        None => {
            here.take_one(words.day_leads);
            (dated(&mut here, words)?, None)
        }
    };
    part = part.or_else(|| here.take_any(words.parts));
    here.take(",");
    *cursor = here;
    Some((day, part))
}

fn dated(cursor: &mut Cursor<'_>, words: &Words) -> Option<DayHint> {
    let weekday = cursor.take_any(words.weekdays);
    let mut here = *cursor;
    if weekday.is_some() {
        here.take(",");
        here.take("prochain");
        here.take_one(words.day_leads);
    }
    if let Some(date) = date(&mut here, words) {
        *cursor = here;
        return Some(date);
    }
    cursor.take("prochain");
    weekday.map(DayHint::Weekday)
}

fn date(cursor: &mut Cursor<'_>, words: &Words) -> Option<DayHint> {
    if cursor.inside_number() {
        return None;
    }
    let mut here = *cursor;
    let found = day_and_month(&mut here, words)
        .or_else(|| {
            here = *cursor;
            month_and_day(&mut here, words)
        })
        .or_else(|| {
            here = *cursor;
            slashed(&mut here)
        })
        .or_else(|| {
            here = *cursor;
            iso(&mut here)
        })?;
    *cursor = here;
    Some(found)
}

/// "7 septembre 2016", "1er octobre", "7th of September".
fn day_and_month(cursor: &mut Cursor<'_>, words: &Words) -> Option<DayHint> {
    let day = number(cursor, 2)?;
    take_ordinal(cursor, words);
    let month = cursor.take_any(words.months)?;
    cursor.take(".");
    valid(day, u32::from(month), year(cursor))
}

/// "September 7th, 2016".
fn month_and_day(cursor: &mut Cursor<'_>, words: &Words) -> Option<DayHint> {
    let month = cursor.take_any(words.months)?;
    cursor.take(".");
    let day = number(cursor, 2)?;
    take_ordinal(cursor, words);
    let mut here = *cursor;
    here.take(",");
    let year = year(&mut here);
    if year.is_some() {
        *cursor = here;
    }
    valid(day, u32::from(month), year)
}

fn take_ordinal(cursor: &mut Cursor<'_>, words: &Words) {
    cursor.take_one(words.ordinals);
    cursor.take("of");
}

/// "7/09", "7/09/2016".
fn slashed(cursor: &mut Cursor<'_>) -> Option<DayHint> {
    let day = number(cursor, 2)?;
    cursor.take_glued("/").then_some(())?;
    let month = cursor.glued_number().filter(|token| token.text.len() <= 2)?.value()?;
    let mut here = *cursor;
    let year = if here.take_glued("/") { year(&mut here) } else { None };
    if year.is_some() {
        *cursor = here;
    }
    if month > 12 { valid(month, day, year) } else { valid(day, month, year) }
}

/// "2016-09-07", and the "T" before its time.
fn iso(cursor: &mut Cursor<'_>) -> Option<DayHint> {
    let year = year(cursor)?;
    cursor.take_glued("-").then_some(())?;
    let month = cursor.glued_number()?.value()?;
    cursor.take_glued("-").then_some(())?;
    let day = cursor.glued_number()?.value()?;
    cursor.take_glued("t");
    valid(day, month, Some(year))
}

fn number(cursor: &mut Cursor<'_>, digits: usize) -> Option<u32> {
    cursor.number().filter(|token| token.text.len() <= digits)?.value()
}

/// Four digits that are not the beginning of something else.
fn year(cursor: &mut Cursor<'_>) -> Option<u16> {
    let mut here = *cursor;
    let token = here.number().filter(|token| token.text.len() == 4)?;
    let year = token.value().filter(|year| (1970..2200).contains(year))?;
    *cursor = here;
    u16::try_from(year).ok()
}

fn valid(day: u32, month: u32, year: Option<u16>) -> Option<DayHint> {
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    let exists = (1..=31).contains(&day) && (1..=12).contains(&month);
    exists.then_some(DayHint::Date { day, month, year })
}

/// Takes a zone, with or without brackets.
pub(super) fn zone(cursor: &mut Cursor<'_>, words: &Words) -> Option<ZoneHint> {
    let mut here = *cursor;
    if here.take_glued("z") {
        *cursor = here;
        return Some(ZoneHint::Offset(0));
    }
    let bracket = here.take("(");
    let mut zone = here.take_any(words.zones)?;
    if zone == ZoneHint::Offset(0)
        && let Some(offset) = offset(&mut here)
    {
        zone = ZoneHint::Offset(offset);
    }
    if bracket && !here.take(")") {
        return None;
    }
    *cursor = here;
    Some(zone)
}

/// "+2", "+02:00", "-5" after UTC; an en dash there begins the end of a span.
fn offset(cursor: &mut Cursor<'_>) -> Option<i16> {
    let mut here = *cursor;
    let sign = if here.take_glued("+") { 1 } else { -i16::from(here.take_glued("-")) };
    let hours = here.glued_number()?.value().filter(|hours| *hours <= 14)?;
    let mut minutes = 0;
    if here.take_glued(":") {
        minutes = here.sixtieths().filter(|minutes| sign > 0 || minutes % 60 == 0)?;
    }
    if sign == 0 || here.peek().is_some_and(|next| next.glued() && next.is("h")) {
        return None;
    }
    *cursor = here;
    Some(sign * i16::try_from(hours * 60 + minutes).ok()?)
}
