//! Local times: what a clock on the wall shows, and which moment that was.
//!
//! When clocks change, some local times do not exist and some happen twice. Both are refused with
//! both readings named; guessing one would move a step by an hour without a word.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset};
use chrono::{LocalResult, TimeZone};
use chrono_tz::Tz;
use domain::{Timestamp, Zone, time::OffsetFrom};

/// How far around a room's days the offsets of its zone are kept.
const KEPT_DAYS: i64 = 366;

/// The zone and the day by which short times such as "10:06" are read.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    zone: Tz,
    day: NaiveDate,
}

impl Days {
    /// A zone or a day that could not be read stands in as UTC or 1970: its fault is known.
    pub(super) fn new(zone: Option<Tz>, day: Option<NaiveDate>) -> Self {
        Self { zone: zone.unwrap_or(Tz::UTC), day: day.unwrap_or_default() }
    }

    /// The zone.
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// Reads "10:06", "10:06:30", "2016-09-14 10:00", or one of these dates with an offset:
    /// "2016-10-30 02:30 +01:00".
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn moment(&self, text: &str) -> Result<Timestamp, String> {
        let refused = || format!("“{text}” is not a time such as 10:06 or 2016-09-14 10:00");
        let clean = text.trim().replace('T', " ");
        let mut parts = clean.split_whitespace();
        let (day, time) = match (parts.next(), parts.next()) {
            (Some(time), None) => (self.day, time),
            (Some(day), Some(time)) => (parse_day(day).map_err(|_| refused())?, time),
            (None, _) => return Err(refused()),
        };
        let local = NaiveDateTime::new(day, parse_time(time).ok_or_else(refused)?);
        match (parts.next(), parts.next()) {
            (None, _) => self.resolve(local),
            (Some(offset), None) => {
                let offset = parse_offset(offset).ok_or_else(refused)?;
                at(offset, local).map(stamp).ok_or_else(refused)
            }
            (Some(_), Some(_)) => Err(refused()),
        }
    }

    fn resolve(&self, local: NaiveDateTime) -> Result<Timestamp, String> {
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(moment) => Ok(stamp(moment)),
            LocalResult::Ambiguous(first, second) => Err(format!(
                "{} happens twice in {} (clocks go back): {} is {} UTC, {} is {} UTC. Write the \
                 one you mean",
                local.format("%Y-%m-%d %H:%M"),
                self.zone,
                first.format("%Y-%m-%d %H:%M %:z"),
                first.naive_utc().format("%H:%M"),
                second.format("%Y-%m-%d %H:%M %:z"),
                second.naive_utc().format("%H:%M"),
            )),
            LocalResult::None => Err(self.gap(local)),
        }
    }

    fn gap(&self, local: NaiveDateTime) -> String {
        let readings = [-1, 1].map(|side| {
            let near = self.zone.from_utc_datetime(&(local + Duration::days(side)));
            let read = at(near.offset().fix(), local).unwrap_or_default();
            read.with_timezone(&self.zone).format("%H:%M (%:z)").to_string()
        });
        format!(
            "{} does not exist in {} (clocks go forward): before the change it would be {}, after \
             it {}. Write the one you mean",
            local.format("%Y-%m-%d %H:%M"),
            self.zone,
            readings[0],
            readings[1],
        )
    }
}

pub(super) fn parse_zone(name: &str) -> Result<Tz, String> {
    name.parse().map_err(|_| format!("“{name}” is not a zone such as Europe/Paris"))
}

pub(super) fn parse_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .ok()
        .filter(|day| (1970..2200).contains(&chrono::Datelike::year(day)))
        .ok_or_else(|| format!("“{text}” is not a day such as 2016-09-07"))
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let whole = NaiveTime::parse_from_str(text, "%H:%M");
    whole.or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok()
}

fn parse_offset(text: &str) -> Option<FixedOffset> {
    if text == "Z" || text == "UTC" {
        return FixedOffset::east_opt(0);
    }
    text.parse().ok()
}

fn at(offset: FixedOffset, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
    offset.from_local_datetime(&local).single()
}

fn stamp<Z: TimeZone>(moment: DateTime<Z>) -> Timestamp {
    Timestamp::from_seconds(moment.timestamp())
}

/// The zone with every offset that applies from a year before the first moment to a year after
/// the last.
#[must_use]
pub fn zone_of(zone: Tz, (from, to): (Timestamp, Timestamp)) -> Zone {
    let offset = |second: i64| {
        let utc = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    };
    let begin = from.seconds() - KEPT_DAYS * 86_400;
    let end = to.seconds() + KEPT_DAYS * 86_400;
    let mut offsets =
        vec![OffsetFrom { from: Timestamp::from_seconds(begin), seconds: offset(begin) }];
    let mut day = begin;
    while day < end {
        let (mut before, mut after) = (day, day + 86_400);
        if offset(before) != offset(after) {
            // Halve the day down to the second at which the clocks change.
            while after - before > 1 {
                let middle = before.midpoint(after);
                if offset(middle) == offset(before) { before = middle } else { after = middle }
            }
            let from = Timestamp::from_seconds(after);
            offsets.push(OffsetFrom { from, seconds: offset(after) });
        }
        day += 86_400;
    }
    Zone { name: zone.name().to_owned(), offsets }
}
