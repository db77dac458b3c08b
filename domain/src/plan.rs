//! The plan: phases of steps, the people, and two numbers that must never be mixed up: the
//! **window** (what is reserved) and the **interruption** (what users are expected to feel).

mod validate;

use crate::{
    id::{PersonId, PhaseId, StepId},
    person::Person,
    run::{Rehearsal, StepRun},
    text::{Instructions, Title},
    time::{Length, Timestamp},
    watch::WatchPlan,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use validate::cycle_among;
pub(crate) use validate::{one_by_one, without_repeats};

/// The most steps a plan may hold.
pub const STEPS_MAX: usize = 5_000;

/// The most "waits for" links a plan may hold.
pub const LINKS_MAX: usize = 20_000;

/// A validated plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What is moved.
    pub title: Title,
    /// Whose migration it is.
    pub organisation: Title,
    /// What is reserved.
    pub window: Window,
    /// How long users are expected to feel it.
    pub interruption: Length,
    /// Who takes part.
    pub people: Vec<Person>,
    /// The phases in order.
    pub phases: Vec<PhasePlan>,
    /// What is measured and checked.
    #[serde(default, skip_serializing_if = "WatchPlan::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub watch: WatchPlan,
    /// That it is rehearsed, not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub rehearsal: Option<Rehearsal>,
}

/// The reserved time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// From when.
    pub start: Timestamp,
    /// For how long.
    pub length: Length,
}

impl Window {
    /// Its end: what was announced.
    #[must_use]
    pub const fn end(&self) -> Timestamp {
        self.start.plus(self.length)
    }
}

/// A phase of a validated plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhasePlan {
    /// Which.
    pub id: PhaseId,
    /// Its name.
    pub title: Title,
    /// Its steps in order.
    pub steps: Vec<StepPlan>,
}

/// A step of a validated plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPlan {
    /// Which.
    pub id: StepId,
    /// What is done.
    pub title: Title,
    /// Whose it is.
    pub owner: PersonId,
    /// Work, or a decision.
    pub work: Work,
    /// When it should begin.
    pub start: Timestamp,
    /// What it waits for.
    pub after: Vec<StepId>,
    /// How it is done, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Instructions>,
    /// What it does to the users of the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// How long after the end of what it waits for it can begin, where that is not at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lags: Vec<Lag>,
    /// The pause that is planned before it, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<PlannedHold>,
    /// How it is run, beyond when and by whom.
    #[serde(default, skip_serializing_if = "StepRun::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub run: StepRun,
}

/// A pause that the plan foresees: it begins by itself when everything has ended that the step
/// behind it waits for, and it is over after its length. The T-clock stands meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedHold {
    /// How it is called.
    pub title: Title,
    /// How long it lasts.
    pub length: Length,
}

/// A wait between the end of one step and the start of the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lag {
    /// The step that ends.
    pub after: StepId,
    /// How long nothing can begin.
    pub length: Length,
}

impl StepPlan {
    /// How long it should take; a gate is a moment.
    #[must_use]
    pub const fn length(&self) -> Length {
        match self.work {
            Work::Task { length } => length,
            Work::Gate => Length::from_seconds(0),
        }
    }

    /// Takes technical details (hosts, commands) out.
    pub fn redact(&mut self) {
        self.instructions = None;
        self.run.redact();
    }

    /// When it should end.
    #[must_use]
    pub const fn end(&self) -> Timestamp {
        self.start.plus(self.length())
    }
}

/// What kind of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Something to do.
    Task {
        /// How long it should take.
        length: Length,
    },
    /// A go or no-go decision: a moment, not a length.
    Gate,
}

/// What a step does to the users of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Users feel it from the end of this step.
    InterruptionStarts,
    /// The system is open again from the end of this step.
    InterruptionEnds,
}

/// A plan as somebody wrote it, before it is validated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanDraft {
    /// What is moved.
    pub title: Title,
    /// Whose migration it is.
    pub organisation: Title,
    /// What is reserved.
    pub window: Window,
    /// How long users are expected to feel it.
    pub interruption: Length,
    /// Who takes part.
    pub people: Vec<Person>,
    /// The phases in order.
    pub phases: Vec<PhaseDraft>,
    /// What is measured and checked.
    #[serde(default, skip_serializing_if = "WatchPlan::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub watch: WatchPlan,
    /// That it is rehearsed, not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub rehearsal: Option<Rehearsal>,
}

/// A phase before validation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseDraft {
    /// Which.
    pub id: PhaseId,
    /// Its name.
    pub title: Title,
    /// Its steps in order.
    pub steps: Vec<StepDraft>,
}

/// A step before validation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDraft {
    /// Which.
    pub id: StepId,
    /// What is done.
    pub title: Title,
    /// Whose it is, if somebody was named.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// Work, or a decision.
    pub work: WorkDraft,
    /// When it should begin.
    pub start: Timestamp,
    /// What it waits for.
    #[serde(default)]
    pub after: Vec<StepId>,
    /// How it is done, in Markdown.
    #[serde(default)]
    pub instructions: Option<Instructions>,
    /// What it does to the users of the system.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// How long after the end of what it waits for it can begin, where that is not at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lags: Vec<Lag>,
    /// The pause that is planned before it, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<PlannedHold>,
    /// How it is run, beyond when and by whom.
    #[serde(default, skip_serializing_if = "StepRun::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub run: StepRun,
}

impl StepDraft {
    /// A step of which only this much is known.
    #[must_use]
    pub fn new(id: StepId, title: Title, work: WorkDraft, start: Timestamp) -> Self {
        Self {
            id,
            title,
            owner: None,
            work,
            start,
            after: Vec::new(),
            instructions: None,
            effect: None,
            lags: Vec::new(),
            hold: None,
            run: StepRun::default(),
        }
    }
}

/// What kind of step it is, before validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkDraft {
    /// Something to do, with a length that may still be nonsense, in seconds.
    Task {
        /// Seconds.
        seconds: i64,
    },
    /// A go or no-go decision.
    Gate,
}

/// One thing wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum PlanFault {
    /// Two steps have one id.
    #[error("step {step}: this id is used twice")]
    DuplicateStep {
        /// The id.
        step: StepId,
    },
    /// Two phases have one id.
    #[error("phase {phase}: this id is used twice")]
    DuplicatePhase {
        /// The id.
        phase: PhaseId,
    },
    /// Two people have one id.
    #[error("person {person}: this id is used twice")]
    DuplicatePerson {
        /// The id.
        person: PersonId,
    },
    /// Nobody owns a step.
    #[error("step {step}: it has no owner")]
    NoOwner {
        /// The step.
        step: StepId,
    },
    /// The owner is not among the people of the plan.
    #[error("step {step}: its owner {owner} is not among the people")]
    UnknownOwner {
        /// The step.
        step: StepId,
        /// Who was named.
        owner: PersonId,
    },
    /// A step waits for one that does not exist.
    #[error("step {step}: it waits for {after}, which does not exist")]
    UnknownDependency {
        /// The step.
        step: StepId,
        /// What was named.
        after: StepId,
    },
    /// Steps wait for each other in a circle.
    #[error("steps wait for each other in a circle: {}", circle(.steps))]
    Cycle {
        /// The circle in order: each waits for the next, the last for the first.
        steps: Vec<StepId>,
    },
    /// A length is zero, negative or longer than thirty days.
    #[error("step {step}: its length must be from 1 second to 30 days, not {seconds} s")]
    BadLength {
        /// The step.
        step: StepId,
        /// What was given, in seconds.
        seconds: i64,
    },
    /// The window is shorter than the interruption.
    #[error(
        "the window ({} min) is shorter than the interruption ({} min)",
        .window.minutes(), .interruption.minutes()
    )]
    WindowTooShort {
        /// The window.
        window: Length,
        /// The interruption.
        interruption: Length,
    },
    /// Two steps claim to start, or to end, the interruption.
    #[error("steps {first} and {second}: only one step can start or end the interruption")]
    TwoEffects {
        /// One of them.
        first: StepId,
        /// The other.
        second: StepId,
    },
    /// What is to be measured and checked has a fault.
    #[cfg(not(target_arch = "wasm32"))]
    #[error(transparent)]
    Watch(#[from] crate::watch::WatchFault),
    /// There is nothing to do.
    #[error("the plan has no step")]
    NoSteps,
    /// There is more than the product takes.
    #[error("the plan has more than {STEPS_MAX} steps or {LINKS_MAX} links between them")]
    TooLarge,
}

fn circle(steps: &[StepId]) -> String {
    let mut names: Vec<&str> = steps.iter().map(StepId::as_str).collect();
    names.extend(steps.first().map(StepId::as_str));
    names.join(" → ")
}
