//! What a step proves, in words.

use super::super::{Messages, event::title_of};
use domain::{Room, StepId, metric::ProofState, watch::ProofEvent};

impl Messages {
    pub(super) fn proof_event(&self, room: &Room, event: &ProofEvent) -> String {
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
}
