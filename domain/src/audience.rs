//! For whom something is meant. Every event kind has an audience; a role sees the log through
//! [`seen_by`], and nothing else decides what reaches it.

use crate::{
    event::{Event, Recorded},
    person::Role,
    rights::{Action, Permission, permission},
};
use serde::{Deserialize, Serialize};

/// Named readers of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody in the room; never the public.
    Everyone,
    /// Tech.
    Tech,
    /// Support.
    Support,
    /// Comms.
    Comms,
    /// The lead alone.
    Lead,
}

impl Audience {
    /// Every audience, in the order of the composer.
    pub const ALL: [Self; 5] = [Self::Everyone, Self::Tech, Self::Support, Self::Comms, Self::Lead];

    /// As written in forms and stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Tech => "tech",
            Self::Support => "support",
            Self::Comms => "comms",
            Self::Lead => "lead",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.slug() == slug)
    }

    /// The teams in it: those who may be asked to acknowledge. Of everyone, the lead is the one who
    /// asks.
    #[must_use]
    pub const fn teams(self) -> &'static [Role] {
        match self {
            Self::Everyone => &[Role::Tech, Role::Support, Role::Comms],
            Self::Tech => &[Role::Tech],
            Self::Support => &[Role::Support],
            Self::Comms => &[Role::Comms],
            Self::Lead => &[Role::Lead],
        }
    }

    /// Whether a role belongs to it. Lead and observers read everything inside.
    #[must_use]
    pub const fn includes(self, role: Role) -> bool {
        match (self, role) {
            (Self::Everyone, _) | (_, Role::Lead | Role::Observer) => true,
            (Self::Tech, Role::Tech)
            | (Self::Support, Role::Support)
            | (Self::Comms, Role::Comms) => true,
            (
                Self::Tech | Self::Support | Self::Comms | Self::Lead,
                Role::Tech | Role::Support | Role::Comms,
            ) => false,
        }
    }
}

/// What a role sees of a recorded event: all of it, a copy without technical details, or nothing.
///
/// Whoever wrote a message still sees it, whatever its audience.
#[must_use]
pub fn seen_by(recorded: &Recorded, role: Role) -> Option<Recorded> {
    let also = also_for(&recorded.event) == Some(role);
    let own = recorded.by.role() == Some(role);
    if !audience_of(&recorded.event).includes(role) && !own && !also {
        return None;
    }
    let mut seen = recorded.clone();
    if permission(role, Action::ReadTechnical) != Permission::Yes {
        redact(&mut seen.event);
    }
    Some(seen)
}

/// The audience of every event kind, exhaustively: a new kind does not compile without one.
const fn audience_of(event: &Event) -> Audience {
    match event {
        Event::MessagePosted { audience, .. } => *audience,
        Event::Run(event) => event.audience(),
        Event::Watch(event) => event.audience(),
        Event::Word(event) => event.audience(),
        // Never in a log; whoever it is written for is told.
        Event::Told(_) => Audience::Everyone,
        Event::RoomCreated { .. }
        | Event::RoomRemoved { .. }
        | Event::PersonJoined { .. }
        | Event::StageReached { .. }
        | Event::StepStarted { .. }
        | Event::StepFinished { .. }
        | Event::StepSkipped { .. }
        | Event::StepBlocked { .. }
        | Event::StepUnblocked { .. }
        | Event::StepFailed { .. }
        | Event::TickUndone { .. }
        | Event::TimeCorrected { .. }
        | Event::StepInserted { .. }
        | Event::StepReassigned { .. }
        | Event::RoleChanged { .. }
        | Event::PersonRevoked { .. }
        | Event::PersonRestored { .. }
        | Event::HandoverProposed { .. }
        | Event::HandoverDeclined { .. } => Audience::Everyone,
        // Who was signed out where is for those who look after the people.
        Event::SessionsEnded { .. } => Audience::Lead,
    }
}

#[cfg(target_arch = "wasm32")]
const fn redact_watch(_: &mut crate::plan::Plan) {}

/// How testers get in is for those who test.
#[cfg(not(target_arch = "wasm32"))]
fn redact_watch(plan: &mut crate::plan::Plan) {
    for entry in &mut plan.watch.entry_points {
        entry.way_in = None;
    }
}

/// A team that sees an event besides its audience: what becomes of a message concerns its writers.
const fn also_for(event: &Event) -> Option<Role> {
    match event {
        Event::Word(event) => event.also_for(),
        _ => None,
    }
}

/// Takes technical details (hosts, commands) out of an event.
fn redact(event: &mut Event) {
    match event {
        Event::RoomCreated { plan, .. } => {
            for step in plan.phases.iter_mut().flat_map(|phase| &mut phase.steps) {
                step.redact();
            }
            redact_watch(plan);
        }
        Event::StepInserted { step, .. } => step.redact(),
        Event::RoomRemoved { .. }
        | Event::PersonJoined { .. }
        | Event::StageReached { .. }
        | Event::StepStarted { .. }
        | Event::StepFinished { .. }
        | Event::StepSkipped { .. }
        | Event::StepBlocked { .. }
        | Event::StepUnblocked { .. }
        | Event::StepFailed { .. }
        | Event::TickUndone { .. }
        | Event::TimeCorrected { .. }
        | Event::StepReassigned { .. }
        | Event::RoleChanged { .. }
        | Event::PersonRevoked { .. }
        | Event::PersonRestored { .. }
        | Event::HandoverProposed { .. }
        | Event::HandoverDeclined { .. }
        | Event::SessionsEnded { .. }
        | Event::MessagePosted { .. }
        | Event::Told(_) => {}
        Event::Run(event) => event.redact(),
        Event::Watch(event) => event.redact(),
        Event::Word(event) => event.redact(),
    }
}
