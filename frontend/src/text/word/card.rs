//! The answer card, in words.

use crate::{boot::Locale, text::Messages};
use domain::word::card::{CardEvent, CardRejection};

impl Messages {
    pub(super) fn card_event(&self, event: &CardEvent) -> String {
        match event {
            CardEvent::Published { version, says } => match self.locale() {
                Locale::En => format!("says what to answer now (card {version}): {}", says.say_en),
                Locale::Fr => {
                    format!("donne la réponse à faire (fiche {version})\u{202f}: {}", says.say_fr)
                }
            },
            CardEvent::Acknowledged { .. } => {
                self.word("has seen the answer card", "a vu la fiche de réponse").into()
            }
        }
    }

    pub(super) fn card_rejection(&self, no: &CardRejection) -> String {
        match no {
            CardRejection::NoCard => self
                .word("There is no answer card yet.", "Il n’y a pas encore de fiche de réponse.")
                .into(),
            CardRejection::Replaced { current } => self.sentence(
                || format!("Card {current} counts by now. Read that one first."),
                || {
                    format!(
                        "C’est désormais la fiche {current} qui compte. Lisez-la d’abord."
                    )
                },
            ),
            CardRejection::CardSeen { .. } => self
                .word("You have confirmed this card already.", "Vous avez déjà confirmé cette fiche.")
                .into(),
            CardRejection::ValidityOver => self
                .word(
                    "“Valid until” is over already. Give a later time, or leave it empty.",
                    "«\u{202f}Valable jusqu’à\u{202f}» est déjà passé. Donnez une heure plus tardive, ou laissez vide.",
                )
                .into(),
        }
    }
}
