//! Who is in the room.

use crate::{id::PersonId, text::PersonName};
use serde::{Deserialize, Serialize};

/// What a person is here to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes the plan, opens gates, decides.
    Lead,
    /// Ticks steps, writes what they see.
    Tech,
    /// Customer service: watches, copies the answer to give now, asks.
    Support,
    /// Drafts and publishes notices.
    Comms,
    /// Reads, changes nothing.
    Observer,
}

impl Role {
    /// Every role, in the order of the screens.
    pub const ALL: [Self; 5] = [Self::Lead, Self::Tech, Self::Support, Self::Comms, Self::Observer];

    /// The role as it is written in files, addresses and stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Tech => "tech",
            Self::Support => "support",
            Self::Comms => "comms",
            Self::Observer => "observer",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.slug() == slug)
    }

    /// Its place in [`Role::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Lead => 0,
            Self::Tech => 1,
            Self::Support => 2,
            Self::Comms => 3,
            Self::Observer => 4,
        }
    }
}

/// A person of the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Which one.
    pub id: PersonId,
    /// The name on screen.
    pub name: PersonName,
    /// Their role.
    pub role: Role,
}

/// Who did something.
///
/// Events keep name and role as they were then: a later rename or change of role must not
/// rewrite the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person.
    Person(Person),
    /// The product itself.
    Bascule,
}

impl Actor {
    /// Their role; the product itself has none.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        match self {
            Self::Person(person) => Some(person.role),
            Self::Bascule => None,
        }
    }

    /// Whether this is that person.
    #[must_use]
    pub fn is(&self, person: &PersonId) -> bool {
        matches!(self, Self::Person(me) if me.id == *person)
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => person.name.as_str(),
            Self::Bascule => "Bascule",
        }
    }
}
