//! Text that people type, parsed once: private fields, one way in, one reason for each "no".
//!
//! The browser form and the server call the same `parse`, so they refuse in the same words.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};
use thiserror::Error;

/// Which rule a text broke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextRule {
    /// Nothing but spaces.
    Empty,
    /// Longer than allowed, in characters.
    TooLong {
        /// The limit, in characters.
        max: usize,
    },
    /// Control or direction-changing characters, which can make a text lie about itself.
    Unprintable,
}

/// A refused text: the field and the rule it broke.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{field}: {}", self.rule_in_words())]
pub struct TextFault {
    /// The field, as named in the command.
    pub field: String,
    /// The rule.
    pub rule: TextRule,
}

impl TextFault {
    fn rule_in_words(&self) -> String {
        match self.rule {
            TextRule::Empty => "must not be empty".into(),
            TextRule::TooLong { max } => format!("must be at most {max} characters"),
            TextRule::Unprintable => {
                "must not hold control or direction-changing characters".into()
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn is_unprintable(c: char, lines: Lines) -> bool {
    match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => lines == Lines::One,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        _ => c.is_control(),
    }
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{00ad}')
}

fn parse(field: &str, text: &str, max: usize, lines: Lines) -> Result<Arc<str>, TextFault> {
    let fault = |rule| TextFault { field: field.to_owned(), rule };
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().all(is_invisible) {
        return Err(fault(TextRule::Empty));
    }
    if text.chars().count() > max {
        return Err(fault(TextRule::TooLong { max }));
    }
    if text.chars().any(|c| is_unprintable(c, lines)) {
        return Err(fault(TextRule::Unprintable));
    }
    Ok(text.into())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $field:literal, $max:literal, $lines:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The most characters it may hold.
            pub const MAX: usize = $max;

            /// Trims and checks a text.
            ///
            /// # Errors
            /// A [`TextFault`] that names the field and the rule.
            pub fn parse(text: &str) -> Result<Self, TextFault> {
                parse($field, text, $max, $lines).map(Self)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextFault;
            fn try_from(text: String) -> Result<Self, TextFault> {
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
                write!(f, "{:?}", &*self.0)
            }
        }
    )*};
}

texts! {
    /// How a way in is blocked.
    Block = "block", 200, Lines::One;
    /// A sentence of the answer card.
    CardText = "card", 600, Lines::Many;
    /// How a step is done, in Markdown. A technical detail: only tech and lead see it.
    Instructions = "instructions", 20_000, Lines::Many;
    /// What somebody writes in the feed.
    MessageText = "text", 4_000, Lines::Many;
    /// How a person is called on every screen.
    PersonName = "name", 60, Lines::One;
    /// Why somebody did what the plan did not foresee.
    Reason = "reason", 500, Lines::One;
    /// The name of a room, a phase or a step.
    Title = "title", 160, Lines::One;
    /// What a metric is counted or measured in.
    Unit = "unit", 24, Lines::One;
    /// How testers get in while users do not. A technical detail: only tech and lead see it.
    WayIn = "way_in", 300, Lines::One;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_names_its_field_and_rule() {
        let rule = |text: &str| Reason::parse(text).map_err(|fault| fault.to_string());
        assert_eq!(rule("  \u{200b} "), Err("reason: must not be empty".into()));
        assert_eq!(rule(&"x".repeat(501)), Err("reason: must be at most 500 characters".into()));
        assert!(rule("abc\u{202e}def").is_err());
        assert!(rule("two\nlines").is_err());
        assert_eq!(rule(" mobile apps? ").map(|r| r.to_string()), Ok("mobile apps?".into()));
    }

    #[test]
    fn a_message_may_have_lines_and_emoji() {
        assert!(MessageText::parse("one\ntwo 👩‍💻").is_ok());
    }
}
