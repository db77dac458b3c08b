//! The answer card: what people who are asked say now, until when it holds, and who has seen it.

mod rules;
mod stale;

use super::message::Seen;
use crate::{person::Actor, rights::Action, text::CardText, time::Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use thiserror::Error;

pub(super) use rules::{decide, evolve, publish};
pub use stale::Stale;

/// The card that counts now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cards {
    /// None before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Arc<Card>>,
}

/// A published card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Counted from 1.
    pub version: u32,
    /// What it says.
    pub says: Saying,
    /// Who published it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Who has seen it, in their order.
    pub seen: Vec<Seen>,
}

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// What to say, in French.
    pub say_fr: CardText,
    /// The same in English.
    pub say_en: CardText,
    /// What people can do meanwhile, in French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_fr: Option<CardText>,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_en: Option<CardText>,
    /// What they cannot do, in French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot_fr: Option<CardText>,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot_en: Option<CardText>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
}

/// What happened to the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardEvent {
    /// A new one counts from now on.
    Published {
        /// Counted from 1.
        version: u32,
        /// What it says.
        says: Saying,
    },
    /// Somebody says that they have seen it.
    Acknowledged {
        /// Which.
        version: u32,
    },
}

impl CardEvent {
    /// Whether the feed says nothing of it.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        match self {
            Self::Published { .. } => false,
            Self::Acknowledged { .. } => true,
        }
    }
}

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CardCommand {
    /// Put a new card in place of the one before.
    Publish {
        /// What to say, in French.
        say_fr: CardText,
        /// The same in English.
        say_en: CardText,
        /// What people can do meanwhile, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        can_fr: Option<CardText>,
        /// The same in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        can_en: Option<CardText>,
        /// What they cannot do, in French.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cannot_fr: Option<CardText>,
        /// The same in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cannot_en: Option<CardText>,
        /// Until when it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Timestamp>,
    },
    /// Say that one has seen it.
    Acknowledge {
        /// The version that was read.
        version: u32,
    },
}

impl CardCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Publish { .. } => Action::PublishCard,
            Self::Acknowledge { .. } => Action::Acknowledge,
        }
    }
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum CardRejection {
    /// There is none.
    #[error("there is no card yet")]
    NoCard,
    /// Another one counts by now.
    #[error("card {current} counts by now")]
    Replaced {
        /// Which counts.
        current: u32,
    },
    /// They have said so already.
    #[error("card {version} is acknowledged already")]
    CardSeen {
        /// Which.
        version: u32,
    },
    /// It would not hold even now.
    #[error("the card would hold until a moment that is over")]
    ValidityOver,
}

impl CardRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoCard => "no_card",
            Self::Replaced { .. } => "card_replaced",
            Self::CardSeen { .. } => "card_seen",
            Self::ValidityOver => "validity_over",
        }
    }
}

impl Saying {
    /// What to say, with the limits of the card before: what people can and cannot do seldom
    /// changes when the time does.
    pub(super) fn within_limits_of(
        card: Option<&Card>,
        say_fr: CardText,
        say_en: CardText,
    ) -> Self {
        let before = card.map(|card| &card.says);
        let kept = |of: fn(&Self) -> &Option<CardText>| before.and_then(|says| of(says).clone());
        Self {
            say_fr,
            say_en,
            can_fr: kept(|says| &says.can_fr),
            can_en: kept(|says| &says.can_en),
            cannot_fr: kept(|says| &says.cannot_fr),
            cannot_en: kept(|says| &says.cannot_en),
            valid_until: None,
        }
    }
}
