//! Who may do what: one table. The server decides by it; the page only hides what it would
//! refuse. What is not in the table cannot be asked, since each command and route names an
//! [`Action`].

use crate::person::{Actor, Role};
use serde::{Deserialize, Serialize};

/// Something a person may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// See the room: plan, steps, feed, who is present.
    ReadRoom,
    /// See instructions and other technical details.
    ReadTechnical,
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
    /// Move the room on: ready, live, watching, closed.
    MoveStage,
    /// Write in the feed.
    PostMessage,
    /// Record a decision in the feed.
    PostDecision,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 12] = [
        Self::ReadRoom,
        Self::ReadTechnical,
        Self::TickStep,
        Self::BlockStep,
        Self::OverrideOrder,
        Self::SkipStep,
        Self::CorrectTime,
        Self::InsertStep,
        Self::ReassignStep,
        Self::MoveStage,
        Self::PostMessage,
        Self::PostDecision,
    ];
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

/// The table.
#[must_use]
pub const fn permission(role: Role, action: Action) -> Permission {
    use Permission::{No, Own, Yes};
    // Columns: lead, tech, support, comms, observer.
    let row = match action {
        Action::ReadRoom => [Yes, Yes, Yes, Yes, Yes],
        Action::ReadTechnical => [Yes, Yes, No, No, No],
        Action::TickStep => [Yes, Own, Own, Own, No],
        Action::BlockStep => [Yes, Own, Own, Own, No],
        Action::OverrideOrder => [Yes, No, No, No, No],
        Action::SkipStep => [Yes, No, No, No, No],
        Action::CorrectTime => [Yes, Own, Own, Own, No],
        Action::InsertStep => [Yes, No, No, No, No],
        Action::ReassignStep => [Yes, No, No, No, No],
        Action::MoveStage => [Yes, No, No, No, No],
        Action::PostMessage => [Yes, Yes, Yes, Yes, No],
        Action::PostDecision => [Yes, No, No, No, No],
    };
    row[role.index()]
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
