//! Times and lengths in words. The only place that formats them.

use super::Messages;
use crate::boot::Locale;
use domain::{Length, Timestamp, Zone};

/// `10:06`.
#[must_use]
pub fn hour_minute(zone: &Zone, at: Timestamp) -> String {
    let shown = zone.civil(at);
    format!("{:02}:{:02}", shown.hour, shown.minute)
}

/// `10:06:42`.
#[must_use]
pub fn hour_minute_second(zone: &Zone, at: Timestamp) -> String {
    let shown = zone.civil(at);
    format!("{:02}:{:02}:{:02}", shown.hour, shown.minute, shown.second)
}

/// Seconds as `11:42`, or `1:02:03` from an hour on; always positive.
#[must_use]
pub fn running(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes:02}:{rest:02}"),
        1..=47 => format!("{hours}:{minutes:02}:{rest:02}"),
        _ => format!("{} d", hours / 24),
    }
}

/// The T-clock: `T+11:42`, `T−02:10`.
#[must_use]
pub fn t_clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "T−" } else { "T+" };
    format!("{sign}{}", running(seconds))
}

/// `7 min`, `2 h`, `1 h 30`.
#[must_use]
pub fn length(length: Length) -> String {
    let minutes = length.minutes();
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAYS_FR: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_FR: [&str; 12] = [
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

impl Messages {
    /// `Wed 7 Sep`, `mer. 7 sept.`.
    #[must_use]
    pub fn day(&self, zone: &Zone, at: Timestamp) -> String {
        let shown = zone.civil(at);
        let (days, months) = match self.locale() {
            Locale::En => (&DAYS_EN, &MONTHS_EN),
            Locale::Fr => (&DAYS_FR, &MONTHS_FR),
        };
        let day = days.get(shown.weekday as usize).copied().unwrap_or_default();
        let month = (shown.month as usize).checked_sub(1).and_then(|m| months.get(m));
        format!("{day} {} {}", shown.day, month.copied().unwrap_or_default())
    }

    /// `10:06` on the room's day, `14 Sep 10:00` on another.
    #[must_use]
    pub fn moment(&self, zone: &Zone, at: Timestamp, today: Timestamp) -> String {
        let (shown, day) = (zone.civil(at), zone.civil(today));
        let time = hour_minute(zone, at);
        if (shown.year, shown.month, shown.day) == (day.year, day.month, day.day) {
            time
        } else {
            format!("{} {time}", self.day(zone, at))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages;
    use domain::time::OffsetFrom;

    fn paris() -> Zone {
        let summer = OffsetFrom { from: Timestamp::default(), seconds: 7200 };
        Zone { name: "Europe/Paris".into(), offsets: vec![summer] }
    }

    #[test]
    fn times_are_shown_in_the_zone_of_the_room() {
        let at = Timestamp::from_seconds(1_473_235_602); // 2016-09-07 08:06:42 UTC
        assert_eq!(hour_minute_second(&paris(), at), "10:06:42");
        assert_eq!(messages(Locale::Fr).day(&paris(), at), "mer. 7 sept.");
        assert_eq!(messages(Locale::En).day(&paris(), at), "Wed 7 Sep");
    }

    #[test]
    fn lengths_read_like_a_stop_watch_or_like_words() {
        assert_eq!(running(702), "11:42");
        assert_eq!(running(3723), "1:02:03");
        assert_eq!(t_clock(-130), "T−02:10");
        assert_eq!(length(Length::from_minutes(90)), "1 h 30");
        assert_eq!(length(Length::from_seconds(61)), "2 min");
    }
}
