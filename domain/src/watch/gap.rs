//! What is missing before the ways in can be trusted: shown days before, when there is time.

use super::{EntryPoint, Watch};
use crate::{id::EntryId, room::Room};
use serde::{Deserialize, Serialize};

/// Something missing from a row of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Which way in.
    pub entry: EntryId,
    /// What it lacks.
    pub missing: Missing,
}

/// What a row lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// How it is blocked.
    Block,
    /// What shows that it is: neither a check nor anybody's word.
    Proof,
    /// How testers get in.
    WayIn,
    /// What shows that they do.
    WayInProof,
    /// Who answers for it.
    Owner,
}

impl Missing {
    /// Whether the plan is not ready because of it.
    #[must_use]
    pub const fn stops_the_plan(self) -> bool {
        match self {
            Self::Block | Self::Proof => true,
            Self::WayIn | Self::WayInProof | Self::Owner => false,
        }
    }
}

/// Everything missing, in the order of the board.
#[must_use]
pub fn gaps(room: &Room) -> Vec<Gap> {
    let watch = &room.watch;
    let mut gaps = Vec::new();
    for entry in &watch.plan.entry_points {
        let of_entry = |missing| Gap { entry: entry.id.clone(), missing };
        gaps.extend(missing(watch, entry).map(of_entry));
    }
    gaps
}

fn missing(watch: &Watch, entry: &EntryPoint) -> impl Iterator<Item = Missing> + use<> {
    let vouched = watch.ways.get(&entry.id).is_some_and(|state| state.vouched.is_some());
    let proven = entry.outside.is_some() || entry.counted.is_some() || vouched;
    let for_people = entry.kind.is_for_people();
    let lacks = [
        (entry.block.is_none(), Missing::Block),
        (!proven, Missing::Proof),
        (for_people && entry.way_in.is_none(), Missing::WayIn),
        (for_people && entry.way_in.is_some() && entry.inside.is_none(), Missing::WayInProof),
        (entry.owner.is_none(), Missing::Owner),
    ];
    lacks.into_iter().filter_map(|(lacks, what)| lacks.then_some(what))
}
