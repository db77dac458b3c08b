//! Numbers, in words: how they turn, what they should be, and when they say stop.

use super::{super::Messages, metric_title, shown_at};
use crate::boot::Locale;
use domain::{
    MetricId, Room, Timestamp,
    metric::{Health, Target, Value},
    watch::{MetricEvent, StopEvent},
};

impl Messages {
    pub(super) fn metric_event(&self, room: &Room, event: &MetricEvent) -> String {
        let title = |metric: &MetricId| self.quoted(metric_title(room, metric));
        match event {
            MetricEvent::Set { metric } => {
                let title = self.quoted(metric.title().as_str());
                self.sentence(
                    || format!("has {title} measured"),
                    || format!("fait mesurer {title}"),
                )
            }
            MetricEvent::Removed { metric } => {
                let title = title(metric);
                self.sentence(
                    || format!("has {title} measured no longer"),
                    || format!("ne fait plus mesurer {title}"),
                )
            }
            MetricEvent::Turned { metric, health, value, .. } => {
                let (title, number) = (title(metric), self.number_of(room, metric, *value));
                let target = room.watch.metric(metric).and_then(|metric| metric.target());
                let target = target.map(|target| self.should(target)).unwrap_or_default();
                match health {
                    Health::Ok => self.sentence(
                        || format!("sees {title} back where it should be: {number}"),
                        || format!("voit {title} revenir à sa place\u{202f}: {number}"),
                    ),
                    Health::Breached => self.sentence(
                        || format!("sees {title} at {number}{target}"),
                        || format!("voit {title} à {number}{target}"),
                    ),
                    Health::Stale { since } => {
                        let at = shown_at(room, *since);
                        self.sentence(
                            || format!("has had no number for {title} since {at}: nobody knows"),
                            || format!("n’a plus de mesure pour {title} depuis {at}\u{202f}: on ne sait pas"),
                        )
                    }
                    Health::Unknown => self.sentence(
                        || format!("has no number for {title}"),
                        || format!("n’a pas de mesure pour {title}"),
                    ),
                }
            }
        }
    }

    pub(super) fn stop_event(&self, room: &Room, event: &StopEvent) -> String {
        match event {
            StopEvent::Proposed { metric, since, value } => {
                let title = self.quoted(metric_title(room, metric));
                let (number, at) = (self.number_of(room, metric, *value), shown_at(room, *since));
                self.sentence(
                    || format!("proposes to abort: {title} is over its limit since {at}, {number} now"),
                    || format!("propose d’abandonner\u{202f}: {title} dépasse sa limite depuis {at}, {number} maintenant"),
                )
            }
            StopEvent::Eased { metric } => {
                let title = self.quoted(metric_title(room, metric));
                self.sentence(
                    || format!("no longer proposes to abort: {title} is back within its limit"),
                    || format!("ne propose plus d’abandonner\u{202f}: {title} est revenu sous sa limite"),
                )
            }
        }
    }

    /// "not falling since 10:08"; "not rising" where it must.
    #[must_use]
    pub fn not_moving(&self, target: Option<Target>, room: &Room, since: Timestamp) -> String {
        let at = shown_at(room, since);
        match target {
            Some(Target::AtLeast(_)) => self.sentence(
                || format!("not rising since {at}"),
                || format!("ne monte plus depuis {at}"),
            ),
            Some(Target::MustReach(_) | Target::AtMost(_)) | None => self.sentence(
                || format!("not falling since {at}"),
                || format!("ne baisse plus depuis {at}"),
            ),
        }
    }

    /// The same as the end of a sentence: "; it must reach 0", "; it should be at most 5".
    fn should(&self, target: Target) -> String {
        let said = self.target(target);
        match (self.locale(), target) {
            (Locale::En, Target::MustReach(_)) => format!("; it {said}"),
            (Locale::En, Target::AtMost(_) | Target::AtLeast(_)) => {
                format!("; it should be {said}")
            }
            (Locale::Fr, Target::MustReach(_)) => format!("\u{202f}; ce nombre {said}"),
            (Locale::Fr, Target::AtMost(_) | Target::AtLeast(_)) => {
                format!("\u{202f}; attendu\u{202f}: {said}")
            }
        }
    }

    /// What a number should be: "must reach 0", "at most 5".
    #[must_use]
    pub fn target(&self, target: Target) -> String {
        match target {
            Target::MustReach(value) => {
                format!("{} {}", self.word("must reach", "doit atteindre"), self.number(value))
            }
            Target::AtMost(value) => {
                format!("{} {}", self.word("at most", "au plus"), self.number(value))
            }
            Target::AtLeast(value) => {
                format!("{} {}", self.word("at least", "au moins"), self.number(value))
            }
        }
    }

    /// A number as it is read: `0.8`, in French `0,8`.
    #[must_use]
    pub fn number(&self, value: Value) -> String {
        match self.locale() {
            Locale::En => value.to_string(),
            Locale::Fr => value.to_string().replace('.', ","),
        }
    }

    pub(super) fn number_of(&self, room: &Room, metric: &MetricId, value: Option<Value>) -> String {
        let Some(value) = value else { return self.word("no number", "aucune mesure").into() };
        let unit = room.watch.metric(metric).and_then(|metric| metric.unit());
        let unit = unit.map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
        format!("{}{unit}", self.number(value))
    }
}
