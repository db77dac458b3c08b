//! What went wrong on the way out, as it is kept in the record and said on screen.

use frontend::boot::Locale;
use serde::{Deserialize, Serialize};

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trouble {
    /// No connection: certainly nothing was handed over.
    Unreachable {
        /// What the system said.
        detail: String,
    },
    /// Nobody can say whether it was taken.
    NoAnswer {
        /// What the system said.
        detail: String,
    },
    /// The endpoint answered something else than "yes".
    Http {
        /// The status.
        status: u16,
        /// The beginning of what came with it.
        said: String,
    },
    /// The mail server said no.
    Smtp {
        /// The reply code.
        code: u16,
        /// What came with it.
        said: String,
    },
    /// The address leads inside, and the channel may not go there.
    OutOfReach {
        /// Where it leads.
        address: String,
    },
    /// Whoever it was for has left the list since.
    Unsubscribed,
    /// It is no news any more.
    TooOld {
        /// How old it was, in seconds.
        seconds: i64,
        /// What was the matter at the last attempt; nothing when there was none in that time.
        last: Option<Box<Trouble>>,
    },
    /// The channel is no longer what it was when this was written for it.
    Misfit,
    /// It cannot be written as a message.
    Unwritable {
        /// What is wrong with it.
        detail: String,
    },
}

impl Trouble {
    /// Whether another attempt would only meet the same answer.
    ///
    /// HTTP: a redirect is not followed, and a 4xx is about the request, except "too slow", "too
    /// early" and "too many" (RFC 9110, 8470 and 6585). SMTP: a 5xx is final (RFC 5321, 4.2.1),
    /// except the ones about our own password (RFC 4954): those say nothing about the message,
    /// and a mistake in the settings must not lose what waits.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::NoAnswer { .. } => false,
            Self::Http { status, .. } => {
                matches!(status, 300..=499) && !matches!(status, 408 | 425 | 429)
            }
            Self::Smtp { code, .. } => matches!(code, 500..=599) && !is_about_us(*code),
            Self::OutOfReach { .. }
            | Self::Unsubscribed
            | Self::TooOld { .. }
            | Self::Misfit
            | Self::Unwritable { .. } => true,
        }
    }

    /// Whether it may have been taken all the same.
    #[must_use]
    pub const fn leaves_doubt(&self) -> bool {
        matches!(self, Self::NoAnswer { .. })
    }

    /// In a sentence.
    #[must_use]
    pub fn in_words(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.in_english(),
            Locale::Fr => self.in_french(),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::Unreachable { detail } => {
                format!("It could not be reached: {}.", without_number(detail))
            }
            Self::NoAnswer { detail } => {
                format!("It gave no answer, so it may or may not have it: {detail}.")
            }
            Self::Http { status, said } => {
                format!("It answered {status}, which is a no{}.", quoted(said, Locale::En))
            }
            Self::Smtp { code, said } if is_about_us(*code) => {
                let said = quoted(said, Locale::En);
                format!("The mail server does not let us in ({code}){said}.")
            }
            Self::Smtp { code, said } => {
                format!("The mail server refused it ({code}){}.", quoted(said, Locale::En))
            }
            Self::OutOfReach { address } => format!(
                "Its address leads to {address}, which is inside: allow does not name it for this channel."
            ),
            Self::Unsubscribed => "They have left the list since.".into(),
            Self::TooOld { seconds, last: None } => {
                format!(
                    "It was {} minutes old when it could be sent: no news any more.",
                    seconds / 60
                )
            }
            Self::TooOld { seconds, last: Some(last) } => {
                let last = last.in_english();
                format!("Given up after {} minutes of trying. {last}", seconds / 60)
            }
            Self::Misfit => "The channel is not what it was when this was written for it.".into(),
            Self::Unwritable { detail } => format!("It cannot be written as a message: {detail}."),
        }
    }

    fn in_french(&self) -> String {
        match self {
            Self::Unreachable { detail } => {
                format!("Le destinataire est injoignable\u{202f}: {}.", without_number(detail))
            }
            Self::NoAnswer { detail } => {
                format!("Pas de réponse\u{202f}: impossible de dire si c’est arrivé. {detail}.")
            }
            Self::Http { status, said } => {
                format!("La réponse est {status}, donc non{}.", quoted(said, Locale::Fr))
            }
            Self::Smtp { code, said } if is_about_us(*code) => {
                let said = quoted(said, Locale::Fr);
                format!("Le serveur de courrier ne nous laisse pas entrer ({code}){said}.")
            }
            Self::Smtp { code, said } => {
                format!("Le serveur de courrier l’a refusé ({code}){}.", quoted(said, Locale::Fr))
            }
            Self::OutOfReach { address } => format!(
                "L’adresse mène à {address}, qui est interne\u{202f}: allow ne la nomme pas pour ce canal."
            ),
            Self::Unsubscribed => "Cette personne s’est désabonnée entre-temps.".into(),
            Self::TooOld { seconds, last: None } => format!(
                "Vieux de {} minutes quand l’envoi était possible\u{202f}: ce n’était plus une nouvelle.",
                seconds / 60
            ),
            Self::TooOld { seconds, last: Some(last) } => {
                let last = last.in_french();
                format!("Abandonné après {} minutes de tentatives. {last}", seconds / 60)
            }
            Self::Misfit => "Le canal n’est plus celui pour lequel c’était écrit.".into(),
            Self::Unwritable { detail } => {
                format!("Impossible d’en faire un message\u{202f}: {detail}.")
            }
        }
    }
}

/// "Connection refused (os error 111)" is said as well without its number.
fn without_number(detail: &str) -> &str {
    detail.split(" (os error").next().unwrap_or(detail)
}

/// Replies to our own signing in: 530, 534, 535 and 538.
const fn is_about_us(code: u16) -> bool {
    matches!(code, 530 | 534 | 535 | 538)
}

fn quoted(said: &str, locale: Locale) -> String {
    match (said.trim_end_matches('.'), locale) {
        ("", _) => String::new(),
        (said, Locale::En) => format!(": “{said}”"),
        (said, Locale::Fr) => format!("\u{202f}: «\u{202f}{said}\u{202f}»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_change_is_tried_again() {
        let http = |status| Trouble::Http { status, said: String::new() }.is_final();
        let smtp = |code| Trouble::Smtp { code, said: String::new() }.is_final();
        assert!([301, 307, 400, 401, 403, 404, 410, 413, 422].into_iter().all(http));
        assert!(![408, 425, 429, 500, 502, 503, 504].into_iter().any(http));
        assert!([550, 552, 554].into_iter().all(smtp));
        assert!(![421, 450, 451, 535].into_iter().any(smtp));
    }
}
