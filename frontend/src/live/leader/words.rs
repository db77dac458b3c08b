//! What tabs write down and say to each other.

/// A lease as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Lease {
    /// Whose.
    pub tab: String,
    /// When it was renewed, in milliseconds since 1970.
    pub at: f64,
    /// Whether that tab was hidden.
    pub hidden: bool,
}

impl Lease {
    /// Reads a stored lease; nonsense is no lease.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let tab = parts.next()?.to_owned();
        let at = parts.next()?.parse::<u64>().ok()? as f64;
        Some(Self { tab, at, hidden: parts.next()? == "1" })
    }

    /// As it is stored.
    #[must_use]
    pub fn write(&self) -> String {
        let at = (self.at as u64).to_string();
        [self.tab.as_str(), at.as_str(), flag(self.hidden)].join(" ")
    }

    /// A lease of the future is as stale as an old one: the wall's clock was set back.
    pub(super) fn is_fresh(&self, wall: f64) -> bool {
        (wall - self.at).abs() < super::STALE_MS
    }
}

/// What one tab says to the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The tab.
    pub from: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What it says.
    pub what: What,
}

/// The words of [`Said`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It leads.
    Alive,
    /// It leads no longer.
    Bye,
    /// A frame of the stream, as it came.
    Frame {
        /// Its kind.
        kind: String,
        /// Its data.
        data: String,
    },
}

impl Said {
    /// As it travels.
    #[must_use]
    pub fn write(&self) -> String {
        let (word, kind, data) = match &self.what {
            What::Alive => ("alive", "", ""),
            What::Bye => ("bye", "", ""),
            What::Frame { kind, data } => ("frame", kind.as_str(), data.as_str()),
        };
        [self.from.as_str(), flag(self.hidden), word, kind, data].join("\n")
    }

    /// Reads it; what another version of the page may say is not understood and not heard.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, '\n');
        let from = parts.next()?.to_owned();
        let hidden = parts.next()? == "1";
        let what = match parts.next()? {
            "alive" => What::Alive,
            "bye" => What::Bye,
            "frame" => {
                What::Frame { kind: parts.next()?.to_owned(), data: parts.next()?.to_owned() }
            }
            _ => return None,
        };
        Some(Self { from, hidden, what })
    }
}

const fn flag(on: bool) -> &'static str {
    if on { "1" } else { "0" }
}
