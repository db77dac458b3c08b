//! Goes through a text and reads each promise with the words before and after it.

use super::{
    Counted, DayHint, Found, Language, Said, SaidLength, SaidTime, TimeKind, ZoneHint,
    clock::{Clock, bare_hour, clock},
    cursor::Cursor,
    day::{day, zone},
    length::{Stretch, stretch},
    token::{Kind, Token, tokens},
    words::{Lead, Part, Tail, Verb, Words, words},
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
struct Read {
    first: usize,
    last: usize,
    after: usize,
    said: Option<Said>,
}

impl Said {
    fn between(self, first: &Token, last: &Token) -> Found {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Found { from: byte(first.from), to: byte(last.to), said: self }
    }
}

/// The words before a time or length.
struct Opening {
    leads: Vec<Lead>,
    day: Option<(DayHint, Option<Part>)>,
    /// Where the day begins.
    first: Option<usize>,
}

impl Opening {
    /// Takes leads and, where `dated`, a day among them.
    fn take(cursor: &mut Cursor<'_>, words: &Words, dated: bool) -> Self {
        let mut opening = Self { leads: Vec::new(), day: None, first: None };
        for _ in 0..5 {
            let at = cursor.at;
            if let Some(said) =
                (dated && opening.day.is_none()).then(|| day(cursor, words)).flatten()
            {
                opening.day = Some(said);
                opening.first = Some(at);
            } else if let Some(lead) = cursor.take_any(words.leads) {
                opening.leads.push(lead);
            } else {
                break;
            }
        }
        opening
    }

    fn has(&self, leads: &[Lead]) -> bool {
        self.leads.iter().any(|lead| leads.contains(lead))
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

/// What the sentence has said before.
struct Context {
    verb: Option<Verb>,
    of_interruption: bool,
}

impl Context {
    /// The last four words of the same clause.
    fn before(start: Cursor<'_>, words: &Words) -> Self {
        let ends = |token: &Token| {
            matches!(token.kind, Kind::Number | Kind::Opaque)
                || [".", ",", ";", "!", "?"].iter().any(|mark| token.is(mark))
        };
        let clause = start.before().take(6).take_while(|token| !ends(token));
        let mut context = Self { verb: None, of_interruption: false };
        for token in clause.filter(|token| token.kind == Kind::Word).take(4) {
            let verb = words.verbs.iter().find(|(stem, _)| token.text.starts_with(stem));
            context.verb = context.verb.or(verb.map(|(_, verb)| *verb));
            context.of_interruption |= words.felt.iter().any(|felt| token.is(felt));
        }
        context
    }
}

fn length_at(
    start: Cursor<'_>,
    words: &Words,
    opening: &Opening,
    context: &Context,
) -> Option<Read> {
    let mut cursor = start;
    let between = opening.has(&[Lead::Between]);
    let Stretch { mut least, mut most, mut about } = stretch(&mut cursor, words, between)?;
    let last = cursor.at - 1;
    let mut gone = opening.day.is_some() && !opening.leads.is_empty();
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
            Lead::At | Lead::From | Lead::Of | Lead::Between | Lead::Lasts | Lead::Stop => {}
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

struct TimeRead {
    read: Read,
    /// Whether it can be nothing but a time.
    sure: bool,
    /// Where the clocks end, without zone and day.
    clock_end: usize,
    is_span: bool,
}

fn time_at(
    start: Cursor<'_>,
    words: &Words,
    opening: &Opening,
    context: &Context,
) -> Option<TimeRead> {
    let dated =
        Dated { day: opening.day.map(|day| day.0), part: opening.day.and_then(|day| day.1) };
    let gone = opening.has(&[Lead::Gone]);
    let first = opening.first.unwrap_or(start.at);
    let announced = opening.has(&[Lead::At, Lead::Until, Lead::By, Lead::Around]);
    let mut cursor = start;
    let (said, sure, clock_end, is_span) =
        if let Some((said, sure)) = span(&mut cursor, words, opening, dated) {
            (said, sure, cursor.at, true)
        } else {
            let clock = clock(&mut cursor, words, announced)?;
            let clock_end = cursor.at;
            let mut time = tailed(&mut cursor, words, clock, dated);
            time.kind = kind(opening, context);
            (Said::At(time), clock.sure || time.zone.is_some(), clock_end, false)
        };
    let last = cursor.at - 1;
    let (said, after) = closing(cursor, words, said);
    let said = if gone { None } else { said };
    Some(TimeRead { read: Read { first, last, after, said }, sure, clock_end, is_span })
}

/// What stands after a time and is no part of it: "au plus tard", "or so".
fn closing(mut cursor: Cursor<'_>, words: &Words, said: Said) -> (Option<Said>, usize) {
    let Said::At(mut time) = said else { return (Some(said), cursor.at) };
    let plain = matches!(time.kind, TimeKind::Plain | TimeKind::Around);
    match cursor.take_any(words.tails) {
        Some(Tail::About) if plain => time.kind = TimeKind::Around,
        Some(Tail::AtMost) if plain => time.kind = TimeKind::By,
        Some(Tail::AtLeast) if plain => time.kind = TimeKind::After,
        Some(_) | None => {}
    }
    (Some(Said::At(time)), cursor.at)
}

fn kind(opening: &Opening, context: &Context) -> TimeKind {
    let said = opening.leads.iter().find_map(|lead| match lead {
        Lead::Until => Some(TimeKind::Until),
        Lead::By | Lead::AtMost | Lead::Within => Some(TimeKind::By),
        Lead::From => Some(TimeKind::From),
        Lead::After | Lead::AtLeast => Some(TimeKind::After),
        Lead::At
        | Lead::Of
        | Lead::Between
        | Lead::Around
        | Lead::Lasts
        | Lead::FromNow
        | Lead::Gone
        | Lead::Stop => None,
    });
    let around = || if opening.has(&[Lead::Around]) { TimeKind::Around } else { TimeKind::Plain };
    let starts = || (context.verb == Some(Verb::Starts)).then_some(TimeKind::From);
    said.or_else(starts).unwrap_or_else(around)
}

/// A day that was said before its time.
#[derive(Clone, Copy)]
struct Dated {
    day: Option<DayHint>,
    part: Option<Part>,
}

/// A clock with the zone, day and part of the day after it, in any order.
fn tailed(cursor: &mut Cursor<'_>, words: &Words, clock: Clock, dated: Dated) -> SaidTime {
    let Dated { day: mut on, mut part } = dated;
    let mut in_zone: Option<ZoneHint> = None;
    for _ in 0..3 {
        let mut here = *cursor;
        here.take(",");
        if in_zone.is_none() && {
            in_zone = zone(cursor, words);
            in_zone.is_some()
        } {
            continue;
        } else if part.is_none() && {
            part = cursor.take_any(words.parts);
            part.is_some()
        } {
            continue;
        } else if on.is_none()
            && let Some((day, of_day)) = day(&mut here, words)
        {
            // The comma after the day belongs to the sentence.
            here.at -= usize::from(here.before().next().is_some_and(|token| token.is(",")));
            (on, part) = (Some(day), part.or(of_day));
            *cursor = here;
        } else {
            break;
        }
    }
    let (clock, on) = in_part(clock, on, part);
    let Clock { time, either_half, .. } = clock;
    SaidTime { clock: time, either_half, day: on, zone: in_zone, kind: TimeKind::Plain }
}

/// "ce soir à 10h" is 22:00; "tonight at 2" is of no day that the words can tell.
fn in_part(clock: Clock, on: Option<DayHint>, part: Option<Part>) -> (Clock, Option<DayHint>) {
    let hour = clock.time.seconds() / 3600;
    let later = super::ClockTime::try_from(clock.time.seconds() + 43_200);
    let sure = Clock { either_half: false, ..clock };
    match (part, later) {
        (Some(Part::Night), _) if hour < 5 => (sure, None),
        (Some(Part::Afternoon | Part::Night), Ok(time)) if clock.either_half => {
            (Clock { time, ..sure }, on)
        }
        (Some(_), _) => (sure, on),
        (None, _) => (clock, on),
    }
}

/// "from 10:06 to 10:36", "10h–10h30", "entre 10 et 11 heures", "from 2 to 3 pm".
fn span(
    cursor: &mut Cursor<'_>,
    words: &Words,
    opening: &Opening,
    dated: Dated,
) -> Option<(Said, bool)> {
    let mut here = *cursor;
    let opened = opening.has(&[Lead::From, Lead::Of, Lead::Between]);
    let (first, bare) = match clock(&mut here, words, false) {
        Some(first) => (first, false),
        None => (bare_hour(&mut here)?, true),
    };
    let first = Clock { sure: first.sure || (opened && !bare), ..first };
    let mut from = tailed(&mut here, words, first, dated);
    let dash = here.take_dash();
    let joined =
        dash || here.take_one(words.to) || (opening.has(&[Lead::Between]) && here.take(words.and));
    if !joined || (bare && !opened && !dash) {
        return None;
    }
    let mut to_opening = Opening::take(&mut here, words, true);
    if to_opening.has(&[Lead::Gone, Lead::Stop, Lead::From, Lead::FromNow, Lead::Lasts]) {
        return None;
    }
    let to_day = to_opening.day.take();
    let second = clock(&mut here, words, false)?;
    let to_dated = Dated { day: to_day.map(|day| day.0), part: to_day.and_then(|day| day.1) };
    let mut to = tailed(&mut here, words, second, to_dated);
    // "from 2 to 3 pm", "10:00–10:30 CET".
    let half_day = 43_200;
    if first.either_half && !to.either_half && from.clock.seconds() + half_day <= to.clock.seconds()
    {
        from.clock = super::ClockTime::try_from(from.clock.seconds() + half_day).ok()?;
    }
    from.either_half &= to.either_half;
    from.zone = from.zone.or(to.zone);
    to.zone = to.zone.or(from.zone);
    let between = opening.has(&[Lead::Between]);
    from.kind = if between { TimeKind::After } else { TimeKind::From };
    to.kind = TimeKind::Until;
    let sure = first.sure || second.sure;
    *cursor = here;
    Some((Said::Span { from, to }, sure))
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
    let dated = opening.day.is_some();
    let lasts = context.verb == Some(Verb::Lasts);
    let zoned = time.read.last + 1 > time.clock_end;
    let spans = time.is_span && opening.has(&[From, Of, Between]);
    if time.sure && !(lasts && spans) || dated {
        return true;
    }
    if length.last + 1 > time.clock_end || opening.has(&[AtMost, AtLeast, FromNow, Within, Lasts]) {
        return false;
    }
    if opening.has(&[At]) || (opening.has(&[Until, From, After]) && !lasts) || zoned {
        return true;
    }
    if of_something || lasts {
        return false;
    }
    // Nobody closes a shop for eight hours in one word, or opens one at two in the night.
    let hour = start.peek().and_then(Token::value).or_else(|| match time.read.said {
        Some(Said::At(said)) => Some(said.clock.seconds() / 3600),
        Some(Said::Length(_) | Said::Span { .. }) | None => None,
    });
    let zero = start.peek().is_some_and(|token| token.text.starts_with('0'));
    zero || hour.is_some_and(|hour| (6..24).contains(&hour))
}
