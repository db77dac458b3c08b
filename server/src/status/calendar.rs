//! An edition as a calendar with one event (iCalendar, RFC 5545).

use super::{
    Edition,
    words::{sentence, word},
};
use chrono::DateTime;
use domain::{
    Length, Timestamp,
    public::{Public, State},
};
use frontend::boot::Locale;

/// A line holds at most so many bytes; what is longer goes on in the next, after a space.
const LINE: usize = 75;

/// The calendar. `page` is the whole address of the room's page, `host` that of the server.
#[must_use]
pub fn calendar(edition: &Edition, locale: Locale, page: &str, host: &str) -> String {
    let public = &edition.public;
    let (start, end) = span(edition);
    let summary = word(locale, "Maintenance", "Maintenance");
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Bascule//status//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{host}", edition.room),
        format!("DTSTAMP:{}", instant(edition.since)),
        format!("LAST-MODIFIED:{}", instant(edition.since)),
        // A reader of the calendar takes the higher one: it goes up with every edition.
        format!("SEQUENCE:{}", edition.number - 1),
        format!("DTSTART:{}", instant(start)),
        format!("DTEND:{}", instant(end)),
        format!("SUMMARY:{}", text(&format!("{} · {summary}", public.organisation))),
        format!("DESCRIPTION:{}", text(&sentence(public, locale))),
        format!("URL:{page}"),
        format!("STATUS:{}", status(public)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// One that was called off before anybody felt it does not take place. One that was called off
/// while it went on did, and ends later than planned.
fn status(public: &Public) -> &'static str {
    match public.state {
        State::Planned if public.called_off => "CANCELLED",
        State::Planned | State::Started { .. } | State::Back { .. } => "CONFIRMED",
    }
}

/// From when to when, as far as it is known now; at least a minute.
fn span(edition: &Edition) -> (Timestamp, Timestamp) {
    let announced = edition.public.announced;
    let (start, end) = match edition.public.state {
        State::Planned => (announced.start, announced.end),
        State::Started { since, expected_end } => (since, expected_end.at),
        State::Back { at } => (announced.start, at),
    };
    (start, end.max(start.plus(Length::from_minutes(1))))
}

/// `20160907T080600Z`.
fn instant(at: Timestamp) -> String {
    let at = DateTime::from_timestamp_micros(at.micros()).unwrap_or_default();
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: what separates is marked, and lines are one.
fn text(value: &str) -> String {
    let mut safe = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            '\r' => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A line with its end, cut where it is too long and never inside a letter.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_letters_and_reads_the_same_when_joined() {
        let line = format!("DESCRIPTION:{}", "é".repeat(100));
        let folded = folded(&line);
        assert!(folded.split_inclusive("\r\n").all(|part| part.len() <= LINE + 2), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_separates_values_is_marked_in_a_text() {
        assert_eq!(text("a, b; c\\d\r\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
