//! Ways in: what is planned of them, what was seen of them, and who gave their word.

use super::{
    EntryPoint, Watch, WatchEvent, WatchFault, WatchRejection,
    decide::{Decision, happened},
};
use crate::{
    command::Context, event::Recorded, id::EntryId, metric::Value, person::Actor, rights::Action,
    room::Room, text::Reason, time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EntryCommand {
    /// Put a way in on the board, or describe it otherwise.
    Set {
        /// It.
        entry: EntryPoint,
    },
    /// Take it off the board.
    Remove {
        /// Which.
        entry: EntryId,
    },
    /// Give one's word that it is shut, or that it is not.
    Vouch {
        /// Which.
        entry: EntryId,
        /// What it is.
        seal: Seal,
        /// How one knows.
        reason: Reason,
    },
}

impl EntryCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Set { .. } | Self::Remove { .. } => Action::PlanWatch,
            Self::Vouch { .. } => Action::VouchEntry,
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryEvent {
    /// A way in is on the board, or described otherwise.
    Set {
        /// It.
        entry: EntryPoint,
    },
    /// It is off the board.
    Removed {
        /// Which.
        entry: EntryId,
    },
    /// Somebody gave their word.
    Vouched {
        /// Which.
        entry: EntryId,
        /// What it is.
        seal: Seal,
        /// How they know.
        reason: Reason,
    },
    /// A check found something else than before.
    Turned {
        /// Which.
        entry: EntryId,
        /// Seen from where.
        side: Side,
        /// What it is.
        seal: Seal,
        /// The number that says so: a status, or a count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Value>,
    },
    /// These should be shut and are not; with none, all of them are.
    StillOpen {
        /// Which, in the order of the board.
        entries: Vec<EntryId>,
    },
    /// So many came in by none of the ways in that the plan knows.
    Unlisted {
        /// How many.
        count: Value,
    },
}

impl EntryEvent {
    pub(super) fn redact(&mut self) {
        match self {
            Self::Set { entry } => entry.way_in = None,
            Self::Removed { .. }
            | Self::Vouched { .. }
            | Self::Turned { .. }
            | Self::StillOpen { .. }
            | Self::Unlisted { .. } => {}
        }
    }
}

/// Whether a way in is shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    /// It is.
    Shut,
    /// It is not.
    Open,
    /// Nobody knows: no fresh number.
    Unknown,
}

/// Seen from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// By a request as users send it.
    Outside,
    /// By a request as testers send it: here "open" is as it should be.
    Inside,
    /// By counting who is inside.
    Counted,
}

/// Somebody's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// Whose.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// That it is this.
    pub seal: Seal,
    /// How they know.
    pub reason: Reason,
}

/// What the log says of a way in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WayState {
    /// From outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Seal>,
    /// From inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<Seal>,
    /// By count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Seal>,
    /// By somebody's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vouched: Option<Vouched>,
}

impl WayState {
    pub(super) const fn seen(&self, side: Side) -> Option<Seal> {
        match side {
            Side::Outside => self.outside,
            Side::Inside => self.inside,
            Side::Counted => self.counted,
        }
    }
}

pub(super) fn decide(room: &Room, command: EntryCommand, _context: &Context) -> Decision {
    match command {
        EntryCommand::Set { entry } => set(room, entry),
        EntryCommand::Remove { entry } => {
            let entry = known(room, entry)?;
            happened(WatchEvent::Entry(EntryEvent::Removed { entry }))
        }
        EntryCommand::Vouch { entry, seal, reason } => {
            let entry = known(room, entry)?;
            happened(WatchEvent::Entry(EntryEvent::Vouched { entry, seal, reason }))
        }
    }
}

fn known(room: &Room, entry: EntryId) -> Result<EntryId, WatchRejection> {
    match room.watch.entry(&entry) {
        Some(_) => Ok(entry),
        None => Err(WatchRejection::UnknownEntry { entry }),
    }
}

fn set(room: &Room, entry: EntryPoint) -> Decision {
    let watch = &room.watch;
    let unknown = entry.metrics().find(|metric| watch.metric(metric).is_none()).cloned();
    if let Some(metric) = unknown {
        let fault = WatchFault::UnknownMetricOfEntry { entry: entry.id, metric };
        return Err(WatchRejection::Fault(fault).into());
    }
    let stranger = entry.owner.clone().filter(|owner| room.part_of(owner).is_none());
    if let Some(owner) = stranger {
        let fault = WatchFault::UnknownOwnerOfEntry { entry: entry.id, owner };
        return Err(WatchRejection::Fault(fault).into());
    }
    match watch.entry(&entry.id) {
        Some(known) if *known == entry => Err(WatchRejection::Same.into()),
        None if watch.plan.entry_points.len() >= super::ENTRY_POINTS_MAX => {
            Err(WatchRejection::Fault(WatchFault::TooMany).into())
        }
        Some(_) | None => happened(WatchEvent::Entry(EntryEvent::Set { entry })),
    }
}

pub(super) fn is_known(watch: &Watch, event: &EntryEvent) -> bool {
    let state = |entry| watch.ways.get(entry);
    match event {
        EntryEvent::Set { entry } => watch.entry(&entry.id) == Some(entry),
        EntryEvent::Removed { entry } => watch.entry(entry).is_none(),
        EntryEvent::Vouched { .. } => false,
        EntryEvent::Turned { entry, side, seal, .. } => {
            watch.entry(entry).is_none()
                || state(entry).is_some_and(|state| state.seen(*side) == Some(*seal))
        }
        EntryEvent::StillOpen { entries } => watch.still_open == *entries,
        EntryEvent::Unlisted { count } => watch.unlisted == *count,
    }
}

pub(super) fn evolve(watch: &mut Watch, event: &EntryEvent, recorded: &Recorded) {
    match event {
        EntryEvent::Set { entry } => {
            let entries = &mut watch.plan.entry_points;
            match entries.iter_mut().find(|known| known.id == entry.id) {
                Some(known) => *known = entry.clone(),
                None => entries.push(entry.clone()),
            }
        }
        EntryEvent::Removed { entry } => {
            watch.plan.entry_points.retain(|known| known.id != *entry);
            watch.ways.remove(entry);
            watch.still_open.retain(|open| open != entry);
        }
        EntryEvent::Vouched { entry, seal, reason } => {
            let (by, at, seal) = (recorded.by.clone(), recorded.at, *seal);
            let vouched = Vouched { by, at, seal, reason: reason.clone() };
            watch.ways.entry(entry.clone()).or_default().vouched = Some(vouched);
        }
        EntryEvent::Turned { entry, side, seal, .. } => {
            let state = watch.ways.entry(entry.clone()).or_default();
            match side {
                Side::Outside => state.outside = Some(*seal),
                Side::Inside => state.inside = Some(*seal),
                Side::Counted => state.counted = Some(*seal),
            }
        }
        EntryEvent::StillOpen { entries } => watch.still_open.clone_from(entries),
        EntryEvent::Unlisted { count } => watch.unlisted = *count,
    }
}
