//! Debts, in words: what must be undone, and what became of it.

use super::super::{
    Messages,
    event::{name_of, title_of},
};
use crate::boot::Locale;
use domain::{
    Room, StepId,
    run::debt::{Day, DebtEvent, DebtId, DebtRejection},
};

impl Messages {
    pub(super) fn debt_event(&self, room: &Room, event: &DebtEvent) -> String {
        let colon = self.colon();
        let title = |step: &StepId| self.quoted(title_of(room, step));
        let debt = |debt: &DebtId| {
            let known = room.run.debts.get(*debt);
            self.quoted(known.map_or("?", |known| known.title.as_str()))
        };
        match event {
            DebtEvent::Opened { debt: _, title, owner, due, step: _ } => {
                let verb = self.word("noted what must be undone", "a noté ce qu’il faudra défaire");
                let what = self.quoted(title.as_str());
                let owner = owner
                    .as_ref()
                    .map_or_else(String::new, |owner| format!(" ({})", name_of(room, owner)));
                let due = due.map_or_else(String::new, |due| {
                    format!(", {} {}", self.word("by", "pour le"), self.date(due))
                });
                format!("{verb}{colon} {what}{owner}{due}")
            }
            DebtEvent::Paid { debt: which, step: _, word } => {
                let verb = self.word("has undone", "a défait");
                let said = format!("{verb} {}", debt(which));
                match word {
                    Some(word) => format!("{said}{colon} {word}"),
                    None => said,
                }
            }
            DebtEvent::HandedOver { debt: which, name, date } => match self.locale() {
                Locale::En => {
                    format!("handed {} over to {name}, by {}", debt(which), self.date(*date))
                }
                Locale::Fr => {
                    format!("a confié {} à {name}, pour le {}", debt(which), self.date(*date))
                }
            },
            DebtEvent::TakenBack { debt: which, step } => match self.locale() {
                Locale::En => {
                    format!("has nothing to undo any more for {}: {}", title(step), debt(which))
                }
                Locale::Fr => {
                    format!("n’a plus rien à défaire pour {}\u{202f}: {}", title(step), debt(which))
                }
            },
            DebtEvent::Reopened { debt: which, step: _ } => {
                format!(
                    "{} {}",
                    self.word("must undo again", "doit de nouveau défaire"),
                    debt(which)
                )
            }
            DebtEvent::NothingLeft { step } => match self.locale() {
                Locale::En => format!("says that {} leaves nothing to undo", title(step)),
                Locale::Fr => format!("dit que {} ne laisse rien à défaire", title(step)),
            },
        }
    }

    pub(super) fn debt_rejection(&self, room: Option<&Room>, no: &DebtRejection) -> String {
        match (no, self.locale()) {
            (DebtRejection::Unknown { .. }, Locale::En) => {
                "There is no such thing to undo in this room.".into()
            }
            (DebtRejection::Unknown { .. }, Locale::Fr) => {
                "Il n’y a rien de tel à défaire dans cette salle.".into()
            }
            (DebtRejection::Settled { title, .. }, Locale::En) => {
                format!("{} is settled already.", self.quoted(title.as_str()))
            }
            (DebtRejection::Settled { title, .. }, Locale::Fr) => {
                format!("{} est déjà réglé.", self.quoted(title.as_str()))
            }
            (DebtRejection::DayOver { date }, Locale::En) => {
                format!("{} is over. Choose today or a later day.", self.date(*date))
            }
            (DebtRejection::DayOver { date }, Locale::Fr) => {
                format!("Le {} est passé. Choisissez aujourd’hui ou plus tard.", self.date(*date))
            }
            (DebtRejection::NotAsked { step }, locale) => {
                let title = room.map_or(step.as_str(), |room| title_of(room, step));
                let title = self.quoted(title);
                match locale {
                    Locale::En => format!("Nobody asks any more what {title} leaves."),
                    Locale::Fr => format!("On ne demande plus ce que {title} laisse."),
                }
            }
            (DebtRejection::TooMany { max }, Locale::En) => {
                format!("This room holds {max} things to undo already, and takes no more.")
            }
            (DebtRejection::TooMany { max }, Locale::Fr) => {
                format!("Cette salle a déjà {max} choses à défaire et n’en prend pas plus.")
            }
            (DebtRejection::StillOpen { titles }, locale) => {
                let titles: Vec<String> =
                    titles.iter().map(|title| self.quoted(title.as_str())).collect();
                let titles = titles.join(", ");
                match locale {
                    Locale::En => format!(
                        "Before the room closes, these must be undone or handed to a name and a \
                         date: {titles}."
                    ),
                    Locale::Fr => format!(
                        "Avant de fermer la salle, il faut défaire ceci ou le confier à un nom et \
                         une date\u{202f}: {titles}."
                    ),
                }
            }
        }
    }

    /// `14 Sep 2016`.
    #[must_use]
    pub fn date(&self, day: Day) -> String {
        const EN: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const FR: [&str; 12] = [
            "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.",
            "nov.", "déc.",
        ];
        let months = match self.locale() {
            Locale::En => EN,
            Locale::Fr => FR,
        };
        let month = months.get(usize::from(day.month).saturating_sub(1)).copied();
        format!("{} {} {}", day.day, month.unwrap_or_default(), day.year)
    }
}
