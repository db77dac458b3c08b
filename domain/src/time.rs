//! Moments, lengths and the room's zone. All moments are UTC microseconds; only [`Zone`] knows
//! what the clock on the wall says.

use chrono::{DateTime, Datelike, Timelike};
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
        let date = DateTime::from_timestamp(local, 0).unwrap_or_default();
        Civil {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: date.weekday().num_days_from_monday(),
            hour: date.hour(),
            minute: date.minute(),
            second: date.second(),
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

#[cfg(test)]
mod tests {
    use super::*;

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
