//! An e-mail address, parsed once.

use lettre::Address;
use std::{fmt, str::FromStr};

/// The longest address that can be used, in bytes (RFC 5321, 4.5.3.1.3, without the brackets).
pub const ADDRESS_MAX: usize = 254;

/// An e-mail address. Two that differ in the case of their letters are one: no provider of note
/// tells them apart, and nobody wants the same notice twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MailAddress(Address);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("email: must be one address such as name@example.org")]
pub struct AddressFault;

impl MailAddress {
    /// As the library that sends takes it.
    #[must_use]
    pub const fn as_lettre(&self) -> &Address {
        &self.0
    }
}

impl FromStr for MailAddress {
    type Err = AddressFault;

    fn from_str(text: &str) -> Result<Self, AddressFault> {
        let text = text.trim();
        // Brackets, quotes and commas are legal in some addresses; in a form they are a mistake or
        // an attempt to name two people.
        let odd = |c: char| c.is_control() || c.is_whitespace() || "<>\"(),;:\\[]".contains(c);
        if text.len() > ADDRESS_MAX || text.contains(odd) {
            return Err(AddressFault);
        }
        text.to_lowercase().parse().map(Self).map_err(|_| AddressFault)
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_address() {
        let read = |text: &str| text.parse::<MailAddress>().map(|address| address.to_string());
        assert_eq!(read(" Alexandrine@Example.org "), Ok("alexandrine@example.org".into()));
        let long = format!("{}@example.org", "a".repeat(300));
        for bad in [
            "",
            "a",
            "a@",
            "@b",
            "a@b@c",
            "a b@example.org",
            "a@example.org, b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "<a@example.org>",
            "a@exa mple.org",
            &long,
        ] {
            assert_eq!(read(bad), Err(AddressFault), "{bad:?} was accepted");
        }
    }
}
