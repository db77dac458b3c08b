//! Everything that travels between server and browser and is not an event: requests, receipts,
//! errors, frames of the stream, and the paths.

use crate::{
    command::Command,
    event::Recorded,
    id::{Key, PersonId, RoomId, Seq, StepId},
    person::{Actor, Person, Role},
    rejection::Rejection,
    room::Room,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// The body of `POST /api/rooms/{room}/commands`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandRequest {
    /// Chosen by the sender; the same on every retry.
    pub key: Key,
    /// The last event the sender had seen. When somebody has touched the same step since, the
    /// answer is 409 with who did what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Seq>,
    /// What is asked.
    pub command: Command,
}

/// The answer to a command that is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The last event it made.
    pub seq: Seq,
}

/// The answer when something is wrong. Programs match on `code`, people read `message`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// A stable word.
    pub code: String,
    /// A sentence in the reader's language: what happened and what to do.
    pub message: String,
    /// Facts for the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<ErrorDetails>,
}

/// Facts that go with an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorDetails {
    /// The rules said no.
    Rejected {
        /// Why.
        rejection: Rejection,
    },
    /// Somebody was quicker.
    Clash {
        /// The step.
        step: StepId,
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
        /// What they did.
        what: Box<Recorded>,
    },
}

/// What a stream sends for each event: the event, and the number of the one before it *for this
/// audience*. A reader whose last number is not `prev` has missed something and asks again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFrame {
    /// The last number sent to this audience before this one.
    pub prev: Seq,
    /// What happened.
    pub recorded: Recorded,
}

/// What a stream sends every three seconds: proof that it is alive and where the log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// Changes when the log was restored or replaced; a reader of another epoch reloads.
    pub epoch: u64,
    /// The last event for this audience.
    pub head: Seq,
    /// The room's clock now.
    pub clock: Clock,
}

/// A reading of the room's clock. A demo's clock starts on the day of its story and may run
/// faster than the wall's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it shows.
    pub now: Timestamp,
    /// How many seconds it shows per second that passes.
    pub rate: u32,
    /// Whether it is the real time.
    pub kind: ClockKind,
}

/// Whether a clock shows the real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// It does.
    Real,
    /// It shows the time of a demo's story, and every screen says so.
    Story,
}

/// Who is present, sent when it changes. Not an event: nobody needs to read it in ten years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// People with the room open somewhere, by name.
    pub here: Vec<Person>,
    /// Those of them who have not touched any of their pages for a while, and since when by the
    /// room's clock. Pairs: a struct for them would cost every browser more than it says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub idle: Vec<(PersonId, Timestamp)>,
}

impl Presence {
    /// Since when somebody is idle, if they are.
    #[must_use]
    pub fn idle_since(&self, person: &PersonId) -> Option<Timestamp> {
        self.idle.iter().find(|(idle, _)| idle == person).map(|(_, since)| *since)
    }
}

/// Why a stream ends on purpose, said in its last frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Farewell {
    /// The reader fell too far behind; it resumes from the log.
    Lagging,
    /// The server is being restarted; it will be back.
    Restarting,
    /// The reader's session has ended.
    SignedOut,
    /// The reader's role has changed: what they may see has, too.
    RoleChanged,
    /// The reader's part in the room has ended.
    Revoked,
    /// The room was removed.
    RoomRemoved,
}

/// A role's view of a room at one moment: what a page starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The log's epoch.
    pub epoch: u64,
    /// The room as this role sees it; `room.seq` is where a stream goes on.
    pub room: Room,
    /// The room's clock.
    pub clock: Clock,
    /// Who is present.
    pub presence: Presence,
}

/// `GET`: the stream of a room. Takes `?after=SEQ`.
#[must_use]
pub fn events_path(room: &RoomId) -> String {
    format!("/api/rooms/{room}/events")
}

/// `GET`: frames after a number, as one JSON array. Takes `?after=SEQ`.
#[must_use]
pub fn log_path(room: &RoomId) -> String {
    format!("/api/rooms/{room}/log")
}

/// `GET`: a [`Snapshot`].
#[must_use]
pub fn snapshot_path(room: &RoomId) -> String {
    format!("/api/rooms/{room}")
}

/// `POST`: a [`CommandRequest`].
#[must_use]
pub fn commands_path(room: &RoomId) -> String {
    format!("/api/rooms/{room}/commands")
}

/// `POST`: any command, read from the fields of a form.
#[must_use]
pub fn form_path(room: &RoomId) -> String {
    format!("/rooms/{room}/commands")
}

/// `GET`: the panels of a page of the room, by name.
#[must_use]
pub fn panels_path(room: &RoomId, page: &str) -> String {
    format!("/rooms/{room}/panels/{page}")
}

/// `GET`: a step's instructions as sanitised HTML.
#[must_use]
pub fn instructions_path(room: &RoomId, step: &StepId) -> String {
    format!("/api/rooms/{room}/steps/{step}/instructions")
}

/// The page of a room's plan.
#[must_use]
pub fn plan_path(room: &RoomId) -> String {
    format!("/rooms/{room}/plan")
}

/// `POST`: what would be wrong with an edit, or what would follow from it.
#[must_use]
pub fn check_path(room: &RoomId) -> String {
    format!("/rooms/{room}/plan/check")
}

/// `POST`: makes a rehearsal of a room's plan.
#[must_use]
pub fn rehearsals_path(room: &RoomId) -> String {
    format!("/rooms/{room}/rehearsals")
}

/// The page of a room.
#[must_use]
pub fn room_path(room: &RoomId) -> String {
    format!("/rooms/{room}")
}

/// The page of a room's people.
#[must_use]
pub fn people_path(room: &RoomId) -> String {
    format!("/rooms/{room}/people")
}

/// The page on which a room's messages are searched.
#[must_use]
pub fn feed_path(room: &RoomId) -> String {
    format!("/rooms/{room}/feed")
}

/// Where somebody begins in a room: support and comms at their desks, everybody else in the room
/// itself.
#[must_use]
pub fn first_page(room: &RoomId, role: Role) -> String {
    match role {
        Role::Support => support_path(room),
        Role::Comms => format!("/rooms/{room}/comms"),
        Role::Lead | Role::Tech | Role::Observer => room_path(room),
    }
}

/// The support desk of a room.
#[must_use]
pub fn support_path(room: &RoomId) -> String {
    format!("/rooms/{room}/support")
}

/// `GET`: what happened as a file: JSON.
#[must_use]
pub fn log_json_path(room: &RoomId) -> String {
    format!("/rooms/{room}/log.json")
}

/// `GET`: what happened as a file: a table.
#[must_use]
pub fn log_csv_path(room: &RoomId) -> String {
    format!("/rooms/{room}/log.csv")
}

/// The page of a room with one step open: its deep link.
#[must_use]
pub fn step_path(room: &RoomId, step: &StepId) -> String {
    format!("/rooms/{room}?step={step}")
}
