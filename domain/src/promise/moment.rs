//! What is promised: the moment or length that a text means on the day.
//!
//! Of every moment that the words may mean, the one nearest to the plan is taken: "10:30" with a
//! window in the evening is half past ten in the evening.

use super::{
    Counted, DayHint, Facts, Said, SaidLength, SaidTime, TimeKind, ZoneHint, judge::Why,
    judge::same_minute,
};
use crate::time::{Length, Timestamp, Zone};

/// What a text promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promised {
    /// That it is over at this moment.
    End(Timestamp),
    /// That it takes so long.
    Length(Length),
    /// That it begins at this moment.
    Start(Timestamp),
    /// That it begins and is over at these moments.
    Span {
        /// The beginning.
        from: Timestamp,
        /// The end.
        to: Timestamp,
    },
    /// Nothing: the moment was over when the text was written.
    Nothing,
    /// Something that cannot be compared.
    Unclear(Why),
}

/// Works out what is promised.
#[must_use]
pub fn promised(said: &Said, facts: &Facts) -> Promised {
    match said {
        Said::Length(length) => by_length(length, facts),
        Said::At(time) => by_time(time, facts),
        Said::Span { from, to } => {
            // "from 10:06 to 10:36 tomorrow": one day for both.
            let with = |time: &SaidTime, day| SaidTime { day: time.day.or(day), ..*time };
            let from = nearest(&with(from, to.day), (facts.start(), facts.start()), facts);
            let day = if to.day.is_none() { Day::Civil(civil_day(facts, from)) } else { Day::Said };
            let to = moments(to, facts, day).filter(|to| *to > from).min();
            to.map_or(Promised::Unclear(Why::Backwards), |to| Promised::Span { from, to })
        }
    }
}

fn by_length(said: &SaidLength, facts: &Facts) -> Promised {
    let Some(length) = said.most.or(said.least) else { return Promised::Unclear(Why::Vague) };
    let from_now = facts.written.plus(length);
    match said.counted {
        Counted::FromStart => Promised::Length(length),
        Counted::BeforeStart => Promised::Start(from_now),
        Counted::AfterEnd => Promised::End(facts.window.end().plus(length)),
        Counted::FromNow if facts.written >= facts.start() => Promised::End(from_now),
        // Before it begins, "in 15 minutes" is either when it begins or how long it will take.
        Counted::FromNow if same_minute(from_now, facts.start()) => Promised::Start(from_now),
        Counted::FromNow => Promised::Length(length),
    }
}

fn by_time(said: &SaidTime, facts: &Facts) -> Promised {
    let (start, end) = (facts.start(), facts.expected_end());
    match said.kind {
        TimeKind::From => Promised::Start(nearest(said, (start, start), facts)),
        TimeKind::Until | TimeKind::By | TimeKind::After => {
            Promised::End(nearest(said, (end, end), facts))
        }
        TimeKind::Plain | TimeKind::Around => {
            let at = nearest(said, (start, end), facts);
            if same_minute(at, start) {
                Promised::Start(at)
            } else if at <= facts.written {
                Promised::Nothing
            } else if at < start {
                Promised::Start(at)
            } else {
                Promised::End(at)
            }
        }
    }
}

/// The moment nearest to a stretch of time among those that the words may mean; inside the
/// stretch, the latest.
fn nearest(said: &SaidTime, (from, to): (Timestamp, Timestamp), facts: &Facts) -> Timestamp {
    let away = |at: Timestamp| {
        let before = from.seconds_since(at).max(0);
        before.max(at.seconds_since(to).max(0))
    };
    moments(said, facts, Day::Near(civil_day(facts, to)))
        .min_by_key(|at| (away(*at), -at.seconds()))
        .unwrap_or(to)
}

/// On which day a time without a day may be.
#[derive(Clone, Copy)]
enum Day {
    /// This one, the one before or the one after.
    Near(i64),
    /// This one or the one after.
    Civil(i64),
    /// As said.
    Said,
}

/// Every moment that a time may mean.
fn moments(said: &SaidTime, facts: &Facts, day: Day) -> impl Iterator<Item = Timestamp> {
    let zone = Wall::of(said.zone, &facts.zone);
    let seconds = i64::from(said.clock.seconds());
    let days = match (said.day, day) {
        (Some(hint), _) => vec![day_of(hint, facts)],
        (None, Day::Near(day)) => vec![day - 1, day, day + 1],
        (None, Day::Civil(day)) => vec![day, day + 1],
        (None, Day::Said) => vec![civil_day(facts, facts.written)],
    };
    let halves = match (seconds, said.either_half) {
        // "Wednesday at midnight" is the end of it as often as its beginning.
        (0, _) => vec![0, 86_400],
        (_, true) => vec![seconds, seconds + 43_200],
        (_, false) => vec![seconds],
    };
    let all: Vec<Timestamp> = days
        .iter()
        .flat_map(|day| halves.iter().map(move |second| day * 86_400 + second))
        .map(|local| zone.moment(local))
        .collect();
    all.into_iter()
}

fn day_of(hint: DayHint, facts: &Facts) -> i64 {
    let written = civil_day(facts, facts.written);
    match hint {
        DayHint::InDays(days) => written + i64::from(days),
        DayHint::Weekday(weekday) => {
            let today = i64::from(facts.zone.civil(facts.written).weekday);
            written + (i64::from(weekday) - today).rem_euclid(7)
        }
        DayHint::Date { day, month, year: Some(year) } => days_to(i64::from(year), month, day),
        DayHint::Date { day, month, year: None } => {
            let start = civil_day(facts, facts.start());
            let year = i64::from(facts.zone.civil(facts.start()).year);
            let years = [year - 1, year, year + 1].map(|year| days_to(year, month, day));
            years.into_iter().min_by_key(|day| (day - start).abs()).unwrap_or(start)
        }
    }
}

/// The day of the room's calendar, in days since 1970-01-01.
fn civil_day(facts: &Facts, at: Timestamp) -> i64 {
    (at.seconds() + i64::from(facts.zone.offset_at(at))).div_euclid(86_400)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
///
/// Howard Hinnant's `days_from_civil`: years begin in March, so that the leap day comes last.
/// <https://howardhinnant.github.io/date_algorithms.html>
fn days_to(year: i64, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + 9).rem_euclid(12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Whose clock on the wall is meant.
enum Wall<'a> {
    Room(&'a Zone),
    Offset(i64),
    Central,
}

impl<'a> Wall<'a> {
    fn of(hint: Option<ZoneHint>, room: &'a Zone) -> Self {
        match hint {
            None | Some(ZoneHint::Room) => Self::Room(room),
            Some(ZoneHint::Central) => Self::Central,
            Some(ZoneHint::Offset(minutes)) => Self::Offset(i64::from(minutes) * 60),
        }
    }

    /// The moment at which this wall shows so many seconds since 1970-01-01. Where the clocks are
    /// put back, the first of the two.
    fn moment(&self, local: i64) -> Timestamp {
        let offset_at = |seconds: i64| match self {
            Self::Room(zone) => i64::from(zone.offset_at(Timestamp::from_seconds(seconds))),
            Self::Offset(seconds) => *seconds,
            Self::Central => central_offset(seconds),
        };
        let guess = local - offset_at(local);
        Timestamp::from_seconds(local - offset_at(guess))
    }
}

/// Seconds to add to UTC in Central Europe: two hours from the last Sunday of March to the last
/// Sunday of October, changing at 01:00 UTC, as in Directive 2000/84/EC.
fn central_offset(seconds: i64) -> i64 {
    let year = i64::from(Zone::utc().civil(Timestamp::from_seconds(seconds)).year);
    let last_sunday = |month| {
        let last = days_to(year, month, 31);
        // 1970-01-01 was a Thursday.
        (last - (last + 4).rem_euclid(7)) * 86_400 + 3600
    };
    if (last_sunday(3)..last_sunday(10)).contains(&seconds) { 7200 } else { 3600 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_is_found_by_its_date() {
        for days in -150_000..150_000 {
            let date = Zone::utc().civil(Timestamp::from_seconds(days * 86_400));
            assert_eq!(days_to(i64::from(date.year), date.month as u8, date.day as u8), days);
        }
    }

    #[test]
    fn central_europe_changes_its_clocks_when_paris_does() {
        // 2016-03-27 and 2016-10-30, 01:00 UTC.
        let changes = [(1_459_040_400, 7200), (1_477_789_200, 3600)];
        for (change, after) in changes {
            assert_eq!(central_offset(change), after);
            assert_eq!(central_offset(change - 1), 10_800 - after);
        }
    }
}
