//! What is owed, and what became of it.

use crate::{
    id::{PersonId, StepId},
    person::Actor,
    room::Room,
    step::{Origin, Step},
    text::{PersonName, Reason, Title},
    time::{Timestamp, Zone},
};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// What is owed in a room.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Debts {
    /// Every debt there ever was, in order; those that are settled stay.
    pub all: Vec<Debt>,
    /// Unplanned steps of which somebody said that they leave nothing to undo.
    pub nothing_left: Vec<StepId>,
}

impl Debts {
    /// Whether nothing was ever owed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The debt of this number.
    #[must_use]
    pub fn get(&self, debt: DebtId) -> Option<&Debt> {
        self.all.iter().find(|known| known.id == debt)
    }

    /// Those that keep the room from closing.
    pub fn open(&self) -> impl Iterator<Item = &Debt> {
        self.all.iter().filter(|debt| debt.standing == Standing::Open)
    }
}

/// A temporary change that must be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debt {
    /// Its number in the room.
    pub id: DebtId,
    /// What must be undone, such as "crons are off".
    pub title: Title,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// The step that left it.
    pub step: Option<StepId>,
    /// By when.
    pub due: Option<Day>,
    /// Since when.
    pub since: Timestamp,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a debt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is owed.
    Open,
    /// It was undone.
    Paid {
        /// When.
        at: Timestamp,
        /// Who said so.
        by: Actor,
        /// The step that did it, if one did.
        step: Option<StepId>,
        /// A word to it.
        word: Option<Reason>,
    },
    /// Somebody does it after the room has closed.
    HandedOver {
        /// Who, in the room or not.
        name: PersonName,
        /// By when.
        date: Day,
    },
    /// The tick that had opened it was undone.
    TakenBack,
}

impl Standing {
    /// Whether it can still be paid.
    #[must_use]
    pub const fn is_owed(&self) -> bool {
        match self {
            Self::Open | Self::HandedOver { .. } => true,
            Self::Paid { .. } | Self::TakenBack => false,
        }
    }
}

/// Whether somebody still has to say if an unplanned step leaves something to undo.
#[must_use]
pub fn asks_for_debt(room: &Room, step: &Step) -> bool {
    let debts = &room.run.debts;
    let answered = |id: &StepId| {
        debts.nothing_left.contains(id)
            || debts.all.iter().any(|debt| debt.step.as_ref() == Some(id))
    };
    step.origin == Origin::Unplanned
        && step.plan.run.opens_debt.is_none()
        && step.plan.run.pays_debt.is_empty()
        && !answered(&step.plan.id)
}

/// The number of a debt in its room: 1, 2, 3… in the order in which they were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DebtId(pub u32);

impl fmt::Display for DebtId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A day of the calendar, written `2016-09-14`. Not a moment: it is the same day in every zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    /// Year, 1970 to 2199.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a day such as 2016-09-14")]
pub struct DayFault(String);

impl Day {
    /// Reads a day as a date field writes it (ISO 8601).
    ///
    /// # Errors
    /// When it is none, or not from 1970 to 2199.
    pub fn parse(text: &str) -> Result<Self, DayFault> {
        let fault = || DayFault(text.chars().take(80).collect());
        let plain = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !plain {
            return Err(fault());
        }
        let number =
            |range: std::ops::Range<usize>| text[range].parse::<u16>().map_err(|_| fault());
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let known = (1970..2200).contains(&year) && (1..=12).contains(&month);
        if !known || !(1..=last).contains(&day) {
            return Err(fault());
        }
        let (month, day) =
            (u8::try_from(month).map_err(|_| fault())?, u8::try_from(day).map_err(|_| fault())?);
        Ok(Self { year, month, day })
    }

    /// The day that the calendar on the wall shows.
    #[must_use]
    pub fn at(zone: &Zone, moment: Timestamp) -> Self {
        let shown = zone.civil(moment);
        let year = u16::try_from(shown.year).unwrap_or_default();
        let month = u8::try_from(shown.month).unwrap_or_default();
        Self { year, month, day: u8::try_from(shown.day).unwrap_or_default() }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for Day {
    type Error = DayFault;
    fn try_from(text: String) -> Result<Self, DayFault> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}
