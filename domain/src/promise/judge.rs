//! Whether what a text says agrees with the plan and with where the end will be.
//!
//! The same for a text that is being written and for one that was sent days ago: it is asked
//! again whenever the plan changes or the forecast moves. All comparisons are of whole minutes: a
//! text that says 10:36 has not lied before 10:37.

use super::{
    Said, SaidLength, TimeKind,
    moment::{Promised, promised},
};
use crate::{
    plan::Window,
    time::{Length, Timestamp, Zone},
};
use serde::{Deserialize, Serialize};

/// What a text is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What is reserved, by the plan as it stands.
    pub window: Window,
    /// What users are expected to feel.
    pub interruption: Length,
    /// When users began to feel it, once they do.
    pub started: Option<Timestamp>,
    /// When the system will be open again, or was; once there is a forecast.
    pub forecast_end: Option<Timestamp>,
    /// The room's zone.
    pub zone: Zone,
    /// When the text was sent, or now while it is being written: "tomorrow" and "in 10 minutes"
    /// count from here.
    pub written: Timestamp,
}

impl Facts {
    /// When it began, or will by the plan.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.started.unwrap_or(self.window.start)
    }

    /// The later of the announced and the forecast end: nothing earlier may be promised. An early
    /// forecast is a gain, not a promise.
    #[must_use]
    pub fn expected_end(&self) -> Timestamp {
        self.forecast_end.map_or(self.window.end(), |end| end.max(self.window.end()))
    }
}

/// A number of the plan or the day that a text is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The reserved length.
    Window,
    /// The length that users are expected to feel.
    Interruption,
    /// The beginning.
    Start,
    /// The end of the window.
    AnnouncedEnd,
    /// The forecast end, or the length until it.
    Forecast,
}

/// Why nothing can be said about a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// "A few minutes".
    Vague,
    /// "At least 10 minutes", "after 10:30": not wrong, but readers remember the number.
    OpenEnded,
    /// A span that ends before it begins.
    Backwards,
}

/// What is to be said about a time or length in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It agrees, or promises no more than what is reserved.
    Holds {
        /// Which number it says, where it says exactly one.
        says: Option<Measure>,
    },
    /// It says a shorter length.
    TooShort {
        /// What it says.
        said: Length,
        /// What it must say at least.
        planned: Length,
        /// Which number that is: window, interruption or forecast.
        against: Measure,
        /// Whether it says the interruption where the window is meant: the story's mistake.
        says_interruption: bool,
    },
    /// It says an earlier end.
    TooEarly {
        /// What it says.
        said: Timestamp,
        /// What it must say at least.
        expected: Timestamp,
        /// Which number that is: announced end or forecast.
        against: Measure,
    },
    /// It says another beginning.
    StartDiffers {
        /// What it says.
        said: Timestamp,
        /// By the plan, or when it did begin.
        planned: Timestamp,
    },
    /// It cannot be compared.
    Unclear(Why),
    /// It speaks of something that was over when it was written.
    NotAPromise,
}

impl Verdict {
    /// Whether it contradicts the plan or the forecast: red, and not to be sent as it stands.
    #[must_use]
    pub const fn contradicts(&self) -> bool {
        match self {
            Self::TooShort { .. } | Self::TooEarly { .. } | Self::StartDiffers { .. } => true,
            Self::Holds { .. } | Self::Unclear(_) | Self::NotAPromise => false,
        }
    }
}

/// Compares what a text says with the facts.
#[must_use]
pub fn judge(said: &Said, facts: &Facts) -> Verdict {
    let open_ended = match said {
        Said::Length(length) => length.most.is_none(),
        Said::At(time) => time.kind == TimeKind::After,
        Said::Span { .. } => false,
    };
    let verdict = match (promised(said, facts), said) {
        (Promised::Nothing, _) => Verdict::NotAPromise,
        (Promised::Unclear(why), _) => Verdict::Unclear(why),
        (Promised::Length(length), Said::Length(said)) => by_length(length, said, facts),
        (Promised::Length(_), Said::At(_) | Said::Span { .. }) => Verdict::NotAPromise,
        (Promised::End(end), _) => by_end(end, facts),
        (Promised::Start(start), _) => by_start(start, facts),
        (Promised::Span { from, to }, _) => by_span(said, from, to, facts),
    };
    if open_ended && verdict.contradicts() { Verdict::Unclear(Why::OpenEnded) } else { verdict }
}

/// When a team must have told its audience that a promise will not hold, so that they have the
/// time they need: the promised end less that audience's lead time.
#[must_use]
pub const fn say_by(promised_end: Timestamp, lead_time: Length) -> Timestamp {
    let lead = lead_time.seconds() as i64 * 1_000_000;
    Timestamp::from_micros(promised_end.micros().saturating_sub(lead))
}

/// A length is compared with the window: what is reserved is what was agreed to be told. Only a
/// text that itself speaks of an interruption is compared with the interruption.
fn by_length(length: Length, said: &SaidLength, facts: &Facts) -> Verdict {
    let (planned, against) = if said.of_interruption {
        (facts.interruption, Measure::Interruption)
    } else {
        (facts.window.length, Measure::Window)
    };
    let says_interruption = !said.of_interruption && length == facts.interruption;
    if length < planned {
        return Verdict::TooShort { said: length, planned, against, says_interruption };
    }
    // An interruption that has not begun has no end yet, only the window has.
    let begun = facts.started.is_some() || !said.of_interruption;
    if let Some(end) = facts.forecast_end.filter(|_| begun) {
        let needed = end.seconds_since(facts.start());
        if needed >= i64::from(length.seconds()) + 60 {
            let planned = Length::from_seconds(u32::try_from(needed).unwrap_or(u32::MAX));
            let against = Measure::Forecast;
            return Verdict::TooShort { said: length, planned, against, says_interruption };
        }
    }
    let says = [(planned, against), (facts.interruption, Measure::Interruption)];
    Verdict::Holds { says: says.into_iter().find(|says| says.0 == length).map(|says| says.1) }
}

fn by_end(said: Timestamp, facts: &Facts) -> Verdict {
    let (announced, expected) = (facts.window.end(), facts.expected_end());
    if expected.seconds_since(said) >= 60 {
        let late = expected > announced;
        let against = if late { Measure::Forecast } else { Measure::AnnouncedEnd };
        return Verdict::TooEarly { said, expected, against };
    }
    let says = if same_minute(said, announced) {
        Some(Measure::AnnouncedEnd)
    } else {
        facts.forecast_end.filter(|end| same_minute(said, *end)).map(|_| Measure::Forecast)
    };
    Verdict::Holds { says }
}

fn by_start(said: Timestamp, facts: &Facts) -> Verdict {
    let planned = facts.start();
    if same_minute(said, planned) {
        Verdict::Holds { says: Some(Measure::Start) }
    } else {
        Verdict::StartDiffers { said, planned }
    }
}

/// The end matters more than the beginning. "Between" bounds the end alone.
fn by_span(said: &Said, from: Timestamp, to: Timestamp, facts: &Facts) -> Verdict {
    let end = by_end(to, facts);
    let between = matches!(said, Said::Span { from, .. } if from.kind == TimeKind::After);
    if end.contradicts() || between {
        return end;
    }
    let start = by_start(from, facts);
    let whole = same_minute(from, facts.start()) && same_minute(to, facts.window.end());
    match whole {
        true => Verdict::Holds { says: Some(Measure::Window) },
        false if start.contradicts() => start,
        false => end,
    }
}

/// Whether two moments are less than a minute apart.
pub(super) fn same_minute(one: Timestamp, other: Timestamp) -> bool {
    one.seconds_since(other).abs() < 60
}
