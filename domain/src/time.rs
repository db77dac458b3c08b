//! Moments, lengths and the room's zone. All moments are UTC microseconds; only [`Zone`] knows
//! what the clock on the wall says.

use serde::{Deserialize, Serialize};

/// A moment: microseconds since 1970-01-01 00:00 UTC.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since the epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// From seconds since the epoch.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This moment and a length after it.
    #[must_use]
    pub const fn plus(self, length: Length) -> Self {
        Self(self.0.saturating_add((length.seconds() as i64).saturating_mul(1_000_000)))
    }

    /// Whole seconds from an earlier moment to this one, rounded down; negative when it is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(1_000_000)
    }
}

/// How long something takes, in whole seconds; at most thirty days.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Length(u32);

impl Length {
    /// The longest length a plan may hold: thirty days.
    pub const MAX: Self = Self(30 * 24 * 3600);

    /// From seconds.
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds)
    }

    /// From minutes.
    #[must_use]
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes.saturating_mul(60))
    }

    /// This and another one after it.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// In seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// In minutes, rounded up.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.0.div_ceil(60)
    }
}

/// The room's zone: its name and the offsets that apply on its days.
///
/// Computed once on the server, so the browser needs no zone database and the first paint is
/// the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The IANA name, such as `Europe/Paris`.
    pub name: String,
    /// Offsets in the order they begin; the first also applies to everything before it.
    pub offsets: Vec<OffsetFrom>,
}

/// An offset from UTC and the moment from which it applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetFrom {
    /// From when.
    pub from: Timestamp,
    /// Seconds to add to UTC.
    pub seconds: i32,
}

/// What a clock and a calendar on the wall show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Day of the week, 0 is Monday.
    pub weekday: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// Second.
    pub second: u32,
}

impl Zone {
    /// UTC, for a room that has no plan yet.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".into(), offsets: Vec::new() }
    }

    /// Seconds to add to UTC at a moment.
    #[must_use]
    pub fn offset_at(&self, at: Timestamp) -> i32 {
        let applying = self.offsets.iter().rev().find(|offset| offset.from <= at);
        applying.or(self.offsets.first()).map_or(0, |offset| offset.seconds)
    }

    /// What the wall shows at a moment.
    #[must_use]
    pub fn civil(&self, at: Timestamp) -> Civil {
        let local = at.seconds().saturating_add(i64::from(self.offset_at(at)));
        let (days, second_of_day) = (local.div_euclid(86_400), local.rem_euclid(86_400) as u32);
        let (year, month, day) = date_of(days);
        Civil {
            year,
            month,
            day,
            // 1970-01-01 was a Thursday.
            weekday: (days + 3).rem_euclid(7) as u32,
            hour: second_of_day / 3600,
            minute: second_of_day / 60 % 60,
            second: second_of_day % 60,
        }
    }

    /// The moment that shows `hour:minute` on the same civil day as `near`.
    ///
    /// On a day with a clock change the offset in force at `near` is used; callers show the
    /// result back before it is used.
    #[must_use]
    pub fn same_day(&self, near: Timestamp, hour: u32, minute: u32) -> Timestamp {
        let shown = self.civil(near);
        let delta = i64::from(hour) * 3600 + i64::from(minute) * 60
            - (i64::from(shown.hour) * 3600
                + i64::from(shown.minute) * 60
                + i64::from(shown.second));
        Timestamp::from_seconds(near.seconds() + delta)
    }
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar.
///
/// Worked out, not looked up: chrono does the same with tables that were a hundredth of the
/// browser's download, and the browser needs nothing else of it. The tests compare the two. The
/// rule is Howard Hinnant's `civil_from_days`: count in eras of 400 years that begin in March, so
/// that the leap day comes last. <https://howardhinnant.github.io/date_algorithms.html>
const fn date_of(days: i64) -> (i32, u32, u32) {
    let since_march = days + 719_468;
    let era = since_march.div_euclid(146_097);
    let day_of_era = since_march.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + if month <= 2 { 1 } else { 0 };
    (year as i32, month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_has_the_date_that_chrono_gives_it() {
        use chrono::{DateTime, Datelike};
        for days in -150_000..150_000 {
            let date = DateTime::from_timestamp(days * 86_400, 0).unwrap().date_naive();
            assert_eq!(date_of(days), (date.year(), date.month(), date.day()), "day {days}");
            let shown = Zone::utc().civil(Timestamp::from_seconds(days * 86_400 + 86_399));
            assert_eq!(shown.weekday, date.weekday().num_days_from_monday(), "day {days}");
            assert_eq!((shown.hour, shown.minute, shown.second), (23, 59, 59));
        }
    }

    #[test]
    fn paris_shows_two_hours_more_in_summer_and_one_in_winter() {
        // 2016-10-30 01:00 UTC is the end of summer time in Paris.
        let zone = Zone {
            name: "Europe/Paris".into(),
            offsets: vec![
                OffsetFrom { from: Timestamp::from_seconds(1_459_040_400), seconds: 7200 },
                OffsetFrom { from: Timestamp::from_seconds(1_477_789_200), seconds: 3600 },
            ],
        };
        let story = Timestamp::from_seconds(1_473_235_560); // 2016-09-07 08:06 UTC
        let shown = zone.civil(story);
        assert_eq!((shown.hour, shown.minute, shown.weekday, shown.day), (10, 6, 2, 7));
        assert_eq!(zone.same_day(story, 10, 27), Timestamp::from_seconds(1_473_236_820));
        assert_eq!(zone.offset_at(Timestamp::from_seconds(1_477_789_200)), 3600);
        assert_eq!(zone.offset_at(Timestamp::from_seconds(0)), 7200);
    }
}
