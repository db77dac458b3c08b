//! Every reason for "no". The words on screen are the catalogue's; `Display` is for the log.

use crate::{
    id::{PersonId, PhaseId, RoomId, StepId},
    person::{Actor, Role},
    plan::PlanFault,
    rights::Action,
    room::Stage,
    run::RunRejection,
    time::Timestamp,
    watch::WatchRejection,
    word::WordRejection,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command was refused. Nothing of it was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// The actor's role may not do this.
    #[error("{} may not do {action:?}", .role.slug())]
    NotAllowed {
        /// What was asked.
        action: Action,
        /// Who asked.
        role: Role,
    },
    /// The actor has no part in the room any more, or another role than the one they ask in.
    #[error("the actor's part in the room has changed")]
    PartChanged,
    /// Why not, about the people of the room.
    #[error(transparent)]
    People(#[from] PeopleRejection),
    /// Why not, about running the cutover.
    #[error(transparent)]
    Run(#[from] RunRejection),
    /// Why not, about what is measured or checked.
    #[error(transparent)]
    Watch(#[from] WatchRejection),
    /// Why not, about what is said.
    #[error(transparent)]
    Word(#[from] WordRejection),
    /// Why not, about taking the room away.
    #[error(transparent)]
    Removal(#[from] RemovalRejection),
    /// The room exists already.
    #[error("room {room} exists already")]
    RoomExists {
        /// Which.
        room: RoomId,
    },
    /// The plan has faults.
    #[error("the plan has {} faults", .faults.len())]
    BadPlan {
        /// All of them.
        faults: Vec<PlanFault>,
    },
    /// The room cannot go from where it is to there.
    #[error("the room cannot go from {} to {}", .from.slug(), .to.slug())]
    StageOutOfOrder {
        /// Where it is.
        from: Stage,
        /// Where it was to go.
        to: Stage,
    },
    /// Steps move only while the room is live or watching.
    #[error("the room is {}", .stage.slug())]
    RoomNotLive {
        /// Where it is.
        stage: Stage,
    },
    /// No such step.
    #[error("there is no step {step}")]
    UnknownStep {
        /// What was named.
        step: StepId,
    },
    /// No such phase.
    #[error("there is no phase {phase}")]
    UnknownPhase {
        /// What was named.
        phase: PhaseId,
    },
    /// No such person.
    #[error("there is nobody called {person}")]
    UnknownPerson {
        /// Who was named.
        person: PersonId,
    },
    /// Somebody else has this id with another name or role.
    #[error("{person} is somebody else in this room")]
    PersonTaken {
        /// The id.
        person: PersonId,
    },
    /// What the step waits for is not done.
    #[error("step {step} waits for {}", ids(.waits_for))]
    OutOfTurn {
        /// The step.
        step: StepId,
        /// What is not done.
        waits_for: Vec<StepId>,
    },
    /// The step stands somewhere this cannot begin from; says who brought it there.
    #[error("step {step} is already {state}")]
    AlreadyThere {
        /// The step.
        step: StepId,
        /// Where it stands, as in `Progress::slug`.
        state: String,
        /// Who brought it there.
        by: Option<Actor>,
        /// When.
        at: Option<Timestamp>,
    },
    /// The step is not blocked, so it cannot be unblocked.
    #[error("step {step} is not blocked")]
    NotBlocked {
        /// The step.
        step: StepId,
    },
    /// Nobody has begun, so there is nothing to take back or to call failed.
    #[error("step {step} has not been started")]
    NotStarted {
        /// The step.
        step: StepId,
    },
    /// Steps that waited for this one have begun.
    #[error("steps {} have begun after {step}", ids(.begun))]
    BegunSince {
        /// The step.
        step: StepId,
        /// What has begun.
        begun: Vec<StepId>,
    },
    /// The tick is older than a minute: taking it back needs a reason.
    #[error("taking back step {step} needs a reason")]
    ReasonNeeded {
        /// The step.
        step: StepId,
    },
    /// The step has no such recorded time.
    #[error("step {step} has no such time")]
    NoSuchTime {
        /// The step.
        step: StepId,
    },
    /// A recorded time cannot be in the future.
    #[error("a recorded time cannot be in the future")]
    TimeInFuture,
    /// A step cannot end before it starts.
    #[error("step {step} cannot end before it starts")]
    EndsBeforeStart {
        /// The step.
        step: StepId,
    },
    /// The time is what it was.
    #[error("step {step} already has this time")]
    SameTime {
        /// The step.
        step: StepId,
    },
    /// The step is already theirs.
    #[error("step {step} already belongs to {owner}")]
    SameOwner {
        /// The step.
        step: StepId,
        /// Whose it is.
        owner: PersonId,
    },
    /// An observer cannot own a step.
    #[error("{person} only observes")]
    OnlyObserves {
        /// Who was named.
        person: PersonId,
    },
    /// A step that is to wait for the new one has already begun.
    #[error("step {step} has already begun")]
    AlreadyBegun {
        /// The step.
        step: StepId,
    },
}

/// Why a command about the people of a room was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum PeopleRejection {
    /// They have this role already.
    #[error("{person} is {} already", .role.slug())]
    SameRole {
        /// Who.
        person: PersonId,
        /// Their role.
        role: Role,
    },
    /// A room is never without a lead.
    #[error("{person} is the last lead")]
    LastLead {
        /// Who.
        person: PersonId,
    },
    /// Who owns open steps cannot become an observer.
    #[error("{person} still owns open steps")]
    OwnsSteps {
        /// Who.
        person: PersonId,
    },
    /// Their part has ended.
    #[error("{person} has no part in this room any more")]
    NoPart {
        /// Who.
        person: PersonId,
    },
    /// There are no open steps to give away.
    #[error("{person} owns no open steps")]
    NothingToGive {
        /// Who.
        person: PersonId,
    },
    /// Nobody offers this person the lead.
    #[error("no lead is offered")]
    NoHandover,
}

/// Why a room was not removed, or why nothing can be asked of it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum RemovalRejection {
    /// The room has been removed.
    #[error("the room was removed")]
    Removed,
    /// A cutover that is under way is not taken away from those who run it.
    #[error("the cutover is under way")]
    UnderWay,
    /// The title that was typed is not the room's.
    #[error("this is not the room's title")]
    OtherTitle,
}

impl RemovalRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Removed => "room_removed",
            Self::UnderWay => "room_under_way",
            Self::OtherTitle => "other_title",
        }
    }
}

impl PeopleRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SameRole { .. } => "same_role",
            Self::LastLead { .. } => "last_lead",
            Self::OwnsSteps { .. } => "owns_steps",
            Self::NoPart { .. } => "no_part",
            Self::NothingToGive { .. } => "nothing_to_give",
            Self::NoHandover => "no_handover",
        }
    }
}

impl Rejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed { .. } => "not_allowed",
            Self::PartChanged => "part_changed",
            Self::People(no) => no.code(),
            Self::Run(no) => no.code(),
            Self::Watch(no) => no.code(),
            Self::Word(no) => no.code(),
            Self::Removal(no) => no.code(),
            Self::RoomExists { .. } => "room_exists",
            Self::BadPlan { .. } => "bad_plan",
            Self::StageOutOfOrder { .. } => "stage_out_of_order",
            Self::RoomNotLive { .. } => "room_not_live",
            Self::UnknownStep { .. } => "unknown_step",
            Self::UnknownPhase { .. } => "unknown_phase",
            Self::UnknownPerson { .. } => "unknown_person",
            Self::PersonTaken { .. } => "person_taken",
            Self::OutOfTurn { .. } => "out_of_turn",
            Self::AlreadyThere { .. } => "already_there",
            Self::NotBlocked { .. } => "not_blocked",
            Self::NotStarted { .. } => "not_started",
            Self::BegunSince { .. } => "begun_since",
            Self::ReasonNeeded { .. } => "reason_needed",
            Self::NoSuchTime { .. } => "no_such_time",
            Self::TimeInFuture => "time_in_future",
            Self::EndsBeforeStart { .. } => "ends_before_start",
            Self::SameTime { .. } => "same_time",
            Self::SameOwner { .. } => "same_owner",
            Self::OnlyObserves { .. } => "only_observes",
            Self::AlreadyBegun { .. } => "already_begun",
        }
    }
}

fn ids(steps: &[StepId]) -> String {
    steps.iter().map(StepId::as_str).collect::<Vec<_>>().join(", ")
}
