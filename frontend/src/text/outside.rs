//! The sentences people outside read, in both languages: on their page, in its formats, and where
//! people inside are shown what those outside see.

use super::{messages, when::hour_minute};
use crate::boot::Locale;
use domain::{
    RoomId, Timestamp,
    public::{ExpectedEnd, Public, State},
};

/// The address of a room's page for people outside.
#[must_use]
pub fn page_path(room: &RoomId) -> String {
    format!("/status/{room}")
}

/// Two languages, one of which is read.
#[must_use]
pub const fn word(locale: Locale, en: &'static str, fr: &'static str) -> &'static str {
    match locale {
        Locale::En => en,
        Locale::Fr => fr,
    }
}

/// Where the maintenance stands, in a sentence or two.
#[must_use]
pub fn sentence(public: &Public, locale: Locale) -> String {
    let hour = |at| hour_minute(&public.zone, at);
    let moment = |at| moment(public, at, locale);
    let (from, to) = (public.announced.start, public.announced.end);
    match (public.state, locale) {
        (State::Planned, _) if public.called_off => word(
            locale,
            "The planned maintenance was called off.",
            "La maintenance prévue est annulée.",
        )
        .to_owned(),
        (State::Planned, Locale::En) => format!(
            "Maintenance is planned on {} from {} to {}.",
            messages(locale).day(&public.zone, from),
            hour(from),
            moment(to)
        ),
        (State::Planned, Locale::Fr) => format!(
            "Une maintenance est prévue le {} de {} à {}.",
            messages(locale).day(&public.zone, from),
            hour(from),
            moment(to)
        ),
        (State::Started { expected_end, .. }, _) => in_maintenance(public, expected_end, locale),
        (State::Back { at }, Locale::En) => {
            format!("The maintenance is over. Everything has been back since {}.", moment(at))
        }
        (State::Back { at }, Locale::Fr) => {
            format!("La maintenance est terminée. Tout est rétabli depuis {}.", moment(at))
        }
    }
}

fn in_maintenance(public: &Public, end: ExpectedEnd, locale: Locale) -> String {
    let at = moment(public, end.at, locale);
    if public.called_off {
        return match locale {
            Locale::En => format!(
                "The maintenance was called off and is being undone. \
                 We expect to be back at about {at}."
            ),
            Locale::Fr => format!(
                "La maintenance est annulée, tout est remis en place. Retour prévu vers {at}."
            ),
        };
    }
    match (locale, end.is_guess) {
        (Locale::En, false) => {
            format!("We are in planned maintenance. We expect to be back at {at}.")
        }
        (Locale::En, true) => {
            format!("We are in planned maintenance. We expect to be back at about {at}.")
        }
        (Locale::Fr, false) => format!("Maintenance en cours. Retour prévu à {at}."),
        (Locale::Fr, true) => format!("Maintenance en cours. Retour prévu vers {at}."),
    }
}

/// The same in a few words, for a badge.
#[must_use]
pub fn briefly(public: &Public, locale: Locale) -> String {
    match public.state {
        State::Planned if public.called_off => {
            word(locale, "maintenance called off", "maintenance annulée").to_owned()
        }
        State::Planned => {
            let (zone, start) = (&public.zone, public.announced.start);
            let (day, hour) = (messages(locale).day(zone, start), hour_minute(zone, start));
            format!("{} {day} {hour}", word(locale, "maintenance", "maintenance le"))
        }
        State::Started { expected_end, .. } => {
            let until = word(locale, "maintenance until", "maintenance jusqu’à");
            format!("{until} {}", moment(public, expected_end.at, locale))
        }
        State::Back { .. } => word(locale, "back to normal", "tout est rétabli").to_owned(),
    }
}

/// `10:41`, with its day when that is not the day of the maintenance. It does not depend on when
/// it is read.
#[must_use]
pub fn moment(public: &Public, at: Timestamp, locale: Locale) -> String {
    messages(locale).moment(&public.zone, at, public.announced.start)
}
