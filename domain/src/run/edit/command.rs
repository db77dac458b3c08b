//! What people ask to change in the plan.

use crate::{
    id::{PersonId, PhaseId, StepId},
    plan::{Effect, Lag, Window},
    run::{
        Undo,
        gate::{Belief, Seat},
    },
    text::{Instructions, Reason, Title},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What people ask about edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EditCommand {
    /// Make one edit: at once while the plan is prepared; in a live room it joins the proposal.
    Change(Box<Edit>),
    /// Apply the proposal, all or nothing.
    Apply {},
    /// Forget the proposal.
    Drop {},
    /// Take the last edit back: the last of the proposal, else the last change of the plan.
    Undo {},
}

/// One edit of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// A new step. Its id follows from its title.
    AddStep {
        /// Its phase.
        phase: PhaseId,
        /// The step above it; absent puts it first in the phase.
        #[serde(default)]
        below: Option<StepId>,
        /// What it is.
        to: StepEdit,
    },
    /// Everything about a step, anew: what is left out is taken away.
    ReviseStep {
        /// Which.
        step: StepId,
        /// What it is from now on.
        to: StepEdit,
    },
    /// A step takes another place.
    MoveStep {
        /// Which.
        step: StepId,
        /// Its phase from now on.
        phase: PhaseId,
        /// The step above it; absent puts it first in the phase.
        #[serde(default)]
        below: Option<StepId>,
    },
    /// A step goes. What waits for it then waits for what it waited for.
    RemoveStep {
        /// Which.
        step: StepId,
    },
    /// A new phase, the last one. Its id follows from its title.
    AddPhase {
        /// How it is called.
        title: Title,
    },
    /// A phase is called otherwise.
    RenamePhase {
        /// Which.
        phase: PhaseId,
        /// How it is called from now on.
        title: Title,
    },
    /// A phase takes another place.
    MovePhase {
        /// Which.
        phase: PhaseId,
        /// The phase above it; absent puts it first.
        #[serde(default)]
        below: Option<PhaseId>,
    },
    /// A phase without steps goes.
    RemovePhase {
        /// Which.
        phase: PhaseId,
    },
    /// Other numbers for what is reserved and what users feel; not while the room is live.
    ReviseWindow {
        /// What is reserved.
        window: Window,
        /// What users are expected to feel.
        interruption: Length,
    },
}

/// All of a step that can be edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEdit {
    /// What it is.
    pub title: Title,
    /// Whose it is. Absent is a fault, named with the others.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// Whether it is a decision, which takes no time.
    #[serde(default)]
    pub gate: bool,
    /// How long it takes, in seconds; a gate has none. Not checked yet.
    #[serde(default)]
    pub length: Option<i64>,
    /// When it is planned to start.
    pub start: Timestamp,
    /// What it waits for.
    #[serde(default)]
    pub after: Vec<StepId>,
    /// How long it waits after these have ended; those it does not wait for do not count.
    #[serde(default)]
    pub lags: Vec<Lag>,
    /// How it is done.
    #[serde(default)]
    pub instructions: Option<Instructions>,
    /// What it starts or ends.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// How it is taken back.
    #[serde(default)]
    pub undo: Undo,
    /// Whether it tries the system from outside while users cannot get in.
    #[serde(default)]
    pub smoke_test: bool,
    /// How those who try it get in.
    #[serde(default)]
    pub way_in: Option<Title>,
    /// The rest of how it is run; absent leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunEdit>,
}

/// How a step is run, as a form says it: all of it, what is left out is taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunEdit {
    /// How it is taken back, in Markdown.
    pub undo_how: Option<Instructions>,
    /// Whether there is no way back once it has begun.
    pub point_of_no_return: bool,
    /// Why there is none.
    pub no_return_reason: Option<Reason>,
    /// The name of its plan B.
    pub plan_b: Option<Title>,
    /// The steps of its plan B, in order.
    pub plan_b_steps: Vec<PlanBStep>,
    /// What is asked at it, when it is a gate.
    pub question: Option<Title>,
    /// Who is asked.
    pub poll: Vec<Seat>,
    /// What each team of the poll types.
    pub read_back: Vec<Belief>,
    /// What its end leaves to be undone.
    pub opens_debt: Option<Title>,
    /// The steps whose debts its end pays.
    pub pays_debt: Vec<StepId>,
    /// The name of the hold that is planned before it.
    pub hold: Option<Title>,
    /// How long that hold lasts, in seconds. Not checked yet.
    pub hold_length: Option<i64>,
}

/// A step of a plan B, as a form says it; not checked yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanBStep {
    /// What is done.
    pub title: Option<Title>,
    /// Whose it is; absent: whoever owns the step it stands in for.
    pub owner: Option<PersonId>,
    /// How long it should take, in seconds.
    pub length: Option<i64>,
    /// Whether somebody has tried it.
    pub rehearsed: bool,
    /// How it is done, in Markdown.
    pub instructions: Option<Instructions>,
}
