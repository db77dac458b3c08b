//! One event as a line of a file.

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use domain::{Event, Recorded, Role, Room, Seq, Timestamp};
use frontend::{boot::Locale, text::messages};
use serde::Serialize;

/// What a file says about an event.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    seq: Seq,
    /// UTC, as in RFC 3339.
    utc: String,
    /// In the room's zone, with its offset.
    local: String,
    who: String,
    /// Their role then; the product itself has none.
    role: Option<Role>,
    /// What happened, in the reader's language, to follow the name.
    what: String,
    /// The same for programs.
    event: Event,
    #[serde(skip)]
    locale: Locale,
}

impl Line {
    /// Steps and people are called as the room calls them now.
    pub(super) fn of(locale: Locale, room: &Room, recorded: &Recorded) -> Self {
        let zone = room.charter.as_ref().map(|charter| &charter.zone);
        let offset = zone.map_or(0, |zone| zone.offset_at(recorded.at));
        let Recorded { seq, at, by, event } = recorded;
        Self {
            seq: *seq,
            utc: utc(*at),
            local: local(*at, offset),
            who: by.name().to_owned(),
            role: by.role(),
            what: messages(locale).event(room, recorded),
            event: event.clone(),
            locale,
        }
    }

    /// The cells of a table, under [`heads`].
    pub(super) fn cells(&self) -> [String; 7] {
        let role = self.role.map_or("", |role| messages(self.locale).role(role));
        [
            self.seq.to_string(),
            self.utc.clone(),
            self.local.clone(),
            self.who.clone(),
            role.to_owned(),
            kind(&self.event),
            self.what.clone(),
        ]
    }
}

/// The first line of a table.
pub(super) const fn heads(locale: Locale) -> [&'static str; 7] {
    match locale {
        Locale::En => ["number", "UTC", "local time", "who", "role", "kind", "what"],
        Locale::Fr => ["numéro", "UTC", "heure locale", "qui", "rôle", "type", "quoi"],
    }
}

/// The stable word of an event, as in the log.
fn kind(event: &Event) -> String {
    let value = serde_json::to_value(event).unwrap_or_default();
    let word = value.as_object().and_then(|fields| fields.keys().next().cloned());
    word.unwrap_or_default()
}

/// A moment in UTC, to the millisecond.
pub(super) fn utc(at: Timestamp) -> String {
    let at = DateTime::<Utc>::from_timestamp_micros(at.micros()).unwrap_or_default();
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn local(at: Timestamp, offset: i32) -> String {
    let moment = DateTime::<Utc>::from_timestamp_micros(at.micros()).unwrap_or_default();
    match FixedOffset::east_opt(offset) {
        Some(zone) => moment.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Millis, false),
        None => utc(at),
    }
}
