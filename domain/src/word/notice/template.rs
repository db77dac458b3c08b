//! What notices are begun from. The words are ours, in both languages, with facts where a time
//! belongs, so that a notice sent in a hurry cannot say a wrong one.

use super::{Content, Wording};
use crate::text::{MessageText, Title};
use serde::{Deserialize, Serialize};

/// What a notice is begun from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Nothing.
    Blank,
    /// The day before.
    DayBefore,
    /// It has begun.
    Start,
    /// It takes longer.
    Delay,
    /// The point of no return has been passed.
    PointOfNoReturn,
    /// It is over.
    End,
    /// It was broken off.
    Abort,
    /// What was said before it began was wrong.
    Correction,
}

impl Template {
    /// Every template, in the order of the desk.
    pub const ALL: [Self; 8] = [
        Self::DayBefore,
        Self::Start,
        Self::Delay,
        Self::PointOfNoReturn,
        Self::End,
        Self::Abort,
        Self::Correction,
        Self::Blank,
    ];

    /// As written in forms.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::DayBefore => "day_before",
            Self::Start => "start",
            Self::Delay => "delay",
            Self::PointOfNoReturn => "point_of_no_return",
            Self::End => "end",
            Self::Abort => "abort",
            Self::Correction => "correction",
        }
    }

    /// The words it gives.
    #[must_use]
    pub fn content(self) -> Content {
        let [fr, en] = self.words().map(|(title, text)| Wording {
            title: Title::parse(title).ok(),
            text: MessageText::parse(text).ok(),
        });
        Content { fr, en, ..Content::default() }
    }

    /// Title and text, French first.
    const fn words(self) -> [(&'static str, &'static str); 2] {
        match self {
            Self::Blank => [("", ""), ("", "")],
            Self::DayBefore => [
                (
                    "Maintenance demain",
                    "Demain, de {début} à {fin annoncée}, le site sera fermé pour une \
                     maintenance de {fenêtre}. Vos annonces, commandes et messages sont en sécurité.",
                ),
                (
                    "Maintenance tomorrow",
                    "Tomorrow from {start} to {announced end} the site will be closed for a \
                     maintenance of {window}. Your listings, orders and messages are safe.",
                ),
            ],
            Self::Start => [
                (
                    "La maintenance a commencé",
                    "Le site et l’espace vendeur sont fermés jusqu’à {fin annoncée}. Vos annonces, \
                     commandes et messages sont en sécurité.",
                ),
                (
                    "Maintenance has started",
                    "The site and the seller space are closed until {announced end}. Your \
                     listings, orders and messages are safe.",
                ),
            ],
            Self::Delay => [
                (
                    "C’est plus long que prévu",
                    "Notre maintenance dure un peu plus longtemps que prévu. Le site devrait \
                     rouvrir vers {fin prévue}. Vos annonces, commandes et messages sont en sécurité.",
                ),
                (
                    "It takes longer than planned",
                    "Our maintenance is taking a little longer than planned. The site should be \
                     back around {forecast end}. Your listings, orders and messages are safe.",
                ),
            ],
            Self::PointOfNoReturn => [
                (
                    "Le plus délicat est fait",
                    "Le plus délicat de la maintenance est fait. Le site devrait rouvrir vers \
                     {fin prévue}.",
                ),
                (
                    "The delicate part is done",
                    "The delicate part of the maintenance is done. The site should be back around \
                     {forecast end}.",
                ),
            ],
            Self::End => [
                (
                    "Nous sommes de retour",
                    "La maintenance est finie, le site est ouvert. Merci de votre patience.",
                ),
                ("We are back", "Maintenance is over and the site is open. Thank you for waiting."),
            ],
            Self::Abort => [
                (
                    "La maintenance est remise",
                    "Nous avons arrêté la maintenance, le site est ouvert comme avant. Nous vous \
                     donnerons une nouvelle date.",
                ),
                (
                    "The maintenance is put off",
                    "We have stopped the maintenance and the site is open as before. We will tell \
                     you a new date.",
                ),
            ],
            Self::Correction => [
                (
                    "Les bons horaires de la maintenance",
                    "Nous avions annoncé une autre durée : le site sera fermé de {début} à \
                     {fin annoncée}, soit {fenêtre}.",
                ),
                (
                    "The right times of the maintenance",
                    "We had told you another length: the site will be closed from {start} to \
                     {announced end}, that is {window}.",
                ),
            ],
        }
    }
}
