//! What a page is told of an event that it does not fold itself.
//!
//! The room's page folds what moves steps, so that ticks work on the worst of networks. Folding
//! every kind there would double the download. Of the others it gets the sentence for its feed,
//! in both languages since a frame is shared by all its readers, and what has changed of the
//! things it shows.

use crate::{
    id::{PhaseId, StepId},
    room::{Charter, Hold, Phase, Room},
    step::Step,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An event in words, and what it changes on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The sentence without its subject, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
    /// How it is set apart in the feed.
    pub tone: Tone,
    /// The step it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// What it changes; `None` where that is no longer known, and the page must load the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patch: Option<Patch>,
}

/// How an entry of the feed is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Not at all.
    Plain,
    /// Something went well.
    Done,
    /// Something to mind.
    Late,
    /// Something is wrong.
    Stop,
    /// The feed says nothing of it.
    Quiet,
}

impl Tone {
    /// As written in stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Done => "done",
            Self::Late => "late",
            Self::Stop => "stop",
            Self::Quiet => "quiet",
        }
    }
}

/// What has changed of the things a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Patch {
    /// Steps as they are now: changed, or new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Arc<Step>>,
    /// The phases, when any of them has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phases: Option<Vec<Phase>>,
    /// The holds, when one has begun or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Vec<Hold>>,
    /// The charter, when it has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter: Option<Box<Charter>>,
}

impl Patch {
    /// What leads from one state of a room to a later one, as far as a page shows it.
    #[must_use]
    pub fn between(before: &Room, after: &Room) -> Self {
        let unchanged = |step: &Arc<Step>| {
            let known = before.steps.get(&step.plan.id);
            known.is_some_and(|known| Arc::ptr_eq(known, step) || known == step)
        };
        Self {
            steps: after.steps.values().filter(|step| !unchanged(step)).cloned().collect(),
            phases: (before.phases != after.phases).then(|| after.phases.clone()),
            holds: (before.holds != after.holds).then(|| after.holds.clone()),
            charter: after
                .charter
                .as_ref()
                .filter(|_| before.charter != after.charter)
                .map(|charter| Box::new(charter.clone())),
        }
    }

    /// Brings a room there.
    pub fn apply(&self, room: &mut Room) {
        for step in &self.steps {
            room.steps.insert(step.plan.id.clone(), step.clone());
        }
        if let Some(phases) = &self.phases {
            room.phases.clone_from(phases);
            let listed: Vec<&StepId> = phases.iter().flat_map(|phase| &phase.steps).collect();
            room.steps.retain(|id, _| listed.contains(&id));
        }
        if let Some(holds) = &self.holds {
            room.holds.clone_from(holds);
        }
        if let Some(charter) = &self.charter {
            room.charter = Some((**charter).clone());
        }
    }
}

impl Room {
    /// The phase a step stands in, by the order of the plan.
    #[must_use]
    pub fn phase_of(&self, step: &StepId) -> Option<&PhaseId> {
        self.phases.iter().find(|phase| phase.steps.contains(step)).map(|phase| &phase.id)
    }
}
