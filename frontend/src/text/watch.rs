//! What was measured or checked, in words.

use super::{Messages, event::title_of, when};
use crate::boot::Locale;
use domain::{
    EntryId, Length, MetricId, Room, StepId, Timestamp, Zone,
    metric::{Health, ProofState, Target, Value},
    watch::{
        AlertEvent, EntryEvent, EntryKind, MetricEvent, Missing, ProofEvent, Seal, Side, StopEvent,
        WatchEvent, WatchFault, WatchRejection,
    },
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

    fn metric_event(&self, room: &Room, event: &MetricEvent) -> String {
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
                let target = target.map(|target| self.target(target)).unwrap_or_default();
                match health {
                    Health::Ok => self.sentence(
                        || format!("sees {title} back where it should be: {number}"),
                        || format!("voit {title} revenir à sa place\u{202f}: {number}"),
                    ),
                    Health::Breached => self.sentence(
                        || format!("sees {title} at {number}; it {target}"),
                        || format!("voit {title} à {number}\u{202f}; {target}"),
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

    fn proof_event(&self, room: &Room, event: &ProofEvent) -> String {
        let title = |step: &StepId| self.quoted(title_of(room, step));
        match event {
            ProofEvent::Turned { step, state, value, still, .. } => {
                let title = title(step);
                let proof = room.watch.proof(step);
                let number = proof
                    .map(|proof| self.number_of(room, &proof.metric, *value))
                    .unwrap_or_default();
                let still = still.map(|at| self.not_moving(proof.map(|p| p.predicate), room, at));
                let still = still.map(|still| format!(", {still}")).unwrap_or_default();
                match state {
                    ProofState::Waiting => self.sentence(
                        || format!("waits for the proof of {title}: {number}"),
                        || format!("attend la preuve de {title}\u{202f}: {number}"),
                    ),
                    ProofState::Holding { .. } => self.sentence(
                        || format!("sees the proof of {title} hold: {number}"),
                        || format!("voit la preuve de {title} tenir\u{202f}: {number}"),
                    ),
                    ProofState::Proven { .. } => self.sentence(
                        || format!("saw the proof of {title}: it held. Proven"),
                        || format!("a vu la preuve de {title}\u{202f}: elle a tenu. Prouvé"),
                    ),
                    ProofState::Missed { .. } => self.sentence(
                        || format!("raises an alarm: {title} is not proven in time. {number}{still}"),
                        || format!("donne l’alerte\u{202f}: {title} n’est pas prouvé à temps. {number}{still}"),
                    ),
                    ProofState::Unknown => self.sentence(
                        || format!("cannot say whether {title} is proven: no number comes"),
                        || format!("ne peut dire si {title} est prouvé\u{202f}: aucune mesure n’arrive"),
                    ),
                }
            }
            ProofEvent::Overruled { step, reason } => {
                let title = title(step);
                self.sentence(
                    || format!("goes on without the proof of {title}: {reason}"),
                    || format!("continue sans la preuve de {title}\u{202f}: {reason}"),
                )
            }
        }
    }

    fn stop_event(&self, room: &Room, event: &StopEvent) -> String {
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

    fn entry_event(&self, room: &Room, event: &EntryEvent) -> String {
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
                let count = self.number(*count);
                self.sentence(
                    || format!("raises an alarm: {count} come in by a way that is not on the board"),
                    || format!("donne l’alerte\u{202f}: {count} entrent par un accès qui n’est pas au tableau"),
                )
            }
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

    fn number_of(&self, room: &Room, metric: &MetricId, value: Option<Value>) -> String {
        let Some(value) = value else { return self.word("no number", "aucune mesure").into() };
        let unit = room.watch.metric(metric).and_then(|metric| metric.unit());
        let unit = unit.map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
        format!("{}{unit}", self.number(value))
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

    /// Why not.
    pub(super) fn watch_rejection(&self, room: Option<&Room>, no: &WatchRejection) -> String {
        match no {
            WatchRejection::Closed => {
                self.word("The room is closed.", "La salle est close.").into()
            }
            WatchRejection::UnknownMetric { metric } => self.sentence(
                || format!("There is no metric {metric} in this room."),
                || format!("Il n’y a pas de mesure {metric} dans cette salle."),
            ),
            WatchRejection::UnknownEntry { entry } => self.sentence(
                || format!("There is no way in {entry} on the board."),
                || format!("Il n’y a pas d’accès {entry} au tableau."),
            ),
            WatchRejection::Period { seconds, .. } => self.sentence(
                || format!("Period: {seconds} s, but it must be from 1 s to 5 min."),
                || format!("Période\u{202f}: {seconds} s, mais il faut de 1 s à 5 min."),
            ),
            WatchRejection::InUse { metric } => self.sentence(
                || format!("The metric {metric} is used by a way in, a proof or a stop rule. Take it out there first."),
                || format!("La mesure {metric} sert à un accès, à une preuve ou à une règle d’arrêt. Retirez-la d’abord de là."),
            ),
            WatchRejection::Fault(fault) => self.watch_fault(fault),
            WatchRejection::NoProof { step } | WatchRejection::Proven { step } => {
                let title = room.map_or(step.as_str(), |room| title_of(room, step));
                let title = self.quoted(title);
                if matches!(no, WatchRejection::Proven { .. }) {
                    return self.sentence(
                        || format!("{title} is proven: there is nothing to do without."),
                        || format!("{title} est prouvé\u{202f}: il n’y a rien dont se passer."),
                    );
                }
                self.sentence(
                    || format!("{title} has no proof in the plan."),
                    || format!("{title} n’a pas de preuve dans le plan."),
                )
            }
            WatchRejection::Same => {
                self.word("It is so already.", "C’est déjà le cas.").into()
            }
        }
    }

    /// One thing wrong with what is to be measured and checked.
    pub(super) fn watch_fault(&self, fault: &WatchFault) -> String {
        if self.locale() == Locale::En {
            let line = fault.to_string();
            let mut letters = line.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            return format!("{first}{}.", letters.as_str());
        }
        match fault {
            WatchFault::DuplicateMetric { metric } => {
                format!("Mesure {metric}\u{202f}: cet identifiant sert deux fois.")
            }
            WatchFault::DuplicateEntry { entry } => {
                format!("Accès {entry}\u{202f}: cet identifiant sert deux fois.")
            }
            WatchFault::UnknownMetricOfEntry { entry, metric } => {
                format!("Accès {entry}\u{202f}: il n’y a pas de mesure {metric}.")
            }
            WatchFault::UnknownOwnerOfEntry { entry, owner } => format!(
                "Accès {entry}\u{202f}: son responsable {owner} n’est pas dans la liste des personnes."
            ),
            WatchFault::UnknownMetricOfProof { step, metric } => {
                format!("Étape {step}, preuve\u{202f}: il n’y a pas de mesure {metric}.")
            }
            WatchFault::UnknownStep { step } => {
                format!("Preuve\u{202f}: il n’y a pas d’étape {step}.")
            }
            WatchFault::TwoProofs { step } => {
                format!("Étape {step}\u{202f}: elle a deux preuves.")
            }
            WatchFault::UnknownMetricOfRule { metric } => {
                format!("Règle d’arrêt\u{202f}: il n’y a pas de mesure {metric}.")
            }
            WatchFault::TwoRules { metric } => {
                format!("Règle d’arrêt\u{202f}: la mesure {metric} en a deux.")
            }
            WatchFault::TooMany => format!(
                "Le plan a plus de {} mesures ou de {} accès.",
                domain::watch::METRICS_MAX,
                domain::watch::ENTRY_POINTS_MAX
            ),
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
