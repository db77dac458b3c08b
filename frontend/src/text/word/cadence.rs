//! Cadence, in words.

use crate::{
    boot::Locale,
    text::{Messages, when},
};
use domain::{
    PersonId, Room,
    word::cadence::{CadenceEvent, CadenceRejection},
};

impl Messages {
    pub(super) fn cadence_event(&self, room: &Room, event: &CadenceEvent) -> String {
        let name = |person: &PersonId| {
            room.people.get(person).map_or_else(|| person.to_string(), |who| who.name.to_string())
        };
        match event {
            CadenceEvent::Set { audience, every, owner } => {
                let (audience, every, owner) =
                    (self.audience(*audience), when::length(*every), name(owner));
                match self.locale() {
                    Locale::En => {
                        format!("wants an update to {audience} every {every}, by {owner}")
                    }
                    Locale::Fr => {
                        format!("veut un point pour {audience} toutes les {every}, par {owner}")
                    }
                }
            }
            CadenceEvent::Snoozed { audience, until, reason } => {
                let audience = self.audience(*audience);
                let zone = room.charter.as_ref().map(|charter| &charter.zone);
                let until = zone.map_or_else(String::new, |zone| when::hour_minute(zone, *until));
                match self.locale() {
                    Locale::En => {
                        format!("lets the update to {audience} wait until {until}: {reason}")
                    }
                    Locale::Fr => format!(
                        "fait attendre le point pour {audience} jusqu’à {until}\u{202f}: {reason}"
                    ),
                }
            }
            CadenceEvent::Stopped { audience } => {
                let verb = self.word("ended the updates to", "a arrêté les points pour");
                format!("{verb} {}", self.audience(*audience))
            }
            CadenceEvent::Updated { audience } => {
                format!("{} {}", self.word("updated", "a informé"), self.audience(*audience))
            }
        }
    }

    pub(super) fn cadence_rejection(&self, no: &CadenceRejection) -> String {
        match no {
            CadenceRejection::NoCadence { audience } => {
                let audience = self.audience(*audience);
                self.sentence(
                    || format!("Nobody has set how often {audience} is updated."),
                    || format!("Aucun rythme n’est réglé pour {audience}."),
                )
            }
            CadenceRejection::OutOfRange => self
                .word(
                    "Between one minute and one day, please.",
                    "Entre une minute et un jour, s’il vous plaît.",
                )
                .into(),
        }
    }
}
