//! Goes through a text and decides, at each place, whether a time or a length begins.

use super::{
    Counted, Found, Language, Said, SaidLength,
    before::{Context, Opening},
    cursor::Cursor,
    said_length::length_at,
    said_time::{TimeRead, time_at},
    token::{Token, tokens},
    words::{Lead, Verb, Words, words},
};
use crate::time::Length;

pub(super) fn found_in(text: &str, language: Language) -> Vec<Found> {
    let (tokens, words) = (tokens(text), words(language));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match promise_at(Cursor::at(&tokens, at), words) {
            Some(Read { first, last, after, said }) => {
                if let Some(said) = said {
                    found.push(said.between(&tokens[first], &tokens[last]));
                }
                after.max(at + 1)
            }
            None => at + 1,
        };
    }
    found
}

/// What was read at a place: its first and last token, where to read on, and what it says, unless
/// it is over or comes again.
pub(super) struct Read {
    pub first: usize,
    pub last: usize,
    pub after: usize,
    pub said: Option<Said>,
}

impl Said {
    fn between(self, first: &Token, last: &Token) -> Found {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Found { from: byte(first.from), to: byte(last.to), said: self }
    }
}

fn promise_at(start: Cursor<'_>, words: &Words) -> Option<Read> {
    if let Some(read) = soon(start, words) {
        return Some(read);
    }
    // "1/2 heure" begins like the first of February.
    read(start, words, true).or_else(|| read(start, words, false))
}

fn read(start: Cursor<'_>, words: &Words, dated: bool) -> Option<Read> {
    let mut cursor = start;
    let opening = Opening::take(&mut cursor, words, dated);
    if opening.has(&[Lead::Stop]) {
        return Some(Read { first: start.at, last: start.at, after: cursor.at, said: None });
    }
    let context = Context::before(start, words);
    let length = length_at(cursor, words, &opening, &context);
    let time = time_at(cursor, words, &opening, &context);
    match (length, time) {
        (Some(length), Some(time)) => {
            let is_time = is_time(cursor, words, &opening, &context, &length, &time);
            Some(if is_time { time.read } else { length })
        }
        (length, time) => length.or(time.map(|time| time.read)),
    }
}

/// "dans l'heure", "within the hour".
fn soon(start: Cursor<'_>, words: &Words) -> Option<Read> {
    let mut cursor = start;
    let most = Some(Length::from_seconds(cursor.take_any(words.soon)?));
    let counted = Counted::FromNow;
    let said = SaidLength { least: None, most, about: false, counted, of_interruption: false };
    let (first, after) = (start.at, cursor.at);
    Some(Read { first, last: after - 1, after, said: Some(Said::Length(said)) })
}

/// Whether "2h30" and its like are a time here: by what stands around it, at last by its size.
fn is_time(
    start: Cursor<'_>,
    words: &Words,
    opening: &Opening,
    context: &Context,
    length: &Read,
    time: &TimeRead,
) -> bool {
    use Lead::{After, At, AtLeast, AtMost, Between, From, FromNow, Lasts, Of, Until, Within};
    let mut behind_length = start;
    behind_length.at = length.last + 1;
    let of_something = behind_length.take_one(words.of);
    let lasts = context.verb == Some(Verb::Lasts);
    let zoned = time.read.last + 1 > time.clock_end;
    let spans = time.is_span && opening.has(&[From, Of, Between]);
    // Nobody closes a shop for eight hours in one word, or opens one at two in the night.
    let hour = start.peek().and_then(Token::value).or_else(|| match time.read.said {
        Some(Said::At(said)) => Some(said.clock.seconds() / 3600),
        Some(Said::Length(_) | Said::Span { .. }) | None => None,
    });
    let zero = start.peek().is_some_and(|token| token.text.starts_with('0'));
    let by_size = zero || hour.is_some_and(|hour| (6..24).contains(&hour));
    // "La coupure durera de 1h à 2h", but "la coupure de 10h à 10h30".
    // "Demain pendant 2h" is how long, "demain 2h" is when.
    let by_day = opening.day.is_some() && !opening.has(&[Lasts]);
    if by_day || (time.sure && (by_size || !(lasts && spans))) {
        return true;
    }
    if length.last + 1 > time.clock_end || opening.has(&[AtMost, AtLeast, FromNow, Within, Lasts]) {
        return false;
    }
    if opening.has(&[At]) || (opening.has(&[Until, From, After]) && !lasts) || zoned {
        return true;
    }
    by_size && !of_something && !lasts
}
