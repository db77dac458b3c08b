//! A target as people write it: "must reach 0", "at most 5", "at least 99.5".

use crate::metric::{Target, Value};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A target that is read from words and written in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Wanted(pub Target);

/// Why words are no target.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” must be “must reach 0”, “at most 5” or “at least 99.5”")]
pub struct WantedFault(String);

impl Wanted {
    /// Reads the words.
    ///
    /// # Errors
    /// [`WantedFault`].
    pub fn parse(text: &str) -> Result<Self, WantedFault> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let after = |begin: &str| words.strip_prefix(begin).and_then(|it| Value::parse(it).ok());
        let read = (after("must reach ").map(Target::MustReach))
            .or_else(|| after("at most ").map(Target::AtMost))
            .or_else(|| after("at least ").map(Target::AtLeast));
        read.map(Self).ok_or_else(|| WantedFault(words.chars().take(80).collect()))
    }
}

impl TryFrom<String> for Wanted {
    type Error = WantedFault;

    fn try_from(text: String) -> Result<Self, WantedFault> {
        Self::parse(&text)
    }
}

impl From<Wanted> for String {
    fn from(wanted: Wanted) -> Self {
        wanted.to_string()
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Target::MustReach(value) => write!(f, "must reach {value}"),
            Target::AtMost(value) => write!(f, "at most {value}"),
            Target::AtLeast(value) => write!(f, "at least {value}"),
        }
    }
}
