//! Why nothing was changed about what is measured and checked.

use super::super::{Messages, event::title_of, rejection::as_sentence};
use crate::boot::Locale;
use domain::{
    Room,
    watch::{WatchFault, WatchRejection},
};

impl Messages {
    /// Why not.
    pub(in crate::text) fn watch_rejection(
        &self,
        room: Option<&Room>,
        no: &WatchRejection,
    ) -> String {
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
    pub(in crate::text) fn watch_fault(&self, fault: &WatchFault) -> String {
        if self.locale() == Locale::En {
            return as_sentence(&fault.to_string());
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
}
