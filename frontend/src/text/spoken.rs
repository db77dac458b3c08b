//! Which language is spoken.
//!
//! The server speaks them all. A browser speaks the one of its page, so its half is built once a
//! language, with only that one among the features: whatever asks here then knows the answer while
//! it is compiled, and the words of the others are left out of the download. What reads the
//! field of [`Messages`] instead brings them back.

use super::Messages;
use crate::boot::Locale;

/// The language this build speaks; the one that is asked for when it speaks them all.
pub(super) const fn spoken(asked: Locale) -> Locale {
    match (cfg!(feature = "en"), cfg!(feature = "fr")) {
        (true, false) => Locale::En,
        (false, true) => Locale::Fr,
        (true, true) | (false, false) => asked,
    }
}

impl Messages {
    /// The language of these words.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        spoken(self.locale)
    }

    /// The one of two words that is in this language.
    pub(super) const fn word(&self, en: &'static str, fr: &'static str) -> &'static str {
        match self.locale() {
            Locale::En => en,
            Locale::Fr => fr,
        }
    }

    /// The one of two sentences that is in this language; the other is not even put together.
    pub(super) fn sentence(
        &self,
        en: impl FnOnce() -> String,
        fr: impl FnOnce() -> String,
    ) -> String {
        match self.locale() {
            Locale::En => en(),
            Locale::Fr => fr(),
        }
    }
}
