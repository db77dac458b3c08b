//! Every typed id in one alphabetical list, so that a person never fits where a step belongs.
//!
//! Ids are short slugs, not UUIDs: plan files are written by people, errors name them
//! ("drain → dns → drain"), and a deep link can be read aloud over the phone.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};
use thiserror::Error;

/// The longest slug, in bytes.
pub const SLUG_MAX: usize = 64;

/// Why a text is not a slug. The word names the field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: “{value}” must be 1 to 64 of a-z, 0-9 and -, not starting or ending with -")]
pub struct SlugFault {
    /// Which kind of id was read.
    pub field: &'static str,
    /// The refused text, cut to 80 characters.
    pub value: String,
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= SLUG_MAX
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

macro_rules! slug_ids {
    ($($(#[$doc:meta])* $name:ident = $field:literal;)*) => {$(
        $(#[$doc])*
        // Shared text: a room's steps are cloned on every fold, their names need not be.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads a slug.
            ///
            /// # Errors
            /// A [`SlugFault`] that names the field and the rule.
            pub fn parse(text: &str) -> Result<Self, SlugFault> {
                if is_slug(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(SlugFault { field: $field, value: text.chars().take(80).collect() })
                }
            }

            /// The slug as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = SlugFault;
            fn try_from(text: String) -> Result<Self, SlugFault> {
                Self::parse(&text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )*};
}

slug_ids! {
    /// An alert of somebody else's, the same each time it is sent.
    AlertId = "alert";
    /// A way out of the house: a mailing of e-mails, a chat, a webhook.
    ChannelId = "channel";
    /// A way in: one way users or machines reach the system.
    EntryId = "entry";
    /// The idempotency key of one command: chosen by the sender, the same on every retry.
    Key = "key";
    /// A metric of the plan.
    MetricId = "metric";
    /// A person of the room: of the plan's roster, or one who joined by a link.
    PersonId = "person";
    /// A phase of the plan.
    PhaseId = "phase";
    /// Some of the people outside: sellers, partners.
    ReadersId = "readers";
    /// A room.
    RoomId = "room";
    /// A step of the plan.
    StepId = "step";
}

/// The place of an event in its room's log: 1, 2, 3… without a hole. 0 is "before anything".
///
/// `u64` on the wire: `usize` is 32 bits in the browser.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Turns a name into a slug: "Sylvain M" → `sylvain-m`. Accents of French are folded.
///
/// Gives `None` when no letter or digit is left.
#[must_use]
pub fn slug_of(text: &str) -> Option<String> {
    let mut slug = String::new();
    // Letters are folded by hand: the tables for every script would be a hundredth of the download.
    for c in text.chars() {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => slug.push(c),
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => {
                slug.push('a')
            }
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => slug.push('e'),
            'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' => slug.push('i'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' => slug.push('o'),
            'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => slug.push('u'),
            'ç' | 'Ç' => slug.push('c'),
            'ñ' | 'Ñ' => slug.push('n'),
            'œ' | 'Œ' => slug.push_str("oe"),
            'æ' | 'Æ' => slug.push_str("ae"),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let cut: String = slug.chars().take(48).collect();
    let cut = cut.trim_end_matches('-').to_owned();
    (!cut.is_empty()).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        assert_eq!(slug_of("Céline"), Some("celine".into()));
        assert_eq!(slug_of("ÉLOÏSE Œuvrard"), Some("eloise-oeuvrard".into()));
        assert_eq!(slug_of("  Sylvain  M. "), Some("sylvain-m".into()));
        assert_eq!(slug_of("…"), None);
    }

    #[test]
    fn a_slug_refuses_what_could_hide_or_climb() {
        for bad in ["", "-a", "a-", "A", "a b", "../x", "a\u{200b}b", "é", &"a".repeat(65)] {
            assert!(StepId::parse(bad).is_err(), "{bad:?} was accepted");
        }
        assert!(StepId::parse("dns-2").is_ok());
    }
}
