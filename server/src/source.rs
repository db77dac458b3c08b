//! Where numbers come from: asked for by us (HTTP, Prometheus, SQL) or pushed by others.
//!
//! What is asked, and how, is the operator's file ([`config`]). Each call out goes through one
//! door ([`crate::outgoing`]) that checks the address it connects to. What comes back is a number or a
//! reason; nothing of an answer's text is kept.

pub mod alertmanager;
mod answer;
pub mod config;
pub mod exposition;
mod http;
mod prometheus;
pub mod push;
pub mod schedule;
mod sql;

use crate::outgoing::{CallFault, GuardFault};
use async_trait::async_trait;
use domain::metric::{Value, ValueFault};
use serde::Serialize;
use std::time::Duration;
use thiserror::Error;

pub use config::{Asked, Inlet, InletKind, Sources, SourcesFault, Surroundings};
pub use http::HttpCheck;
pub use prometheus::PrometheusQuery;
pub use schedule::{Pace, ProbeState, Scheduler};
pub use sql::SqlQuery;

/// The most groups a number may be made of.
pub const GROUPS_MAX: usize = 200;

/// The longest name of a group, in characters; what is longer is cut.
pub const LABEL_MAX: usize = 120;

/// Something that can be asked for a number.
#[async_trait]
pub trait Source: Send + Sync + 'static {
    /// Asks once. Whoever asks stops waiting at the deadline; the source uses it to make the other
    /// side stop too.
    async fn ask(&self, deadline: Duration) -> Result<Measured, SourceFault>;
}

/// What a source said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The number; of groups, all together.
    pub value: Value,
    /// What it is made of, in the order given; empty for a plain number.
    pub groups: Vec<Group>,
}

impl Measured {
    /// A plain number.
    #[must_use]
    pub const fn number(value: Value) -> Self {
        Self { value, groups: Vec::new() }
    }

    /// A number made of others.
    ///
    /// # Errors
    /// [`SourceFault::TooManyGroups`].
    pub fn of_groups(groups: Vec<Group>) -> Result<Self, SourceFault> {
        if groups.len() > GROUPS_MAX {
            return Err(SourceFault::TooManyGroups);
        }
        let value = groups.iter().fold(Value::ZERO, |sum, group| sum.plus(group.value));
        Ok(Self { value, groups })
    }
}

/// One of the parts of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Which: an application, a user, a host. Empty when the source has no word for it.
    pub label: String,
    /// How many.
    pub value: Value,
}

impl Group {
    /// A part, with a label that is safe to show.
    #[must_use]
    pub fn new(label: &str, value: Value) -> Self {
        let shown = |c: char| {
            !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let label = label.trim().chars().filter(|c| shown(*c)).take(LABEL_MAX).collect();
        Self { label, value }
    }
}

/// Why there is no number. In words for the people who look after the sources; none of them
/// repeats a secret, an address of a file or the text of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SourceFault {
    /// An address that must not be called.
    #[error(transparent)]
    Refused(GuardFault),
    /// Nobody there. The same words for a name that does not exist, a port that is closed and a
    /// way that is blocked: a list of sources must not become a map of the network.
    #[error("nothing answers there")]
    Unreachable,
    /// It took too long.
    #[error("no answer within {milliseconds} ms")]
    TooSlow {
        /// How long it had.
        milliseconds: u64,
    },
    /// The answer does not end.
    #[error("the answer is longer than {bytes} bytes")]
    TooLong {
        /// The limit.
        bytes: usize,
    },
    /// Not the status it should be.
    #[error("the answer has status {found}")]
    Status {
        /// What it is.
        found: u16,
    },
    /// The secure connection failed: the certificate does not fit, or there is none.
    #[error("no secure connection: {why}")]
    NotSecure {
        /// What is the matter.
        why: String,
    },
    /// It answered, but not with what was asked for.
    #[error("{0}")]
    Odd(String),
    /// A number that cannot be kept.
    #[error("the number {0}")]
    Number(#[from] ValueFault),
    /// Too many parts.
    #[error("the answer has more than {GROUPS_MAX} groups")]
    TooManyGroups,
}

/// A name without an address is nobody there, in the same words.
impl From<GuardFault> for SourceFault {
    fn from(fault: GuardFault) -> Self {
        match fault {
            GuardFault::NoAddress => Self::Unreachable,
            GuardFault::Refused { .. } => Self::Refused(fault),
        }
    }
}

impl From<CallFault> for SourceFault {
    fn from(fault: CallFault) -> Self {
        match fault {
            CallFault::Guard(fault) => fault.into(),
            CallFault::Http(fault) => answer::in_our_words(&fault),
        }
    }
}
