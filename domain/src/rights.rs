//! Who may do what: one table. The server decides by it; the page only hides what it would
//! refuse. What is not in the table cannot be asked, since each command and route names an
//! [`Action`].

use crate::person::{Actor, Role};
use serde::{Deserialize, Serialize};

/// Something somebody may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// See the room: plan, steps, feed.
    ReadRoom,
    /// See instructions and other technical details.
    ReadTechnical,
    /// See who takes part and who is present.
    ReadPeople,
    /// Read what happened since a number, as far as the role sees it.
    ReadLog,
    /// Take what happened away as a file, as far as the role sees it.
    ExportLog,
    /// Start a step, tick it, mark it failed, undo a wrong tick.
    TickStep,
    /// Say that a step is blocked, or no longer.
    BlockStep,
    /// Start or tick a step before what it waits for is done.
    OverrideOrder,
    /// Leave a step out.
    SkipStep,
    /// Correct a recorded time.
    CorrectTime,
    /// Put an unplanned step into a running plan.
    InsertStep,
    /// Give a step to somebody else.
    ReassignStep,
    /// Give all open steps of one person to another.
    Substitute,
    /// Move the room on: ready, live, watching, closed.
    MoveStage,
    /// Take a room away that is not under way.
    RemoveRoom,
    /// Write in the feed.
    PostMessage,
    /// Record a decision in the feed.
    PostDecision,
    /// Raise an alert in the feed.
    PostAlert,
    /// Say that one has seen a message or a card that asks for it.
    Acknowledge,
    /// Keep a message at the top of the feed.
    PinMessage,
    /// Say what is said outside from now on.
    PublishCard,
    /// Say how often an audience hears something, and who sees to it.
    SetCadence,
    /// Make and revoke invitations.
    Invite,
    /// Make and revoke access tokens for the sources of metrics.
    MakeToken,
    /// Give somebody another role.
    ChangeRole,
    /// End somebody's part in the room.
    RevokePerson,
    /// Sign somebody else out of the room.
    EndSessions,
    /// Send samples of a metric: what an access token is for, and nobody else.
    PushSamples,
    /// Offer the lead to somebody.
    HandOver,
    /// Accept or decline an offered lead: the one it is offered to, and nobody else.
    AnswerHandover,
    /// See and end one's own sessions.
    OwnSessions,
    /// Pause the cutover, and let it go on.
    HoldRun,
    /// Change what is measured and checked, and the board of the ways in.
    PlanWatch,
    /// Give one's word that a way in is shut.
    VouchEntry,
    /// Go on without the proof of a step.
    OverruleProof,
    /// Write down what the product has seen. The product itself only.
    RecordWatch,
    /// Show the room to everybody outside on its public page, or stop showing it.
    PublishRoom,
    /// See notices that have not gone out.
    ReadDrafts,
    /// Write notices, and say what they promise.
    EditNotice,
    /// Approve somebody else's notice.
    ApproveNotice,
    /// Send an approved notice out, or take one back.
    PublishNotice,
    /// Propose to abort, agree to it, take the proposal off the table.
    Abort,
    /// Change the plan, and rehearse it.
    EditPlan,
    /// Answer the poll of a gate, and type what one's team believes.
    AnswerGate,
    /// Give the verdict at a gate.
    DecideGate,
    /// Open debts, pay them and hand them over.
    KeepDebts,
    /// Come in by an invitation.
    Enter,
    /// Make a room. From the command line of the server's machine only.
    MakeRoom,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 48] = [
        Self::ReadRoom,
        Self::ReadTechnical,
        Self::ReadPeople,
        Self::ReadLog,
        Self::ExportLog,
        Self::TickStep,
        Self::BlockStep,
        Self::OverrideOrder,
        Self::SkipStep,
        Self::CorrectTime,
        Self::InsertStep,
        Self::ReassignStep,
        Self::Substitute,
        Self::MoveStage,
        Self::RemoveRoom,
        Self::PostMessage,
        Self::PostDecision,
        Self::PostAlert,
        Self::Acknowledge,
        Self::PinMessage,
        Self::PublishCard,
        Self::SetCadence,
        Self::Invite,
        Self::MakeToken,
        Self::ChangeRole,
        Self::RevokePerson,
        Self::EndSessions,
        Self::PushSamples,
        Self::HandOver,
        Self::AnswerHandover,
        Self::OwnSessions,
        Self::HoldRun,
        Self::PlanWatch,
        Self::VouchEntry,
        Self::OverruleProof,
        Self::RecordWatch,
        Self::PublishRoom,
        Self::ReadDrafts,
        Self::EditNotice,
        Self::ApproveNotice,
        Self::PublishNotice,
        Self::Abort,
        Self::EditPlan,
        Self::AnswerGate,
        Self::DecideGate,
        Self::KeepDebts,
        Self::Enter,
        Self::MakeRoom,
    ];
}

/// Who asks, as far as the table is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Principal {
    /// Somebody with a part in the room.
    Role(Role),
    /// Anybody, not signed in.
    Public,
    /// The token of a source of samples.
    MetricToken,
    /// Somebody signed in who has no part in the room, or none any more.
    Nobody,
}

impl Principal {
    /// Every principal, in the order of the columns.
    pub const ALL: [Self; 8] = [
        Self::Role(Role::Lead),
        Self::Role(Role::Tech),
        Self::Role(Role::Support),
        Self::Role(Role::Comms),
        Self::Role(Role::Observer),
        Self::Public,
        Self::MetricToken,
        Self::Nobody,
    ];

    const fn column(self) -> usize {
        match self {
            Self::Role(role) => role.index(),
            Self::Public => 5,
            Self::MetricToken => 6,
            Self::Nobody => 7,
        }
    }
}

impl From<Role> for Principal {
    fn from(role: Role) -> Self {
        Self::Role(role)
    }
}

/// What the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Yes.
    Yes,
    /// Only for what belongs to the person or the person's team.
    Own,
    /// No.
    No,
}

/// The table. It is total: who and what stand in it once each, and what nobody was given is "no".
#[must_use]
pub fn permission(who: impl Into<Principal>, action: Action) -> Permission {
    row(action)[who.into().column()]
}

const fn row(action: Action) -> [Permission; 8] {
    use Permission::{No, Own, Yes};
    // Columns: lead, tech, support, comms, observer; public, metric token, nobody.
    match action {
        Action::ReadRoom
        | Action::ReadPeople
        | Action::ReadLog
        | Action::ExportLog
        | Action::AnswerHandover
        | Action::OwnSessions => [Yes, Yes, Yes, Yes, Yes, No, No, No],
        // Who of the two must lead is a rule of the abort, not of the table.
        Action::ReadTechnical | Action::VouchEntry | Action::Abort => {
            [Yes, Yes, No, No, No, No, No, No]
        }
        Action::TickStep | Action::BlockStep | Action::CorrectTime => {
            [Yes, Own, Own, Own, No, No, No, No]
        }
        Action::PostMessage | Action::Acknowledge | Action::KeepDebts => {
            [Yes, Yes, Yes, Yes, No, No, No, No]
        }
        Action::PostAlert => [Yes, Yes, No, No, No, No, No, No],
        Action::PinMessage | Action::PublishCard | Action::SetCadence => {
            [Yes, No, No, Yes, No, No, No, No]
        }
        Action::OverrideOrder
        | Action::SkipStep
        | Action::InsertStep
        | Action::ReassignStep
        | Action::Substitute
        | Action::MoveStage
        | Action::RemoveRoom
        | Action::PostDecision
        | Action::Invite
        | Action::MakeToken
        | Action::ChangeRole
        | Action::RevokePerson
        | Action::EndSessions
        | Action::HandOver
        | Action::HoldRun
        | Action::PlanWatch
        | Action::OverruleProof
        | Action::PublishRoom
        | Action::EditPlan
        | Action::DecideGate => [Yes, No, No, No, No, No, No, No],
        Action::ReadDrafts => [Yes, No, No, Yes, Yes, No, No, No],
        Action::EditNotice | Action::ApproveNotice | Action::PublishNotice => {
            [Yes, No, No, Yes, No, No, No, No]
        }
        // A token is for this, and for nothing else.
        Action::PushSamples => [No, No, No, No, No, No, Yes, No],
        // The lead decides and is not asked: an answer of theirs would be a second verdict.
        Action::AnswerGate => [No, Yes, Yes, Yes, No, No, No, No],
        // Whoever holds an invitation: what they were before does not count.
        Action::Enter => [Yes, Yes, Yes, Yes, Yes, Yes, No, Yes],
        Action::MakeRoom | Action::RecordWatch => [No; 8],
    }
}

/// Whether an actor may do something to what belongs to `owner`'s team.
///
/// The product itself may do everything: its commands come from our own code only.
#[must_use]
pub fn may(actor: &Actor, action: Action, owner: Option<Role>) -> bool {
    let Some(role) = actor.role() else { return true };
    match permission(role, action) {
        Permission::Yes => true,
        Permission::Own => owner == Some(role),
        Permission::No => false,
    }
}
