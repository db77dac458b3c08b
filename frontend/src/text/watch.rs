//! What was measured or checked, in words.

mod entry;
mod metric;
mod proof;
mod rejection;

use super::{Messages, when};
use domain::{
    EntryId, Length, MetricId, Room, Timestamp, Zone,
    watch::{AlertEvent, WatchEvent},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn watch_event(&self, room: &Room, event: &WatchEvent) -> String {
        match event {
            WatchEvent::Metric(event) => self.metric_event(room, event),
            WatchEvent::Proof(event) => self.proof_event(room, event),
            WatchEvent::Stop(event) => self.stop_event(room, event),
            WatchEvent::Entry(event) => self.entry_event(room, event),
            WatchEvent::Alert(event) => self.alert_event(event),
        }
    }

    fn alert_event(&self, event: &AlertEvent) -> String {
        match event {
            AlertEvent::Fired { title, summary, .. } => {
                let title = self.quoted(title.as_str());
                let summary = summary.as_ref().map(|said| format!("{} {said}", self.colon()));
                let summary = summary.unwrap_or_default();
                self.sentence(
                    || format!("passes an alert on, {title}{summary}"),
                    || format!("transmet une alerte, {title}{summary}"),
                )
            }
            AlertEvent::Over { title, .. } => {
                let title = self.quoted(title.as_str());
                self.sentence(
                    || format!("hears that the alert {title} is over"),
                    || format!("apprend que l’alerte {title} est finie"),
                )
            }
        }
    }

    /// A length as it is said in a sentence: `5 s`, `2 min`.
    #[must_use]
    pub fn short_length(&self, length: Length) -> String {
        when::length(length)
    }
}

fn metric_title<'a>(room: &'a Room, metric: &'a MetricId) -> &'a str {
    room.watch.metric(metric).map_or(metric.as_str(), |metric| metric.title().as_str())
}

/// The name of a way in; its id, when the plan no longer has it.
pub fn entry_title<'a>(room: &'a Room, entry: &'a EntryId) -> &'a str {
    room.watch.entry(entry).map_or(entry.as_str(), |entry| entry.title.as_str())
}

fn shown_at(room: &Room, at: Timestamp) -> String {
    let zone = room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone());
    when::hour_minute(&zone, at)
}
