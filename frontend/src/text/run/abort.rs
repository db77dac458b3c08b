//! Turning back, in words.

use super::super::{Messages, event::title_of, when};
use domain::{
    Room,
    run::abort::{AbortEvent, AbortRejection},
};

impl Messages {
    pub(super) fn abort_event(&self, event: &AbortEvent) -> String {
        let colon = self.colon();
        match event {
            AbortEvent::Proposed { reason } => {
                let verb = self.word("proposes to abort", "propose d’abandonner la bascule");
                format!("{verb}{colon} {reason}")
            }
            AbortEvent::Withdrawn {} => self
                .word("withdrew the proposal to abort", "a retiré la proposition d’abandon")
                .into(),
            AbortEvent::Confirmed { reason, undo, .. } => {
                let verb = self.word("confirmed: we abort", "a confirmé\u{202f}: nous abandonnons");
                let steps = undo.len();
                let way = match steps {
                    0 => self.word("nothing to undo", "rien à défaire").to_owned(),
                    1 => self.word("1 step to undo", "1 étape à défaire").to_owned(),
                    _ => format!("{steps} {}", self.word("steps to undo", "étapes à défaire")),
                };
                format!("{verb}, {way}{colon} {reason}")
            }
        }
    }

    pub(super) fn abort_rejection(&self, room: Option<&Room>, no: &AbortRejection) -> String {
        let zone = room.and_then(|room| room.charter.as_ref()).map(|charter| &charter.zone);
        let shown = |at| zone.map_or_else(String::new, |zone| when::hour_minute(zone, at));
        match no {
            AbortRejection::Proposed { by, at } => {
                let (name, at) = (by.name(), shown(*at));
                self.sentence(
                    || format!("{name} has proposed to abort already, at {at}. Confirm it or withdraw it."),
                    || format!("{name} a déjà proposé d’abandonner, à {at}. Confirmez ou retirez la proposition."),
                )
            }
            AbortRejection::NotProposed => self
                .word(
                    "Nobody proposes to abort any more. Propose it first.",
                    "Plus personne ne propose d’abandonner. Proposez-le d’abord.",
                )
                .into(),
            AbortRejection::Aborting { since } => {
                let since = shown(*since);
                self.sentence(
                    || format!("The cutover is being aborted already, since {since}."),
                    || format!("La bascule est déjà en cours d’abandon, depuis {since}."),
                )
            }
            AbortRejection::SamePerson => self
                .word(
                    "You proposed it: somebody else must confirm.",
                    "Vous l’avez proposé\u{202f}: quelqu’un d’autre doit confirmer.",
                )
                .into(),
            AbortRejection::LeadNeeded => self
                .word(
                    "One of the two must be the lead: ask the lead to confirm.",
                    "L’un des deux doit être le pilote\u{202f}: demandez au pilote de confirmer.",
                )
                .into(),
            AbortRejection::NotYours => self
                .word(
                    "Only whoever proposed it, or the lead, can withdraw it.",
                    "Seul l’auteur de la proposition, ou le pilote, peut la retirer.",
                )
                .into(),
            AbortRejection::FixForward { step } => {
                let title = self.quoted(room.map_or(step.as_str(), |room| title_of(room, step)));
                self.sentence(
                    || format!("Too late to abort: {title} has begun and cannot be undone. Fix forward."),
                    || format!("Trop tard pour abandonner\u{202f}: {title} a commencé et ne peut pas être défaite. Il faut réparer en avançant."),
                )
            }
        }
    }
}
