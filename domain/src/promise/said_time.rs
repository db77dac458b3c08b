//! A time or span with what the words around it make of it.

use super::{
    ClockTime, DayHint, Said, SaidTime, TimeKind, ZoneHint,
    before::{Context, Opening},
    clock::{Clock, bare_hour, clock},
    cursor::Cursor,
    day::{day, zone},
    find::Read,
    words::{Lead, Part, Tail, Verb, Words},
};

/// A time and what helps to tell it from a length.
pub(super) struct TimeRead {
    pub read: Read,
    /// Whether it can be nothing but a time.
    pub sure: bool,
    /// Where the clocks end, without zone and day.
    pub clock_end: usize,
    pub is_span: bool,
}

/// Reads a time or span with the words around it; the cursor stands behind the opening.
pub(super) fn time_at(
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
        Lead::By | Lead::For | Lead::AtMost | Lead::Within => Some(TimeKind::By),
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
        let at = cursor.at;
        in_zone = in_zone.or_else(|| zone(cursor, words));
        part = part.or_else(|| cursor.take_any(words.parts));
        let mut here = *cursor;
        here.take(",");
        if on.is_none()
            && let Some((day, of_day)) = day(&mut here, words)
        {
            // The comma after the day belongs to the sentence.
            here.at -= usize::from(here.before().next().is_some_and(|token| token.is(",")));
            (on, part) = (Some(day), part.or(of_day));
            *cursor = here;
        }
        if cursor.at == at {
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
    let later = ClockTime::try_from(clock.time.seconds() + 43_200);
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
    // "depuis 10h06 jusqu'à 10h36" promises its end; "10:30 or 11:00" says two times.
    let mut ends = here;
    let until = ends.take_one(&["jusqu a", "until", "till"]);
    if here.take_one(&["or", "ou"]) || (until && opening.has(&[Lead::Gone]) && !opened) {
        return None;
    }
    if until {
        here = ends;
    }
    let dash = here.take_dash();
    let joined = until
        || dash
        || here.take_one(words.to)
        || (opening.has(&[Lead::Between]) && here.take(words.and));
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
        from.clock = ClockTime::try_from(from.clock.seconds() + half_day).ok()?;
    }
    from.either_half &= to.either_half;
    from.zone = from.zone.or(to.zone);
    to.zone = to.zone.or(from.zone);
    // "by 10:30–10:45" says nothing of a beginning.
    let between = opening.has(&[Lead::Between, Lead::Until, Lead::By, Lead::Around, Lead::After]);
    from.kind = if between { TimeKind::After } else { TimeKind::From };
    to.kind = TimeKind::Until;
    let sure = first.sure || second.sure;
    *cursor = here;
    Some((Said::Span { from, to }, sure))
}
