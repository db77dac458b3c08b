//! The ways in, in words.

use super::{super::Messages, entry_title};
use crate::boot::Locale;
use domain::{
    EntryId, Room,
    metric::Value,
    watch::{EntryEvent, EntryKind, Missing, Seal, Side},
};

impl Messages {
    pub(super) fn entry_event(&self, room: &Room, event: &EntryEvent) -> String {
        let title = |entry: &EntryId| self.quoted(entry_title(room, entry));
        match event {
            EntryEvent::Set { entry } => {
                let title = self.quoted(entry.title.as_str());
                self.sentence(
                    || format!("put the way in {title} on the board"),
                    || format!("a mis l’accès {title} au tableau"),
                )
            }
            EntryEvent::Removed { entry } => {
                let title = title(entry);
                self.sentence(
                    || format!("took the way in {title} off the board"),
                    || format!("a retiré l’accès {title} du tableau"),
                )
            }
            EntryEvent::Vouched { entry, seal, reason } => {
                let title = title(entry);
                let word = self.seal(*seal);
                self.sentence(
                    || format!("gives their word that {title} is {word}: {reason}"),
                    || format!("donne sa parole\u{202f}: {title} est {word}. {reason}"),
                )
            }
            EntryEvent::Turned { entry, side, seal, value } => {
                let title = title(entry);
                let number = value.map(|value| format!(" ({})", self.number(value)));
                let number = number.unwrap_or_default();
                match (side, seal) {
                    (Side::Inside, Seal::Open) => self.sentence(
                        || format!("sees testers get in by {title}{number}"),
                        || format!("voit les testeurs entrer par {title}{number}"),
                    ),
                    (Side::Inside, Seal::Shut) => self.sentence(
                        || format!("sees testers shut out of {title}{number}"),
                        || format!("voit les testeurs rester dehors par {title}{number}"),
                    ),
                    (_, Seal::Shut) => self.sentence(
                        || format!("sees the way in {title} shut{number}"),
                        || format!("voit l’accès {title} fermé{number}"),
                    ),
                    (_, Seal::Open) => self.sentence(
                        || format!("sees the way in {title} open{number}"),
                        || format!("voit l’accès {title} ouvert{number}"),
                    ),
                    (_, Seal::Unknown) => self.sentence(
                        || format!("no longer knows whether {title} is shut"),
                        || format!("ne sait plus si {title} est fermé"),
                    ),
                }
            }
            EntryEvent::StillOpen { entries } if entries.is_empty() => {
                self.word("sees every way in shut", "voit tous les accès fermés").into()
            }
            EntryEvent::StillOpen { entries } => {
                let said = self.still_open(room, entries);
                self.sentence(
                    || format!("raises an alarm: {said}"),
                    || format!("donne l’alerte\u{202f}: {said}"),
                )
            }
            EntryEvent::Unlisted { count } if *count == Value::ZERO => self
                .word(
                    "sees nobody come in by an unknown way any more",
                    "ne voit plus personne entrer par un accès inconnu",
                )
                .into(),
            EntryEvent::Unlisted { count } => {
                let said = self.unlisted(*count, &[]);
                self.sentence(
                    || format!("raises an alarm: {said}"),
                    || format!("donne l’alerte\u{202f}: {said}"),
                )
            }
        }
    }

    /// "2 of 5 ways in are still open: iOS, Android".
    #[must_use]
    pub fn still_open(&self, room: &Room, open: &[EntryId]) -> String {
        let names: Vec<&str> = open.iter().map(|entry| entry_title(room, entry)).collect();
        let (names, of) = (names.join(", "), room.watch.plan.entry_points.len());
        match (self.locale(), open.len()) {
            (Locale::En, 1) => format!("1 of {of} ways in is still open: {names}"),
            (Locale::En, many) => format!("{many} of {of} ways in are still open: {names}"),
            (Locale::Fr, 1) => {
                format!("1 accès sur {of} est encore ouvert\u{202f}: {names}")
            }
            (Locale::Fr, many) => {
                format!("{many} accès sur {of} sont encore ouverts\u{202f}: {names}")
            }
        }
    }

    /// "3 sessions of an application nobody listed: jdbc-batch@10.0.4.7". Their names are
    /// technical: whoever may not read them passes none.
    #[must_use]
    pub fn unlisted(&self, count: Value, names: &[&str]) -> String {
        let (number, one) = (self.number(count), count == Value::from_whole(1));
        let said = match (self.locale(), one, names.len()) {
            (Locale::En, true, _) => "1 session of an application nobody listed".to_owned(),
            (Locale::En, false, 0 | 1) => {
                format!("{number} sessions of an application nobody listed")
            }
            (Locale::En, false, _) => format!("{number} sessions of applications nobody listed"),
            (Locale::Fr, true, _) => "1 session d’une application que personne n’a listée".into(),
            (Locale::Fr, false, 0 | 1) => {
                format!("{number} sessions d’une application que personne n’a listée")
            }
            (Locale::Fr, false, _) => {
                format!("{number} sessions d’applications que personne n’a listées")
            }
        };
        match names {
            [] => said,
            names => format!("{said}{} {}", self.colon(), names.join(", ")),
        }
    }

    /// Shut, open, or not known.
    #[must_use]
    pub const fn seal(&self, seal: Seal) -> &'static str {
        match seal {
            Seal::Shut => self.word("shut", "fermé"),
            Seal::Open => self.word("open", "ouvert"),
            Seal::Unknown => self.word("not known", "inconnu"),
        }
    }

    /// What comes in by a way in.
    #[must_use]
    pub const fn entry_kind(&self, kind: EntryKind) -> &'static str {
        match kind {
            EntryKind::Web => self.word("web", "web"),
            EntryKind::Ios => "iOS",
            EntryKind::Android => "Android",
            EntryKind::Seller => self.word("sellers", "vendeurs"),
            EntryKind::Partner => self.word("partners", "partenaires"),
            EntryKind::Backoffice => self.word("back office", "back-office"),
            EntryKind::Crons => self.word("jobs", "tâches planifiées"),
            EntryKind::Webhooks => self.word("webhooks", "webhooks"),
            EntryKind::Other => self.word("other", "autre"),
        }
    }

    /// What a row of the board lacks.
    #[must_use]
    pub const fn missing(&self, missing: Missing) -> &'static str {
        match missing {
            Missing::Block => self.word(
                "nobody has said how it is blocked",
                "personne n’a dit comment il est bloqué",
            ),
            Missing::Proof => self.word(
                "nothing shows that it is blocked: no check, nobody’s word",
                "rien ne montre qu’il est bloqué\u{202f}: ni contrôle, ni parole",
            ),
            Missing::WayIn => self.word("testers have no way in", "les testeurs n’ont pas d’accès"),
            Missing::WayInProof => self.word(
                "nothing shows that testers get in",
                "rien ne montre que les testeurs entrent",
            ),
            Missing::Owner => self.word("nobody answers for it", "personne n’en répond"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{boot::Locale, text::messages};
    use domain::metric::Value;

    #[test]
    fn strangers_are_counted_and_named_where_they_may_be() {
        let said = |locale, count, names: &[&str]| {
            messages(locale).unlisted(Value::from_whole(count), names)
        };
        let batch = "jdbc-batch@10.0.4.7";
        assert_eq!(
            said(Locale::En, 3, &[batch]),
            "3 sessions of an application nobody listed: jdbc-batch@10.0.4.7"
        );
        assert_eq!(said(Locale::En, 1, &[]), "1 session of an application nobody listed");
        assert_eq!(
            said(Locale::Fr, 5, &[batch, "etl"]),
            "5 sessions d’applications que personne n’a listées\u{202f}: jdbc-batch@10.0.4.7, etl"
        );
        assert_eq!(
            said(Locale::Fr, 1, &[batch]),
            "1 session d’une application que personne n’a listée\u{202f}: jdbc-batch@10.0.4.7"
        );
    }
}
