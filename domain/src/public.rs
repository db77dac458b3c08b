//! What everybody outside may know of a room: the state of the maintenance and what was published.
//!
//! Nothing internal can be in it, by its type: it has no place for a step, a person, a reason, a
//! message or the room's own title, which says what is moved. The state moves with what people of
//! the room did, never by the clock: a maintenance that should have begun has not, until somebody
//! says so.

mod notices;

use crate::{
    forecast::forecast,
    room::{Interruption, Room, Stage},
    text::Title,
    time::{Timestamp, Zone},
};

pub use notices::{Fate, Notice, Words};

/// What everybody outside may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    /// Whose maintenance it is.
    pub organisation: Title,
    /// The zone of every time on the page.
    pub zone: Zone,
    /// What was announced.
    pub announced: Announced,
    /// Where it stands.
    pub state: State,
    /// Whether two people of the room have called it off: what was begun is put back.
    pub called_off: bool,
    /// How far it is.
    pub progress: Progress,
    /// What was published, the latest first.
    pub notices: Vec<Notice>,
}

/// The window, as it was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    /// From.
    pub start: Timestamp,
    /// To.
    pub end: Timestamp,
}

/// Where the maintenance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has not begun, whatever the clock says.
    Planned,
    /// It has begun.
    Started {
        /// Since when people feel it.
        since: Timestamp,
        /// When it should be over.
        expected_end: ExpectedEnd,
    },
    /// Everything is back.
    Back {
        /// Since when.
        at: Timestamp,
    },
}

/// When a maintenance that goes on should be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedEnd {
    /// When: a whole minute, so that it does not move every second, and never before what was
    /// announced. A cutover that runs early shows it in the facts, not in a promise.
    pub at: Timestamp,
    /// Whether it rests on a guess: something is stuck.
    pub is_guess: bool,
    /// Whether it is later than announced.
    pub is_late: bool,
}

impl Public {
    /// Where it stands in a word, as in the JSON and in stylesheets.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self.state {
            State::Back { .. } => "back",
            State::Planned | State::Started { .. } if self.called_off => "called_off",
            State::Planned => "planned",
            State::Started { expected_end, .. } if expected_end.is_late => "delayed",
            State::Started { .. } => "started",
        }
    }
}

/// How many steps are over, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Done or left out.
    pub done: u32,
    /// All of them.
    pub of: u32,
}

/// What everybody outside may know of a room now; nothing of a room that was not published, and
/// nothing of a rehearsal or of one that was removed.
#[must_use]
pub fn public(room: &Room, now: Timestamp) -> Option<Public> {
    if room.word.is_public { would_be_public(room, now) } else { None }
}

/// The same, as if the page were switched on: so that the lead sees what it will show before
/// anybody outside does.
#[must_use]
pub fn would_be_public(room: &Room, now: Timestamp) -> Option<Public> {
    let here = room.removed().is_none();
    let charter = room.charter.as_ref().filter(|it| here && it.rehearsal.is_none())?;
    let announced = Announced { start: charter.window.start, end: charter.window.end() };
    let (done, of) = room.progress();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Some(Public {
        organisation: charter.organisation.clone(),
        zone: charter.zone.clone(),
        announced,
        state: state(room, announced, now),
        called_off: room.run.abort.is_confirmed(),
        progress: Progress { done: count(done), of: count(of) },
        notices: notices::published(room),
    })
}

fn state(room: &Room, announced: Announced, now: Timestamp) -> State {
    match felt(room) {
        Interruption::NotYet => State::Planned,
        Interruption::Over { until, .. } => State::Back { at: until },
        Interruption::Since(since) => {
            let forecast = forecast(room, now);
            let at = whole_minute(forecast.open_again).max(announced.end);
            let is_late = at > announced.end;
            let expected_end = ExpectedEnd { at, is_guess: forecast.rests_on_guess, is_late };
            State::Started { since, expected_end }
        }
    }
}

/// What people outside feel. A room whose plan does not say by which step it begins or ends goes
/// by its stage.
fn felt(room: &Room) -> Interruption {
    use crate::plan::Effect::{InterruptionEnds, InterruptionStarts};
    let known = |effect| room.step_with(effect).is_some();
    match room.interruption() {
        Interruption::NotYet if !known(InterruptionStarts) => match room.stage {
            Stage::Draft | Stage::Ready => Interruption::NotYet,
            Stage::Live => Interruption::Since(room.stage_since),
            Stage::Watching | Stage::Closed => {
                Interruption::Over { since: room.stage_since, until: room.stage_since }
            }
        },
        Interruption::Since(since) if !known(InterruptionEnds) => match room.stage {
            Stage::Draft | Stage::Ready | Stage::Live => Interruption::Since(since),
            Stage::Watching | Stage::Closed => {
                Interruption::Over { since, until: room.stage_since }
            }
        },
        said => said,
    }
}

/// The end of the minute that a moment is in.
fn whole_minute(at: Timestamp) -> Timestamp {
    let past = at.micros().rem_euclid(60_000_000);
    let rest = if past == 0 { 0 } else { 60_000_000 - past };
    Timestamp::from_micros(at.micros().saturating_add(rest))
}
