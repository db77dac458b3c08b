//! Why something about the people of a room, or about the room itself, was refused.

use crate::{boot::Locale, text::Messages};
use domain::{
    PersonId,
    rejection::{PeopleRejection, RemovalRejection},
};

impl Messages {
    /// Why a command about people was refused, and what to do.
    pub(in crate::text) fn people_rejection(
        &self,
        no: &PeopleRejection,
        name: &dyn Fn(&PersonId) -> String,
    ) -> String {
        let fr = self.locale == Locale::Fr;
        let pick = |en: String, french: String| if fr { french } else { en };
        match no {
            PeopleRejection::SameRole { person, role } => {
                let (who, role) = (name(person), self.role(*role));
                pick(
                    format!("{who} has this role already: {role}."),
                    format!("{who} a déjà ce rôle\u{202f}: {role}."),
                )
            }
            PeopleRejection::LastLead { person } => pick(
                format!("{} is the last lead. Hand the lead over first.", name(person)),
                format!("{} est seul au pilotage. Passez d’abord le pilotage.", name(person)),
            ),
            PeopleRejection::OwnsSteps { person } => pick(
                format!(
                    "{} still owns open steps, which an observer cannot. Give them to somebody else first.",
                    name(person)
                ),
                format!(
                    "{} a encore des étapes ouvertes, ce qu’un observateur ne peut pas avoir. Confiez-les d’abord à quelqu’un d’autre.",
                    name(person)
                ),
            ),
            PeopleRejection::NoPart { person } => pick(
                format!("The part of {} in this room has ended. Invite them again.", name(person)),
                format!(
                    "La participation de {} à cette salle a pris fin. Invitez cette personne à nouveau.",
                    name(person)
                ),
            ),
            PeopleRejection::NothingToGive { person } => pick(
                format!("{} has no open steps to give to somebody else.", name(person)),
                format!("{} n’a pas d’étape ouverte à confier à quelqu’un d’autre.", name(person)),
            ),
            PeopleRejection::NoHandover => pick(
                "The lead is not offered to you, or no longer.".into(),
                "Le pilotage ne vous est pas proposé, ou ne l’est plus.".into(),
            ),
        }
    }
}

impl Messages {
    /// Why a room was not removed, and what to do.
    pub(in crate::text) fn removal_rejection(&self, no: &RemovalRejection) -> String {
        let fr = self.locale == Locale::Fr;
        let pick = |en: String, french: String| if fr { french } else { en };
        match no {
            RemovalRejection::Removed => {
                pick("This room was removed.".into(), "Cette salle a été retirée.".into())
            }
            RemovalRejection::UnderWay => pick(
                "A cutover that is under way cannot be removed. Close the room first.".into(),
                "Une bascule en cours ne se retire pas. Fermez d’abord la salle.".into(),
            ),
            RemovalRejection::OtherTitle => pick(
                "This is not the room’s title. Type it as it stands at the top of the page.".into(),
                "Ce n’est pas le titre de la salle. Tapez-le comme en haut de la page.".into(),
            ),
        }
    }
}
