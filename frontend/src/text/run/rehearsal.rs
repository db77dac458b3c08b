//! Rehearsals, in words.

use super::super::{Messages, event::title_of};
use crate::boot::Locale;
use domain::{
    Room, StepId,
    run::{RehearsalEvent, RehearsalRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn rehearsal_event(&self, room: &Room, event: &RehearsalEvent) -> String {
        match event {
            RehearsalEvent::Recorded { rehearsal, lengths } => {
                let n = lengths.len();
                match self.locale() {
                    Locale::En => format!("kept what {n} steps took in rehearsal {rehearsal}"),
                    Locale::Fr => {
                        format!("a gardé la durée de {n} étapes de la répétition {rehearsal}")
                    }
                }
            }
            RehearsalEvent::WayInProven { step, reason } => {
                let (title, colon) = (self.quoted(title_of(room, step)), self.colon());
                match self.locale() {
                    Locale::En => format!("has seen the way in of {title} work{colon} {reason}"),
                    Locale::Fr => {
                        format!("a vu marcher l’accès de {title}{colon} {reason}")
                    }
                }
            }
        }
    }

    /// Why not.
    pub(super) fn rehearsal_rejection(
        &self,
        room: Option<&Room>,
        no: &RehearsalRejection,
    ) -> String {
        let title =
            |step: &StepId| self.quoted(room.map_or(step.as_str(), |room| title_of(room, step)));
        match (no, self.locale()) {
            (RehearsalRejection::RecordedAlready { rehearsal }, Locale::En) => {
                format!("The rehearsal {rehearsal} is recorded already.")
            }
            (RehearsalRejection::RecordedAlready { rehearsal }, Locale::Fr) => {
                format!("La répétition {rehearsal} est déjà enregistrée.")
            }
            (RehearsalRejection::NoWayIn { step }, Locale::En) => {
                format!(
                    "{} has no way in yet. Edit the step and say how people get in.",
                    title(step)
                )
            }
            (RehearsalRejection::NoWayIn { step }, Locale::Fr) => format!(
                "{} n’a pas encore d’accès. Modifiez l’étape et dites comment on entre.",
                title(step)
            ),
            (RehearsalRejection::ProvenAlready { step }, Locale::En) => {
                format!("The way in of {} is proven already.", title(step))
            }
            (RehearsalRejection::ProvenAlready { step }, Locale::Fr) => {
                format!("L’accès de {} est déjà prouvé.", title(step))
            }
        }
    }
}
