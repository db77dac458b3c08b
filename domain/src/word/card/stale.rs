//! Whether a card is still true.
//!
//! Two things make it stale: the moment until which it was said to hold, and every time or length
//! in its own words, compared with where the end will be ([`crate::promise`]).

use super::Card;
use crate::{
    forecast::Forecast,
    promise::{Facts, Language, Verdict, found_in, judge},
    room::{Interruption, Room},
    time::{Length, Timestamp},
};

/// Why a card must not be read out any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// The end will be later than the moment it names or holds until.
    ForecastPassed {
        /// That moment.
        said: Timestamp,
        /// Where the end will be.
        expected: Timestamp,
    },
    /// It says a shorter length.
    TooShort {
        /// What it says.
        said: Length,
        /// What it takes.
        needed: Length,
    },
    /// It says another beginning.
    StartDiffers {
        /// What it says.
        said: Timestamp,
        /// What is true.
        planned: Timestamp,
    },
    /// It was said to hold until a moment that is over.
    Over {
        /// That moment.
        since: Timestamp,
    },
}

impl Card {
    /// Why the card is no longer true; nothing while it is.
    #[must_use]
    pub fn stale(&self, room: &Room, forecast: &Forecast, now: Timestamp) -> Option<Stale> {
        let expected = forecast.open_again;
        if let Some(until) = self.says.valid_until {
            let open_again = matches!(room.interruption(), Interruption::Over { .. });
            if !open_again && expected.seconds_since(until) >= 60 {
                return Some(Stale::ForecastPassed { said: until, expected });
            }
            if until <= now {
                return Some(Stale::Over { since: until });
            }
        }
        let facts = self.facts(room, expected)?;
        self.texts().find_map(|(text, language)| {
            found_in(text, language).iter().find_map(|found| match judge(&found.said, &facts) {
                Verdict::TooEarly { said, expected, .. } => {
                    Some(Stale::ForecastPassed { said, expected })
                }
                Verdict::TooShort { said, planned, .. } => {
                    Some(Stale::TooShort { said, needed: planned })
                }
                Verdict::StartDiffers { said, planned } => {
                    Some(Stale::StartDiffers { said, planned })
                }
                Verdict::Holds { .. } | Verdict::Unclear(_) | Verdict::NotAPromise => None,
            })
        })
    }

    /// What its words are compared with; nothing before the room has a plan.
    #[must_use]
    pub fn facts(&self, room: &Room, forecast_end: Timestamp) -> Option<Facts> {
        let charter = room.charter.as_ref()?;
        let started = match room.interruption() {
            Interruption::NotYet => None,
            Interruption::Since(since) | Interruption::Over { since, .. } => Some(since),
        };
        Some(Facts {
            window: charter.window,
            interruption: charter.interruption,
            started,
            forecast_end: Some(forecast_end),
            zone: charter.zone.clone(),
            written: self.at,
        })
    }

    /// Its texts, the French ones first.
    fn texts(&self) -> impl Iterator<Item = (&str, Language)> {
        let says = &self.says;
        let fr = [Some(&says.say_fr), says.can_fr.as_ref(), says.cannot_fr.as_ref()];
        let en = [Some(&says.say_en), says.can_en.as_ref(), says.cannot_en.as_ref()];
        let fr = fr.into_iter().flatten().map(|text| (text.as_str(), Language::Fr));
        fr.chain(en.into_iter().flatten().map(|text| (text.as_str(), Language::En)))
    }
}
