//! How long: "10 minutes", "1h30", "an hour and a half", "10 à 15 minutes".

use super::{
    cursor::Cursor,
    number::{Quantity, in_words, quantity},
    token::Kind,
    words::Words,
};
use crate::time::Length;

/// A length or a range of lengths, without the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub least: Option<Length>,
    pub most: Option<Length>,
    pub about: bool,
}

/// One length and the unit it began with.
struct One {
    /// `None` is "a few".
    seconds: Option<u64>,
    unit: u32,
    about: bool,
    or_more: bool,
    /// "2h", "2 heures": may as well be a time.
    may_be_time: bool,
}

/// Takes a length or a range of lengths.
pub(super) fn stretch(cursor: &mut Cursor<'_>, words: &Words, between: bool) -> Option<Stretch> {
    if let Some(range) = range(cursor, words, between) {
        return Some(range);
    }
    let one = one(cursor, words)?;
    let length = match one.seconds {
        Some(seconds) => Some(bounded(seconds)?),
        None => None,
    };
    let most = if one.or_more { None } else { length };
    Some(Stretch { least: length, most, about: one.about })
}

/// Takes "10 to 15 minutes", "30 minutes to an hour".
fn range(cursor: &mut Cursor<'_>, words: &Words, between: bool) -> Option<Stretch> {
    let mut here = *cursor;
    let (least, most) = match one(&mut here, words) {
        Some(first) => {
            join(&mut here, words, between)?;
            let second = one(&mut here, words)?;
            let hours = second.seconds? / 3600;
            // "15 minutes à 14h", "10h30 ou 11h".
            if second.may_be_time && hours >= 6 {
                return None;
            }
            (first, second)
        }
        None => {
            if here.take_one(&["a", "an"]) {
                return None;
            }
            let low = quantity(&mut here, words)?;
            join(&mut here, words, between)?;
            let second = one(&mut here, words)?;
            (One { seconds: Some(seconds(low, second.unit)?), ..second }, second)
        }
    };
    let (low, high) = (bounded(least.seconds?)?, bounded(most.seconds?)?);
    if low >= high {
        return None;
    }
    *cursor = here;
    Some(Stretch { least: Some(low), most: Some(high), about: least.about || most.about })
}

fn join(cursor: &mut Cursor<'_>, words: &Words, between: bool) -> Option<()> {
    let joined =
        cursor.take_dash() || cursor.take_one(words.to) || (between && cursor.take(words.and));
    joined.then_some(())
}

fn one(cursor: &mut Cursor<'_>, words: &Words) -> Option<One> {
    if let Some((seconds, about)) = whole(cursor, words) {
        let seconds = Some(u64::from(seconds));
        return Some(One { seconds, unit: 3600, about, or_more: false, may_be_time: false });
    }
    let mut here = *cursor;
    let amount = quantity(&mut here, words)?;
    here.take_dash();
    let named = here.peek()?;
    let unit = unit(&mut here, words, amount)?;
    let Quantity { about, or_more, .. } = amount;
    let Some(mut total) = seconds(amount, unit) else {
        *cursor = here;
        return Some(One { seconds: None, unit, about: true, or_more, may_be_time: false });
    };
    let mut may_be_time = words.hour_marks.iter().any(|mark| named.is(mark));
    if let Some(quarters) = here.take_any(words.quarters) {
        total += u64::from(unit) * u64::from(quarters) / 4;
    } else {
        let mut below = unit;
        while let Some((more, smaller, named)) = smaller(&mut here, words, below) {
            total += more;
            below = smaller;
            may_be_time &= !named;
        }
    }
    // "99h99" is neither.
    if here.glued_number().is_some() {
        return None;
    }
    *cursor = here;
    Some(One { seconds: Some(total), unit, about, or_more, may_be_time })
}

/// "une demi-heure", "une bonne demi-heure": seconds and whether about.
fn whole(cursor: &mut Cursor<'_>, words: &Words) -> Option<(u32, bool)> {
    if cursor.inside_number() {
        return None;
    }
    if let Some(seconds) = cursor.take_any(words.wholes) {
        return Some((seconds, false));
    }
    let mut here = *cursor;
    if !here.take_one(words.articles) {
        return None;
    }
    here.take_any(words.adjectives)?;
    let seconds = here.take_any(words.wholes)?;
    *cursor = here;
    Some((seconds, true))
}

/// Takes a unit, in seconds, where it can be one after this amount.
fn unit(cursor: &mut Cursor<'_>, words: &Words, amount: Quantity) -> Option<u32> {
    let token = cursor.peek()?;
    let in_quotes = cursor.before().nth(1).is_some_and(|token| token.is("'") || token.is("the"));
    let unit = cursor.take_any(words.units)?;
    let next_is_text = cursor.peek().is_some_and(|next| next.glued() && next.kind != Kind::Symbol);
    let possible = match token.text.as_str() {
        // A prime: "10'", but not '10', 10's, 5'10.
        "'" => token.glued() && !in_quotes && !next_is_text,
        // "the 90s".
        "s" => !(token.glued() && in_quotes),
        // "a second", "un jour": no measure.
        "second" | "seconde" | "jour" | "day" => !amount.one_in_words,
        _ => true,
    };
    possible.then_some(unit)
}

/// What follows a unit: "h30", "1 hour and 15 minutes", "une heure trente". Seconds, the unit,
/// and whether the unit was named.
fn smaller(cursor: &mut Cursor<'_>, words: &Words, below: u32) -> Option<(u64, u32, bool)> {
    let mut here = *cursor;
    if !here.same_line() {
        return None;
    }
    let linked = here.take(words.and) | here.take(",");
    let start = here;
    if let Some(amount) = quantity(&mut here, words) {
        here.take_dash();
        let unit = if here.take("m") { Some(60) } else { unit(&mut here, words, amount) };
        if let Some(unit) = unit.filter(|unit| *unit < below) {
            *cursor = here;
            return Some((seconds(amount, unit)?, unit, true));
        }
    }
    // "1h30", "une heure trente", "1min30".
    here = start;
    if linked || !matches!(below, 3600 | 60) {
        return None;
    }
    let glued = here.peek()?.glued();
    let value = match here.number() {
        Some(token) if token.text.len() == 2 => token.value().filter(|value| *value < 60)?,
        Some(_) => return None,
        None => in_words(&mut here, words).filter(|value| (2..60).contains(value))?,
    };
    let at_end = !here.peek().is_some_and(|next| next.glued() && (next.is(":") || next.is("%")));
    if !at_end || (below == 60 && !glued) {
        return None;
    }
    *cursor = here;
    Some((u64::from(value) * u64::from(below) / 60, below / 60, false))
}

fn seconds(amount: Quantity, unit: u32) -> Option<u64> {
    Some(amount.thousandths? * u64::from(unit) / 1000)
}

/// At least a second, at most what a plan may hold.
fn bounded(seconds: u64) -> Option<Length> {
    let seconds = u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)?;
    let length = Length::from_seconds(seconds);
    (length <= Length::MAX).then_some(length)
}
