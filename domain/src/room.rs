//! The room: what the log says, folded.

mod decide;
mod evolve;

use crate::{
    event::{Event, Recorded},
    id::{PersonId, PhaseId, RoomId, Seq, StepId},
    person::{Person, Role},
    plan::{Effect, Window},
    run::{Rehearsal, Run},
    schedule::{held, t_clock},
    step::{Progress, Step},
    text::{Reason, Title},
    time::{Length, Timestamp, Zone},
    watch::Watch,
    word::Word,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use decide::{allow, tick};
pub use decide::{decide, decide_on_page};
pub use evolve::evolve;

/// How many entries of the feed stay in the room; older ones are read from the log.
pub const FEED_KEPT: usize = 400;

/// One cutover with its people.
///
/// Steps and feed entries are shared (`Arc`), so that a copy of a large room is cheap: the
/// server folds a tentative copy before anything is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// The last event folded in. 0 means that nothing has been recorded yet.
    pub seq: Seq,
    /// What is moved; `None` until the room is created.
    pub charter: Option<Charter>,
    /// Where the room is.
    pub stage: Stage,
    /// Since when it is there.
    pub stage_since: Timestamp,
    /// Who takes part: the plan's roster and those who joined.
    pub people: BTreeMap<PersonId, Person>,
    /// Those whose part has ended. They stay among the people: what they did and own is theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<PersonId>,
    /// The lead as it is offered, until it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<Handover>,
    /// When the cutover was on hold, oldest first; only the last may still be going on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// How the cutover is run, beyond what the page folds.
    #[serde(default, skip_serializing_if = "Run::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub run: Run,
    /// What is measured and checked.
    #[serde(default, skip_serializing_if = "Watch::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub watch: Watch,
    /// What is said, and to whom.
    #[serde(default, skip_serializing_if = "Word::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub word: Word,
    /// The phases in order.
    pub phases: Vec<Phase>,
    /// The steps by id; their order is in the phases.
    pub steps: BTreeMap<StepId, Arc<Step>>,
    /// The feed, oldest first: messages and what happened to steps.
    pub feed: VecDeque<Arc<Recorded>>,
}

/// A planned or sudden pause: the T-clock stands, the wall clock runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Since when.
    pub from: Timestamp,
    /// Until when; `None` while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Until when the plan says; `None` of a sudden one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_until: Option<Timestamp>,
    /// Why.
    pub reason: Reason,
}

/// The lead, offered by one person to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Who offers it.
    pub from: PersonId,
    /// To whom.
    pub to: PersonId,
}

/// What the plan says about the whole room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// What is moved.
    pub title: Title,
    /// Whose migration it is.
    pub organisation: Title,
    /// What is reserved.
    pub window: Window,
    /// How long users are expected to feel it.
    pub interruption: Length,
    /// The zone of every time on screen.
    pub zone: Zone,
    /// That it is a rehearsal. What it would publish goes nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub rehearsal: Option<Rehearsal>,
}

/// A phase and the order of its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Which.
    pub id: PhaseId,
    /// Its name.
    pub title: Title,
    /// Its steps in order.
    pub steps: Vec<StepId>,
}

/// Where a room is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The plan is being written.
    Draft,
    /// The plan stands; the day has not begun.
    Ready,
    /// The cutover runs.
    Live,
    /// The system is open again and is being watched.
    Watching,
    /// Over.
    Closed,
}

impl Stage {
    /// As written in stylesheets and forms.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Live => "live",
            Self::Watching => "watching",
            Self::Closed => "closed",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Self::Draft, Self::Ready, Self::Live, Self::Watching, Self::Closed]
            .into_iter()
            .find(|stage| stage.slug() == slug)
    }

    /// Where a room may go from here; the first is the usual way.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Ready],
            Self::Ready => &[Self::Live, Self::Draft],
            Self::Live => &[Self::Watching],
            Self::Watching => &[Self::Closed, Self::Live],
            Self::Closed => &[],
        }
    }

    /// Whether steps may move.
    #[must_use]
    pub const fn is_running(self) -> bool {
        match self {
            Self::Live | Self::Watching => true,
            Self::Draft | Self::Ready | Self::Closed => false,
        }
    }
}

impl Room {
    /// Whether the room is a rehearsal: nothing it publishes may leave the house. The browser
    /// half does not know it; what stands around its page does.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.charter.as_ref().is_some_and(|charter| charter.rehearsal.is_some())
    }

    /// The hold that is going on, if one is.
    #[must_use]
    pub fn on_hold(&self) -> Option<&Hold> {
        self.holds.last().filter(|hold| hold.until.is_none())
    }

    /// The T-clock at a moment: whole seconds since the interruption began without the holds, so
    /// that it stands while one is on. Negative before it begins.
    #[must_use]
    pub fn t_clock(&self, since: Timestamp, now: Timestamp) -> i64 {
        t_clock(since, &self.hold_times(), now)
    }

    /// Seconds of holds within a time that ends at `now` at the latest: what they have cost.
    #[must_use]
    pub fn seconds_held(&self, from: Timestamp, now: Timestamp) -> i64 {
        held(from, &self.hold_times(), now)
    }

    fn hold_times(&self) -> Vec<(Timestamp, Option<Timestamp>)> {
        self.holds.iter().map(|hold| (hold.from, hold.until)).collect()
    }

    /// A room about which nothing has been recorded.
    #[must_use]
    pub fn empty(id: RoomId) -> Self {
        Self {
            id,
            seq: Seq(0),
            charter: None,
            stage: Stage::Draft,
            stage_since: Timestamp::from_micros(0),
            people: BTreeMap::new(),
            revoked: Vec::new(),
            handover: None,
            holds: Vec::new(),
            run: Run::default(),
            watch: Watch::default(),
            word: Word::default(),
            phases: Vec::new(),
            steps: BTreeMap::new(),
            feed: VecDeque::new(),
        }
    }

    /// The state after a log.
    pub fn fold<'a>(id: RoomId, log: impl IntoIterator<Item = &'a Recorded>) -> Self {
        let mut room = Self::empty(id);
        log.into_iter().for_each(|recorded| evolve(&mut room, recorded));
        room
    }

    /// The steps in the order of the plan.
    pub fn steps_in_order(&self) -> impl Iterator<Item = &Arc<Step>> {
        self.phases.iter().flat_map(|phase| &phase.steps).filter_map(|id| self.steps.get(id))
    }

    /// What a step waits for that is neither done nor skipped. Empty means: it is its turn.
    #[must_use]
    pub fn waits_for(&self, step: &Step) -> Vec<StepId> {
        let open = |id: &&StepId| self.steps.get(*id).is_some_and(|s| !s.progress.is_settled());
        step.plan.after.iter().filter(open).cloned().collect()
    }

    /// Where a step stands as people see it: "waiting" becomes "ready" when it is its turn.
    #[must_use]
    pub fn standing(&self, step: &Step) -> &'static str {
        match step.progress {
            Progress::Waiting if self.waits_for(step).is_empty() => "ready",
            Progress::Waiting
            | Progress::Running { .. }
            | Progress::Blocked { .. }
            | Progress::Done { .. }
            | Progress::Skipped { .. }
            | Progress::Failed { .. } => step.progress.slug(),
        }
    }

    /// The step that starts or ends the interruption, if the plan names one.
    #[must_use]
    pub fn step_with(&self, effect: Effect) -> Option<&Arc<Step>> {
        self.steps_in_order().find(|step| step.plan.effect == Some(effect))
    }

    /// When users began to feel it, and when the system was open again.
    #[must_use]
    pub fn interruption(&self) -> Interruption {
        let finished = |effect| {
            self.step_with(effect).and_then(|step| step.progress.finished()).map(|fact| fact.at)
        };
        match (finished(Effect::InterruptionStarts), finished(Effect::InterruptionEnds)) {
            (None, _) => Interruption::NotYet,
            (Some(since), None) => Interruption::Since(since),
            (Some(since), Some(until)) => Interruption::Over { since, until },
        }
    }

    /// How many steps are done or skipped, of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let settled = self.steps.values().filter(|step| step.progress.is_settled()).count();
        (settled, self.steps.len())
    }

    /// The event that took the room away, if one did: it is the last of its log.
    #[must_use]
    pub fn removed(&self) -> Option<&Recorded> {
        let last = self.feed.back()?;
        matches!(last.event, Event::RoomRemoved { .. }).then_some(last)
    }

    /// Somebody who takes part: known, and not revoked.
    #[must_use]
    pub fn part_of(&self, person: &PersonId) -> Option<&Person> {
        self.people.get(person).filter(|known| !self.revoked.contains(&known.id))
    }

    /// Those of a team who take part, by id.
    pub fn team(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people
            .values()
            .filter(move |known| known.role == role && !self.revoked.contains(&known.id))
    }

    /// The steps of somebody that are neither done nor skipped, in order.
    pub fn open_steps_of(&self, person: &PersonId) -> impl Iterator<Item = &Arc<Step>> {
        self.steps_in_order()
            .filter(move |step| step.plan.owner == *person && !step.progress.is_settled())
    }

    /// The person who owns a step.
    #[must_use]
    pub fn owner(&self, step: &Step) -> Option<&Person> {
        self.people.get(&step.plan.owner)
    }
}

/// What users feel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// Nothing yet.
    NotYet,
    /// It lasts.
    Since(Timestamp),
    /// It is over.
    Over {
        /// From.
        since: Timestamp,
        /// To.
        until: Timestamp,
    },
}
