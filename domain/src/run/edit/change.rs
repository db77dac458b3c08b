//! The difference between two states of a plan: small, whole, and with a way back.

use crate::{
    id::StepId,
    plan::{Plan, StepPlan, Window},
    room::{Phase, Room, Stage},
    step::{Origin, Progress, Step},
    text::Title,
    time::Length,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is different in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanChange {
    /// Steps that are new or different, as they are now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepPlan>,
    /// Steps that are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Removed>,
    /// All phases with their steps, when any of it is different.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phases: Option<Vec<Phase>>,
    /// What is reserved, when that is different.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// What users are expected to feel, when that is different.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interruption: Option<Length>,
}

/// A step that is gone, with its title: nothing else knows it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Which.
    pub id: StepId,
    /// How it was called.
    pub title: Title,
}

impl PlanChange {
    /// What leads from the plan of a room to another plan.
    #[must_use]
    pub fn between(room: &Room, plan: &Plan) -> Self {
        let steps = || plan.phases.iter().flat_map(|phase| &phase.steps);
        let known = |step: &StepPlan| room.steps.get(&step.id).is_some_and(|s| s.plan == *step);
        let phases: Vec<Phase> = plan
            .phases
            .iter()
            .map(|phase| Phase {
                id: phase.id.clone(),
                title: phase.title.clone(),
                steps: phase.steps.iter().map(|step| step.id.clone()).collect(),
            })
            .collect();
        let gone = |step: &&Arc<Step>| !phases.iter().any(|p| p.steps.contains(&step.plan.id));
        let charter = room.charter.as_ref();
        Self {
            steps: steps().filter(|step| !known(step)).cloned().collect(),
            removed: room.steps_in_order().filter(gone).map(|step| removed(step)).collect(),
            window: charter
                .is_some_and(|charter| charter.window != plan.window)
                .then_some(plan.window),
            interruption: charter
                .is_some_and(|charter| charter.interruption != plan.interruption)
                .then_some(plan.interruption),
            phases: (phases != room.phases).then_some(phases),
        }
    }

    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The steps it touches, gone ones included.
    pub fn touched(&self) -> impl Iterator<Item = &StepId> {
        self.steps.iter().map(|step| &step.id).chain(self.removed.iter().map(|step| &step.id))
    }

    /// What would lead back from this change, seen from before it.
    #[must_use]
    pub fn back(&self, before: &Room) -> Self {
        let known = |id: &StepId| before.steps.get(id);
        let charter = before.charter.as_ref();
        Self {
            steps: self.touched().filter_map(known).map(|step| step.plan.clone()).collect(),
            removed: self
                .steps
                .iter()
                .filter(|step| known(&step.id).is_none())
                .map(|step| Removed { id: step.id.clone(), title: step.title.clone() })
                .collect(),
            phases: self.phases.as_ref().map(|_| before.phases.clone()),
            window: self.window.and(charter.map(|charter| charter.window)),
            interruption: self.interruption.and(charter.map(|charter| charter.interruption)),
        }
    }

    /// Makes it so.
    pub fn apply(&self, room: &mut Room) {
        for removed in &self.removed {
            room.steps.remove(&removed.id);
        }
        if let Some(phases) = &self.phases {
            room.phases.clone_from(phases);
        }
        for plan in &self.steps {
            put(room, plan);
        }
        for phase in &room.phases {
            for id in &phase.steps {
                if let Some(step) = room.steps.get_mut(id).filter(|step| step.phase != phase.id) {
                    Arc::make_mut(step).phase = phase.id.clone();
                }
            }
        }
        if let Some(charter) = &mut room.charter {
            charter.window = self.window.unwrap_or(charter.window);
            charter.interruption = self.interruption.unwrap_or(charter.interruption);
        }
    }

    /// Takes technical details out.
    pub fn redact(&mut self) {
        self.steps.iter_mut().for_each(StepPlan::redact);
    }
}

fn put(room: &mut Room, plan: &StepPlan) {
    if let Some(step) = room.steps.get_mut(&plan.id) {
        Arc::make_mut(step).plan = plan.clone();
        return;
    }
    let Some(phase) = room.phases.iter().find(|phase| phase.steps.contains(&plan.id)) else {
        return;
    };
    let origin = match room.stage {
        Stage::Draft | Stage::Ready => Origin::Planned,
        Stage::Live | Stage::Watching | Stage::Closed => Origin::Unplanned,
    };
    let step = Step {
        plan: plan.clone(),
        phase: phase.id.clone(),
        origin,
        progress: Progress::Waiting,
        remaining: None,
        history: Vec::new(),
    };
    room.steps.insert(plan.id.clone(), Arc::new(step));
}

fn removed(step: &Step) -> Removed {
    Removed { id: step.plan.id.clone(), title: step.plan.title.clone() }
}
