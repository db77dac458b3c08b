//! A length with what the words around it make of it.

use super::{
    Counted, Said, SaidLength,
    before::{Context, Opening},
    cursor::Cursor,
    find::Read,
    length::{Stretch, stretch},
    words::{Lead, Tail, Verb, Words},
};

/// Reads a length with the words around it; the cursor stands behind the opening.
pub(super) fn length_at(
    start: Cursor<'_>,
    words: &Words,
    opening: &Opening,
    context: &Context,
) -> Option<Read> {
    let mut cursor = start;
    let between = opening.has(&[Lead::Between]);
    let Stretch { mut least, mut most, mut about } = stretch(&mut cursor, words, between)?;
    let last = cursor.at - 1;
    let mut gone = opening.day.is_some() && !opening.leads.is_empty() && !says_how_long(opening);
    let mut counted = Counted::FromStart;
    for lead in &opening.leads {
        match lead {
            Lead::Around => about = true,
            Lead::AtMost | Lead::Until => least = None,
            Lead::AtLeast => most = None,
            Lead::FromNow => counted = Counted::FromNow,
            Lead::Within | Lead::By => {
                least = None;
                counted = Counted::FromNow;
            }
            Lead::Gone | Lead::After => gone = true,
            Lead::At
            | Lead::For
            | Lead::From
            | Lead::Of
            | Lead::Between
            | Lead::Lasts
            | Lead::Stop => {}
        }
    }
    let of_interruption = context.of_interruption || takes_felt(&mut cursor, words);
    for _ in 0..2 {
        match cursor.take_any(words.tails) {
            Some(Tail::About) => about = true,
            Some(Tail::AtMost) => least = None,
            Some(Tail::AtLeast) => most = None,
            Some(Tail::FromNow) => counted = Counted::FromNow,
            Some(Tail::AfterEnd) => counted = Counted::AfterEnd,
            Some(Tail::Gone) => gone = true,
            None => break,
        }
    }
    if counted == Counted::FromNow && context.verb == Some(Verb::Starts) {
        counted = Counted::BeforeStart;
    }
    let said = Said::Length(SaidLength { least, most, about, counted, of_interruption });
    Some(Read { first: start.at, last, after: cursor.at, said: (!gone).then_some(said) })
}

/// "Demain, pendant 10 minutes" promises ten minutes; "avant demain, 10 minutes" does not.
fn says_how_long(opening: &Opening) -> bool {
    opening.has(&[Lead::Lasts, Lead::AtMost, Lead::AtLeast, Lead::Around, Lead::For])
}

/// "of interruption", "d'une coupure", "outage".
fn takes_felt(cursor: &mut Cursor<'_>, words: &Words) -> bool {
    let mut here = *cursor;
    here.take_one(words.of);
    let felt = here.take_one(words.felt);
    if felt {
        *cursor = here;
    }
    felt
}
