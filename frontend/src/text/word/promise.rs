//! Promises in words: what was said, and whether it agrees.

use crate::{
    boot::Locale,
    text::{Messages, when},
};
use domain::{
    Length, Room, Timestamp, Zone,
    event::Tone,
    promise::{Measure, Verdict, Why},
    word::promise::{PromiseEvent, PromiseRejection},
};

impl Messages {
    /// The sentence without its subject.
    pub(super) fn promise_event(&self, room: &Room, event: &PromiseEvent) -> String {
        match event {
            PromiseEvent::Corrected { notice, correction, .. } => {
                let (phrase, named) =
                    (self.quoted(&correction.phrase), self.notice_named(room, *notice));
                match self.locale() {
                    Locale::En => format!("said what {phrase} means in the notice {named}"),
                    Locale::Fr => {
                        format!("a précisé ce que veut dire {phrase} dans l’annonce {named}")
                    }
                }
            }
            PromiseEvent::AtRisk { notice, promised, expected, say_by, .. } => {
                let named = self.notice_named(room, *notice);
                let at = |at: &Timestamp| when::hour_minute(&zone(room), *at);
                let (promised, expected, by) = (at(promised), at(expected), at(say_by));
                match self.locale() {
                    Locale::En => format!(
                        "sees that {named} will not hold: it says {promised}, {expected} is \
                         expected. Say so by {by}"
                    ),
                    Locale::Fr => format!(
                        "voit que {named} ne tiendra pas\u{202f}: elle dit {promised}, on attend \
                         {expected}. À dire avant {by}"
                    ),
                }
            }
            PromiseEvent::Kept { notice } => {
                let named = self.notice_named(room, *notice);
                match self.locale() {
                    Locale::En => format!("sees that {named} will hold after all"),
                    Locale::Fr => format!("voit que {named} tiendra finalement"),
                }
            }
        }
    }

    /// Why not.
    pub(super) fn promise_rejection(&self, no: &PromiseRejection) -> String {
        match no {
            PromiseRejection::NoSuchWords { .. } => self
                .word(
                    "These words are not in the text any more. Look again.",
                    "Ces mots ne sont plus dans le texte. Regardez à nouveau.",
                )
                .into(),
            PromiseRejection::TooManyCorrections { max } => match self.locale() {
                Locale::En => format!("A notice holds at most {max} corrections."),
                Locale::Fr => format!("Une annonce contient au plus {max} corrections."),
            },
            PromiseRejection::NothingNew => self
                .word(
                    "Nothing has changed about what was promised.",
                    "Rien n’a changé à ce qui a été promis.",
                )
                .into(),
        }
    }

    /// What a verdict says, as one sentence; `None` where there is nothing to mind.
    #[must_use]
    pub fn promise_verdict(&self, verdict: &Verdict, zone: &Zone) -> Option<String> {
        let at = |at: Timestamp| when::hour_minute(zone, at);
        Some(match verdict {
            Verdict::TooShort { said, planned, against, .. } => {
                let whose = self.measured(*against);
                let (said, planned) = (spoken(*said), spoken(*planned));
                // The unit stands once where both are minutes.
                let short = said.strip_suffix(" minutes").filter(|_| planned.ends_with(" minutes"));
                let said = short.unwrap_or(&said);
                match self.locale() {
                    Locale::En => format!("{whose} says {planned}, this text says {said}."),
                    Locale::Fr => format!("{whose} dit {planned}, ce texte dit {said}."),
                }
            }
            Verdict::TooEarly { said, expected, against } => {
                let whose = self.measured(*against);
                let (said, expected) = (at(*said), at(*expected));
                match self.locale() {
                    Locale::En => format!("{whose} says {expected}, this text says {said}."),
                    Locale::Fr => format!("{whose} dit {expected}, ce texte dit {said}."),
                }
            }
            Verdict::StartDiffers { said, planned } => {
                let (said, planned) = (at(*said), at(*planned));
                match self.locale() {
                    Locale::En => {
                        format!("It begins at {planned}, this text says {said}.")
                    }
                    Locale::Fr => {
                        format!("Le début est à {planned}, ce texte dit {said}.")
                    }
                }
            }
            Verdict::Unclear(why) => self.unclear(*why).into(),
            Verdict::Holds { .. } | Verdict::NotAPromise => return None,
        })
    }

    /// Whose number it is, to begin a sentence.
    const fn measured(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::Forecast => self.word("The forecast", "La prévision"),
            Measure::Window | Measure::Interruption | Measure::Start | Measure::AnnouncedEnd => {
                self.word("The plan", "Le plan")
            }
        }
    }

    const fn unclear(&self, why: Why) -> &'static str {
        match why {
            Why::Vague => self.word(
                "This says a length without a number: nobody can plan with it.",
                "Une durée sans nombre\u{202f}: personne ne peut s’organiser avec.",
            ),
            Why::OpenEnded => self.word(
                "This says “at least”: readers will remember the number.",
                "Ceci dit «\u{202f}au moins\u{202f}»\u{202f}: on retiendra le nombre.",
            ),
            Why::Backwards => {
                self.word("This ends before it begins.", "Ceci finit avant d’avoir commencé.")
            }
        }
    }
}

/// `30 minutes`, `1 h 30`.
#[must_use]
pub fn spoken(length: Length) -> String {
    match length.minutes() {
        minutes @ 2..60 => format!("{minutes} minutes"),
        _ => when::length(length),
    }
}

fn zone(room: &Room) -> Zone {
    room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone())
}

/// How the entry is set apart in the feed.
pub(super) const fn tone(event: &PromiseEvent) -> Tone {
    match event {
        PromiseEvent::AtRisk { .. } => Tone::Stop,
        PromiseEvent::Kept { .. } => Tone::Done,
        PromiseEvent::Corrected { .. } => Tone::Plain,
    }
}
