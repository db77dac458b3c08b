//! Cadence: how often an audience hears something, and who sees to it.
//!
//! What counts as an update is a message to exactly that audience that is no question, and for
//! everybody but tech a new answer card or a notice that went out. It is an event of its own, so
//! that those who may not read the message still see that it was sent.

mod rules;

use crate::{
    audience::Audience,
    id::PersonId,
    person::Actor,
    rights::Action,
    text::Reason,
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

pub(super) use rules::{after_card, after_notice, decide, evolve, follows};

/// The cadences by audience.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cadences(pub BTreeMap<Audience, Cadence>);

/// How often an audience hears something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    /// At least so often.
    pub every: Length,
    /// Who sees to it.
    pub owner: PersonId,
    /// When they last heard something, or since when it counts.
    pub last: Timestamp,
    /// Until when it may wait, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed: Option<Snooze>,
}

/// An update that may wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// Until when.
    pub until: Timestamp,
    /// Why.
    pub reason: Reason,
    /// Who said so.
    pub by: Actor,
}

/// What happened to a cadence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceEvent {
    /// It counts from now on.
    Set {
        /// Whose.
        audience: Audience,
        /// At least so often.
        every: Length,
        /// Who sees to it.
        owner: PersonId,
    },
    /// The next update may wait.
    Snoozed {
        /// Whose.
        audience: Audience,
        /// Until when.
        until: Timestamp,
        /// Why.
        reason: Reason,
    },
    /// It counts no more.
    Stopped {
        /// Whose.
        audience: Audience,
    },
    /// The audience has heard something.
    Updated {
        /// Which.
        audience: Audience,
    },
}

impl CadenceEvent {
    /// Whether the feed says nothing of it.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        match self {
            Self::Updated { .. } => true,
            Self::Set { .. } | Self::Snoozed { .. } | Self::Stopped { .. } => false,
        }
    }
}

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CadenceCommand {
    /// Say how often an audience hears something.
    Set {
        /// Whose.
        audience: Audience,
        /// At least so often: from a minute to a day.
        every: Length,
        /// Who sees to it.
        owner: PersonId,
    },
    /// Let the next update wait.
    Snooze {
        /// Whose.
        audience: Audience,
        /// How long from now: from a minute to a day.
        wait: Length,
        /// Why.
        reason: Reason,
    },
    /// No longer.
    Stop {
        /// Whose.
        audience: Audience,
    },
}

impl CadenceCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Set { .. } | Self::Snooze { .. } | Self::Stop { .. } => Action::SetCadence,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum CadenceRejection {
    /// Nobody has said how often this audience hears something.
    #[error("there is no cadence for {}", .audience.slug())]
    NoCadence {
        /// Whose.
        audience: Audience,
    },
    /// Not between a minute and a day.
    #[error("a cadence is between one minute and one day")]
    OutOfRange,
}

impl CadenceRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoCadence { .. } => "no_cadence",
            Self::OutOfRange => "cadence_out_of_range",
        }
    }
}

impl Cadence {
    /// When the next update is due.
    #[must_use]
    pub fn due(&self) -> Timestamp {
        let due = self.last.plus(self.every);
        self.snoozed.as_ref().map_or(due, |snooze| due.max(snooze.until))
    }

    /// Whether it is overdue at a moment.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        now >= self.due()
    }
}
