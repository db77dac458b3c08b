//! How much: digits, number words, "a dozen", "a few".

use super::{cursor::Cursor, token::Kind, words::Words};

/// An amount before its unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantity {
    /// In thousandths; `None` is "a few".
    pub thousandths: Option<u64>,
    /// "une dizaine", "a good".
    pub about: bool,
    /// Whether it is one, in words: "a", "une", "one".
    pub one_in_words: bool,
    /// "10+".
    pub or_more: bool,
}

impl Quantity {
    const fn of(thousandths: u64) -> Self {
        Self { thousandths: Some(thousandths), about: false, one_in_words: false, or_more: false }
    }
}

/// Takes an amount.
pub(super) fn quantity(cursor: &mut Cursor<'_>, words: &Words) -> Option<Quantity> {
    let mut quantity = if let Some(count) = cursor.take_any(words.rounds) {
        Quantity { about: true, ..Quantity::of(u64::from(count) * 1000) }
    } else if cursor.take_one(words.vague) {
        Quantity { thousandths: None, ..Quantity::of(0) }
    } else if let Some(thousandths) = digits(cursor) {
        Quantity::of(thousandths)
    } else {
        let count = in_words(cursor, words)?;
        Quantity { one_in_words: count == 1, ..Quantity::of(u64::from(count) * 1000) }
    };
    if words.and == "and" && cursor.take("and a half") {
        quantity.thousandths = quantity.thousandths.map(|amount| amount + 500);
    }
    quantity.or_more = cursor.take_glued("+");
    if let Some(about) = cursor.take_any(words.adjectives) {
        quantity.about |= about;
    }
    Some(quantity)
}

/// "10", "1.5", "1,5", "1,000", "1½", "½".
fn digits(cursor: &mut Cursor<'_>) -> Option<u64> {
    if cursor.inside_number() {
        return None;
    }
    if cursor.take("½") {
        return Some(500);
    }
    let whole = u64::from(cursor.number()?.value()?);
    let mut here = *cursor;
    if (here.take_glued(".") || here.take_glued(","))
        && let Some(part) = here.glued_number()
        && let Some(value) = part.value()
    {
        *cursor = here;
        return match part.text.len() {
            1 => Some(whole * 1000 + u64::from(value) * 100),
            2 => Some(whole * 1000 + u64::from(value) * 10),
            // "1,000" is a thousand.
            3 => Some((whole * 1000 + u64::from(value)) * 1000),
            _ => None,
        };
    }
    let half = cursor.take("½");
    Some(whole * 1000 + if half { 500 } else { 0 })
}

/// A number in words, below a hundred.
pub(super) fn in_words(cursor: &mut Cursor<'_>, words: &Words) -> Option<u32> {
    let first = cursor.take_any(words.numbers)?;
    // "soixante-dix" and "quatre-vingt-quinze" count on beyond nine.
    let ones = match first {
        60 | 80 if words.and == "et" => 1..20,
        20..=90 => 1..10,
        _ => return Some(first),
    };
    let mut here = *cursor;
    here.take_dash();
    if here.take(words.and) {
        here.take_dash();
    }
    let joined = here.peek().is_some_and(|token| token.kind == Kind::Word);
    let article = words.and == "and" && here.peek().is_some_and(|token| token.is("a"));
    match here.take_any(words.numbers).filter(|value| joined && !article && ones.contains(value)) {
        Some(more) => {
            *cursor = here;
            Some(first + more)
        }
        None => Some(first),
    }
}
