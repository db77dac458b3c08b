//! What people ask for. Imperative; the answer is events or a [`crate::Rejection`].

use crate::{
    audience::Audience,
    event::MessageKind,
    id::{PersonId, PhaseId, RoomId, StepId},
    person::{Actor, Person, Role},
    plan::{PlanDraft, StepDraft},
    rights::Action,
    room::Stage,
    run::RunCommand,
    step::Moment,
    text::{MessageText, Reason, Title},
    time::{Timestamp, Zone},
    watch::WatchCommand,
    word::WordCommand,
};
use serde::{Deserialize, Serialize};

/// Who asks, and when. The rules read neither a clock nor a session.
#[derive(Debug, Clone)]
pub struct Context {
    /// The moment of the decision.
    pub now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Make a room from a plan. Sent by the server itself only.
    CreateRoom {
        /// The room.
        room: RoomId,
        /// The plan, not yet validated.
        plan: Box<PlanDraft>,
        /// The zone its times are read in.
        zone: Zone,
    },
    /// Take a room away that is not under way. Its log stays on disk.
    RemoveRoom {
        /// Its title, typed again: nobody removes a room by a slip of the hand.
        title: Title,
        /// Why.
        reason: Reason,
    },
    /// Come in for the first time. Sent by the server itself, when a link is used.
    Join {
        /// Who.
        person: Person,
    },
    /// Move the room on.
    ReachStage {
        /// To where.
        stage: Stage,
    },
    /// Begin a step.
    StartStep {
        /// Which.
        step: StepId,
        /// Why before its turn.
        #[serde(default)]
        anyway: Option<Reason>,
    },
    /// Tick a step. One that nobody started is started and finished at once.
    FinishStep {
        /// Which.
        step: StepId,
        /// Why before its turn.
        #[serde(default)]
        anyway: Option<Reason>,
    },
    /// Leave a step out.
    SkipStep {
        /// Which.
        step: StepId,
        /// Why.
        reason: Reason,
    },
    /// Say that a step cannot go on.
    BlockStep {
        /// Which.
        step: StepId,
        /// Why.
        reason: Reason,
    },
    /// Say that a blocked step can go on.
    UnblockStep {
        /// Which.
        step: StepId,
    },
    /// Say that a step was tried and did not work.
    FailStep {
        /// Which.
        step: StepId,
        /// Why.
        reason: Reason,
    },
    /// Take a wrong tick back.
    UndoTick {
        /// Which.
        step: StepId,
        /// Why; needed when the tick is older than a minute.
        #[serde(default)]
        reason: Option<Reason>,
    },
    /// Correct a recorded time.
    CorrectTime {
        /// Which step.
        step: StepId,
        /// Which of its times.
        moment: Moment,
        /// What is true.
        to: Timestamp,
        /// Why it was wrong.
        reason: Reason,
    },
    /// Put an unplanned step into the running plan.
    InsertStep {
        /// Its phase.
        phase: PhaseId,
        /// The step above it; absent puts it first in the phase.
        #[serde(default)]
        below: Option<StepId>,
        /// The step.
        step: Box<StepDraft>,
        /// Steps that shall wait for it.
        #[serde(default)]
        before: Vec<StepId>,
    },
    /// Give a step to somebody else.
    ReassignStep {
        /// Which.
        step: StepId,
        /// To whom.
        to: PersonId,
    },
    /// Give all open steps of one person to another.
    ReassignAll {
        /// Whose they are.
        from: PersonId,
        /// To whom.
        to: PersonId,
    },
    /// Give somebody another role.
    ChangeRole {
        /// Who.
        person: PersonId,
        /// The new role.
        to: Role,
        /// Why.
        #[serde(default)]
        reason: Option<Reason>,
    },
    /// End somebody's part in the room.
    RevokePerson {
        /// Who.
        person: PersonId,
        /// Why.
        reason: Reason,
    },
    /// Sign somebody out of the room, wherever they are signed in. They keep their part.
    EndSessions {
        /// Who.
        person: PersonId,
    },
    /// Offer the lead to somebody.
    ProposeHandover {
        /// To whom.
        to: PersonId,
    },
    /// Take the lead that is offered.
    AcceptHandover {},
    /// Decline the lead that is offered, or take the offer back.
    DeclineHandover {},
    /// Write in the feed.
    PostMessage {
        /// What it is.
        message: MessageKind,
        /// For whom.
        audience: Audience,
        /// The words.
        text: MessageText,
        /// Teams that are asked to acknowledge it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asks: Vec<Role>,
    },
    /// Something of how the cutover is run.
    Run(RunCommand),
    /// Something to measure or to check.
    Watch(WatchCommand),
    /// Something to say, or about what was said.
    Word(WordCommand),
}

impl Command {
    /// The step it is about, if it is about one that exists.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::StartStep { step, .. }
            | Self::FinishStep { step, .. }
            | Self::SkipStep { step, .. }
            | Self::BlockStep { step, .. }
            | Self::UnblockStep { step }
            | Self::FailStep { step, .. }
            | Self::UndoTick { step, .. }
            | Self::CorrectTime { step, .. }
            | Self::ReassignStep { step, .. } => Some(step),
            Self::Run(command) => command.step(),
            Self::Watch(command) => command.step(),
            Self::Word(command) => command.step(),
            Self::CreateRoom { .. }
            | Self::RemoveRoom { .. }
            | Self::Join { .. }
            | Self::ReachStage { .. }
            | Self::InsertStep { .. }
            | Self::ReassignAll { .. }
            | Self::ChangeRole { .. }
            | Self::RevokePerson { .. }
            | Self::EndSessions { .. }
            | Self::ProposeHandover { .. }
            | Self::AcceptHandover {}
            | Self::DeclineHandover {}
            | Self::PostMessage { .. } => None,
        }
    }

    /// The right it asks for: a command cannot be added without one.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::CreateRoom { .. } => Action::MakeRoom,
            Self::RemoveRoom { .. } => Action::RemoveRoom,
            Self::Join { .. } => Action::Enter,
            Self::ReachStage { .. } => Action::MoveStage,
            Self::StartStep { .. }
            | Self::FinishStep { .. }
            | Self::FailStep { .. }
            | Self::UndoTick { .. } => Action::TickStep,
            Self::SkipStep { .. } => Action::SkipStep,
            Self::BlockStep { .. } | Self::UnblockStep { .. } => Action::BlockStep,
            Self::CorrectTime { .. } => Action::CorrectTime,
            Self::InsertStep { .. } => Action::InsertStep,
            Self::ReassignStep { .. } => Action::ReassignStep,
            Self::ReassignAll { .. } => Action::Substitute,
            Self::ChangeRole { .. } => Action::ChangeRole,
            Self::RevokePerson { .. } => Action::RevokePerson,
            Self::EndSessions { .. } => Action::EndSessions,
            Self::ProposeHandover { .. } => Action::HandOver,
            Self::AcceptHandover {} | Self::DeclineHandover {} => Action::AnswerHandover,
            Self::Run(command) => command.action(),
            Self::Watch(command) => command.action(),
            Self::Word(command) => command.action(),
            Self::PostMessage { message, .. } => match message {
                MessageKind::Decision => Action::PostDecision,
                MessageKind::Alert => Action::PostAlert,
                MessageKind::Note | MessageKind::Question => Action::PostMessage,
            },
        }
    }

    /// Whether only the server itself may send it.
    #[must_use]
    pub const fn is_of_the_server(&self) -> bool {
        matches!(self.action(), Action::MakeRoom | Action::Enter | Action::RecordWatch)
    }
}
