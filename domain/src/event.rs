//! What happened. Past tense, small, and readable for ever: each kind has a golden sample.
//!
//! Kinds that the room's page folds itself stand here. The others are families of their own
//! ([`RunEvent`], [`WatchEvent`], [`WordEvent`]): the page is [`Told`] of them.

mod told;

use crate::{
    audience::Audience,
    id::{PersonId, PhaseId, RoomId, Seq, StepId},
    person::{Actor, Person, Role},
    plan::{Plan, StepPlan},
    room::Stage,
    run::RunEvent,
    step::Moment,
    text::{MessageText, Reason},
    time::{Timestamp, Zone},
    watch::WatchEvent,
    word::WordEvent,
};
use serde::{Deserialize, Serialize};

pub use told::{Patch, Told, Tone};

/// The version of the shapes below, stored beside every event. Raised when one changes meaning;
/// old ones are then lifted on read.
pub const EVENT_VERSION: u16 = 1;

/// An event with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place: dense per room.
    pub seq: Seq,
    /// When the server recorded it.
    pub at: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
}

/// What happened.
///
/// Written as `{"step_finished": {"step": "drain"}}`. A tag inside (`"kind": …`) reads as well,
/// but makes every reader buffer the whole event first, which was a tenth of the browser's
/// download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A room was made from a plan.
    RoomCreated {
        /// The room.
        room: RoomId,
        /// Its plan, already validated.
        plan: Box<Plan>,
        /// The zone its times are read in.
        zone: Zone,
    },
    /// The room was removed: the last event of its log, which stays on disk.
    RoomRemoved {
        /// Why.
        reason: Reason,
    },
    /// Somebody came in for the first time.
    PersonJoined {
        /// Who.
        person: Person,
    },
    /// The room moved on.
    StageReached {
        /// To where.
        stage: Stage,
    },
    /// Work on a step began, or began again after it had failed.
    StepStarted {
        /// Which.
        step: StepId,
        /// Why before its turn, when what it waits for was not done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anyway: Option<Reason>,
    },
    /// A step was ticked.
    StepFinished {
        /// Which.
        step: StepId,
    },
    /// A step was left out.
    StepSkipped {
        /// Which.
        step: StepId,
        /// Why.
        reason: Reason,
    },
    /// A step cannot go on.
    StepBlocked {
        /// Which.
        step: StepId,
        /// Why.
        reason: Reason,
    },
    /// A blocked step can go on.
    StepUnblocked {
        /// Which.
        step: StepId,
    },
    /// A step was tried and did not work.
    StepFailed {
        /// Which.
        step: StepId,
        /// Why.
        reason: Reason,
    },
    /// A wrong tick was taken back.
    TickUndone {
        /// Which.
        step: StepId,
        /// Where the step stands again.
        back_to: BackTo,
        /// Why, when it was not at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// A recorded time was wrong.
    TimeCorrected {
        /// Which step.
        step: StepId,
        /// Which of its times.
        moment: Moment,
        /// What had been recorded.
        was: Timestamp,
        /// What is true.
        now: Timestamp,
        /// Why it was wrong.
        reason: Reason,
    },
    /// An unplanned step was put in.
    StepInserted {
        /// Its phase.
        phase: PhaseId,
        /// The step above it; `None` puts it first in the phase.
        below: Option<StepId>,
        /// The step.
        step: Box<StepPlan>,
        /// Steps that wait for it from now on.
        before: Vec<StepId>,
    },
    /// A step was given to somebody else.
    StepReassigned {
        /// Which.
        step: StepId,
        /// Whose it was.
        from: PersonId,
        /// Whose it is.
        to: PersonId,
    },
    /// Somebody has another role from now on.
    RoleChanged {
        /// Who.
        person: PersonId,
        /// The role they had.
        from: Role,
        /// The role they have.
        to: Role,
        /// Why, when it was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// Somebody's part in the room has ended.
    PersonRevoked {
        /// Who.
        person: PersonId,
        /// Why.
        reason: Reason,
    },
    /// Somebody whose part had ended was invited again and came in.
    PersonRestored {
        /// Who, with the role they have now.
        person: Person,
    },
    /// Somebody was signed out of the room, wherever they were signed in.
    SessionsEnded {
        /// Who.
        person: PersonId,
    },
    /// The lead was offered to somebody. Accepted, it becomes two changes of role.
    HandoverProposed {
        /// Who offers it.
        from: PersonId,
        /// To whom.
        to: PersonId,
    },
    /// An offered lead was declined, or the offer was withdrawn.
    HandoverDeclined {
        /// Who had offered it.
        from: PersonId,
        /// To whom.
        to: PersonId,
    },
    /// Somebody wrote in the feed.
    MessagePosted {
        /// What it is.
        message: MessageKind,
        /// For whom.
        audience: Audience,
        /// The words.
        text: MessageText,
    },
    /// Something of how the cutover is run.
    Run(RunEvent),
    /// Something that was measured or checked.
    Watch(WatchEvent),
    /// Something said, or about what was said.
    Word(WordEvent),
    /// What a page is told of an event that it does not fold itself. On the wire only: no command
    /// makes one, and none is ever stored.
    Told(Box<Told>),
}

impl Event {
    /// Whether the page folds it itself; of others it is told.
    #[must_use]
    pub const fn is_of_the_page(&self) -> bool {
        !matches!(self, Self::Run(_) | Self::Watch(_) | Self::Word(_))
    }

    /// Whether the feed says nothing of it: it is seen where it belongs.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        match self {
            Self::Word(event) => event.is_quiet(),
            Self::Told(told) => told.tone == Tone::Quiet,
            _ => false,
        }
    }

    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::StepStarted { step, .. }
            | Self::StepFinished { step }
            | Self::StepSkipped { step, .. }
            | Self::StepBlocked { step, .. }
            | Self::StepUnblocked { step }
            | Self::StepFailed { step, .. }
            | Self::TickUndone { step, .. }
            | Self::TimeCorrected { step, .. }
            | Self::StepReassigned { step, .. } => Some(step),
            Self::StepInserted { step, .. } => Some(&step.id),
            Self::Run(event) => event.step(),
            Self::Watch(event) => event.step(),
            Self::Word(event) => event.step(),
            Self::RoomCreated { .. }
            | Self::RoomRemoved { .. }
            | Self::PersonJoined { .. }
            | Self::StageReached { .. }
            | Self::RoleChanged { .. }
            | Self::PersonRevoked { .. }
            | Self::PersonRestored { .. }
            | Self::SessionsEnded { .. }
            | Self::HandoverProposed { .. }
            | Self::HandoverDeclined { .. }
            | Self::MessagePosted { .. }
            // The step in its patch has the whole history already.
            | Self::Told(_) => None,
        }
    }

    /// Whether it changes where its step stands; other events only touch it.
    #[must_use]
    pub const fn moves_step(&self) -> bool {
        match self {
            Self::StepStarted { .. }
            | Self::StepFinished { .. }
            | Self::StepSkipped { .. }
            | Self::StepBlocked { .. }
            | Self::StepUnblocked { .. }
            | Self::StepFailed { .. }
            | Self::TickUndone { .. } => true,
            Self::RoomCreated { .. }
            | Self::RoomRemoved { .. }
            | Self::PersonJoined { .. }
            | Self::StageReached { .. }
            | Self::TimeCorrected { .. }
            | Self::StepInserted { .. }
            | Self::StepReassigned { .. }
            | Self::RoleChanged { .. }
            | Self::PersonRevoked { .. }
            | Self::PersonRestored { .. }
            | Self::SessionsEnded { .. }
            | Self::HandoverProposed { .. }
            | Self::HandoverDeclined { .. }
            | Self::MessagePosted { .. }
            | Self::Run(_)
            | Self::Watch(_)
            | Self::Word(_)
            | Self::Told(_) => false,
        }
    }

    /// Whether it changes who takes part, or as what: whoever follows the room then looks again
    /// at what they may see.
    #[must_use]
    pub const fn changes_people(&self) -> bool {
        match self {
            Self::RoomCreated { .. }
            | Self::RoomRemoved { .. }
            | Self::PersonJoined { .. }
            | Self::RoleChanged { .. }
            | Self::PersonRevoked { .. }
            | Self::PersonRestored { .. } => true,
            Self::StageReached { .. }
            | Self::StepStarted { .. }
            | Self::StepFinished { .. }
            | Self::StepSkipped { .. }
            | Self::StepBlocked { .. }
            | Self::StepUnblocked { .. }
            | Self::StepFailed { .. }
            | Self::TickUndone { .. }
            | Self::TimeCorrected { .. }
            | Self::StepInserted { .. }
            | Self::StepReassigned { .. }
            | Self::SessionsEnded { .. }
            | Self::HandoverProposed { .. }
            | Self::HandoverDeclined { .. }
            | Self::MessagePosted { .. }
            | Self::Run(_)
            | Self::Watch(_)
            | Self::Word(_)
            | Self::Told(_) => false,
        }
    }
}

/// Where an undone tick leaves a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackTo {
    /// As if nobody had begun.
    Waiting,
    /// Running since the time it was started.
    Running,
}

/// What a message in the feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Something to know.
    Note,
    /// Something decided.
    Decision,
    /// Something asked.
    Question,
    /// Something to act on now.
    Alert,
}

impl MessageKind {
    /// Every kind, in the order of the composer.
    pub const ALL: [Self; 4] = [Self::Note, Self::Decision, Self::Question, Self::Alert];

    /// As written in forms and stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Decision => "decision",
            Self::Question => "question",
            Self::Alert => "alert",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}
