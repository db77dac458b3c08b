//! What the plan of a gate says: the question, who is asked, and what each team reads back.

use crate::{
    id::PersonId,
    person::{Person, Role},
    text::Title,
};
use serde::{Deserialize, Serialize};

/// What is planned about a gate. What it waits for stands in the step's own "after".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatePlan {
    /// What is asked; without it the step's title is the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Title>,
    /// Who answers go, no-go or not yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub poll: Vec<Seat>,
    /// What each team of the poll types in its own words, to be compared with the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_back: Vec<Belief>,
}

impl GatePlan {
    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether somebody is asked anything, so that a plain tick is a verdict.
    #[must_use]
    pub const fn asks(&self) -> bool {
        !self.poll.is_empty() || !self.read_back.is_empty()
    }

    /// The seat of the poll on which somebody sits. A person who is named sits on their own seat
    /// and not on their team's: two answers of one person would be one opinion counted twice.
    #[must_use]
    pub fn seat_of(&self, person: &Person) -> Option<&Seat> {
        let named = |seat: &&Seat| matches!(seat, Seat::Person(id) if *id == person.id);
        let team = |seat: &&Seat| matches!(seat, Seat::Team(role) if *role == person.role);
        self.poll.iter().find(named).or_else(|| self.poll.iter().find(team))
    }
}

/// Who is asked: a team, for which anybody of it may answer, or one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// A team.
    Team(Role),
    /// A person, whatever their role.
    Person(PersonId),
}

/// Something a team types as it believes it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belief {
    /// When the window begins.
    Start,
    /// How long it is.
    Length,
    /// What will not work meanwhile.
    WillNotWork,
}

impl Belief {
    /// Every belief, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Start, Self::Length, Self::WillNotWork];

    /// As written in plan files and forms.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Length => "length",
            Self::WillNotWork => "will_not_work",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|belief| belief.slug() == slug)
    }
}
