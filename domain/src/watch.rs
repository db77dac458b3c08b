//! What is measured and checked: numbers, what they must prove, and the ways in.
//!
//! A family of events of its own: the room's page does not fold it, it is told
//! ([`crate::event::Told`]). In the browser these types are empty (see `beyond`).
//!
//! Samples are not events. [`look`] says what has changed since the log last said so; only that is
//! recorded.

mod alert;
mod command;
mod decide;
mod entry;
mod event;
mod evolve;
mod gap;
mod look;
mod metric;
mod plan;
mod proof;
mod rejection;
mod stop;
mod wanted;
mod way;

pub use alert::{Alert, AlertEvent};
pub use command::WatchCommand;
pub(crate) use decide::decide;
pub use entry::{EntryCommand, EntryEvent, Seal, Side, Vouched, WayState};
pub use event::WatchEvent;
pub(crate) use evolve::evolve;
pub use gap::{Gap, Missing, gaps};
pub use look::{GRACE, look};
pub use metric::{MetricCommand, MetricEvent, Turn};
pub use plan::{
    Check, Counted, ENTRY_POINTS_MAX, EntryKind, EntryPoint, METRICS_MAX, StepProof, StopPlan,
    WatchFault, WatchPlan,
};
pub use proof::{Overruled, ProofCommand, ProofEvent, ProofMark};
pub use rejection::WatchRejection;
pub use stop::{Proposal, StopEvent};
pub use wanted::{Wanted, WantedFault};
pub use way::{CheckNow, NoNumbers, Numbers, Parts, Way, open_ways, unlisted, way};

use crate::{
    id::{AlertId, EntryId, MetricId, StepId},
    metric::{Health, MetricPlan, Sample, Value, is_stale},
    room::{Interruption, Room, Stage},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How often a number is asked for at least while the room is not live. In seconds.
const AT_REST: Length = Length::from_seconds(30);

/// What is measured and checked, and what the log says of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watch {
    /// What is planned.
    #[serde(default, skip_serializing_if = "WatchPlan::is_empty")]
    pub plan: WatchPlan,
    /// How each metric was last said to be; one that was always fine is not here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub turns: BTreeMap<MetricId, Turn>,
    /// Where the proof of each step stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub proofs: BTreeMap<StepId, ProofMark>,
    /// Numbers that say: stop.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub proposals: BTreeMap<MetricId, Proposal>,
    /// What is known of each way in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ways: BTreeMap<EntryId, WayState>,
    /// The ways in that should be shut and are not, as last said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub still_open: Vec<EntryId>,
    /// How many came in by no way in that the plan knows, as last said.
    #[serde(default)]
    pub unlisted: Value,
    /// Alerts that fire.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alerts: BTreeMap<AlertId, Alert>,
}

impl Watch {
    /// Whether there is nothing yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A room that begins with a plan.
    #[must_use]
    pub fn planned(plan: WatchPlan) -> Self {
        Self { plan, ..Self::default() }
    }

    /// A metric of the plan.
    #[must_use]
    pub fn metric(&self, id: &MetricId) -> Option<&MetricPlan> {
        self.plan.metrics.iter().find(|metric| metric.id() == id)
    }

    /// A way in of the plan.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&EntryPoint> {
        self.plan.entry_points.iter().find(|entry| entry.id == *id)
    }

    /// The proof that a step must reach.
    #[must_use]
    pub fn proof(&self, step: &StepId) -> Option<&StepProof> {
        self.plan.proofs.iter().find(|proof| proof.step == *step)
    }

    /// Whether a metric only feeds the board of the ways in: it has no widget of its own.
    #[must_use]
    pub fn is_only_a_check(&self, id: &MetricId) -> bool {
        let checks = self.plan.entry_points.iter().any(|entry| {
            entry.outside.iter().chain(&entry.inside).any(|check| check.metric == *id)
        });
        let proves = self.plan.proofs.iter().any(|proof| proof.metric == *id);
        let stops = self.plan.stop_rules.iter().any(|rule| rule.metric == *id);
        checks && !proves && !stops
    }

    /// A metric as it is measured at a stage of the room: at its own pace while the room runs, more
    /// rarely before that, not at all once the room is closed.
    #[must_use]
    pub fn paced(&self, id: &MetricId, stage: Stage) -> Option<MetricPlan> {
        let metric = self.metric(id)?;
        match stage {
            Stage::Live | Stage::Watching => Some(metric.clone()),
            Stage::Draft | Stage::Ready => {
                Some(metric.clone().at_pace(metric.period().max(AT_REST)))
            }
            Stage::Closed => None,
        }
    }
}

impl Room {
    /// Whether the ways in should be shut now.
    #[must_use]
    pub fn should_be_shut(&self) -> Option<Timestamp> {
        match self.interruption() {
            Interruption::Since(since) => Some(since),
            Interruption::NotYet | Interruption::Over { .. } => None,
        }
    }

    /// A metric at the pace by which its last number is fresh or old now. What came in at the
    /// slower pace before the room went live speaks until two periods of the new pace have gone
    /// by: nobody could have measured sooner.
    #[must_use]
    pub fn judged(&self, metric: &MetricId, now: Timestamp) -> Option<MetricPlan> {
        let paced = self.watch.paced(metric, self.stage)?;
        let just_live =
            self.stage == Stage::Live && !is_stale(self.stage_since, paced.period(), now);
        let slower = paced.period().max(AT_REST);
        Some(if just_live { paced.at_pace(slower) } else { paced })
    }

    /// What may be said of a metric now.
    ///
    /// What "must reach" a number need not be there before the work on it has begun: three hundred
    /// connections days before are no breach.
    #[must_use]
    pub fn health_of(&self, metric: &MetricId, last: Option<Sample>, now: Timestamp) -> Health {
        let Some(plan) = self.judged(metric, now) else { return Health::Unknown };
        match plan.health(last, now) {
            Health::Breached if !self.counts(&plan) => Health::Ok,
            health => health,
        }
    }

    /// Whether the target of a metric counts yet.
    #[must_use]
    pub fn counts(&self, metric: &MetricPlan) -> bool {
        use crate::metric::Target;
        match metric.target() {
            None => false,
            Some(Target::AtMost(_) | Target::AtLeast(_)) => true,
            Some(Target::MustReach(_)) => {
                let mut proofs = self.watch.plan.proofs.iter();
                let begun = |proof: &StepProof| {
                    let step = self.steps.get(&proof.step);
                    step.is_some_and(|step| step.progress.started().is_some())
                };
                self.interruption() != Interruption::NotYet
                    || proofs.any(|proof| proof.metric == *metric.id() && begun(proof))
            }
        }
    }
}
