//! What the plan says is measured and checked.

use crate::{
    id::{EntryId, MetricId, PersonId, StepId},
    metric::{MetricPlan, Proof, StopRule, Target},
    step::Moment,
    text::{Block, Title, WayIn},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

/// The most metrics of a plan.
pub const METRICS_MAX: usize = 400;

/// The most ways in of a plan.
pub const ENTRY_POINTS_MAX: usize = 100;

/// What the plan says is measured and checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchPlan {
    /// Numbers, in the order of the screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<MetricPlan>,
    /// Ways in, in the order of the board.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entry_points: Vec<EntryPoint>,
    /// What steps must prove.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<StepProof>,
    /// When to propose to abort; at most one rule a metric.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stop_rules: Vec<StopPlan>,
}

/// One way users or machines reach the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryPoint {
    /// Which.
    pub id: EntryId,
    /// Its name.
    pub title: Title,
    /// What comes in by it.
    pub kind: EntryKind,
    /// How it is blocked. Without it, nobody has thought of it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<Block>,
    /// How testers get in all the same. A technical detail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WayIn>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// What shows that it is shut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Check>,
    /// What shows that testers get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<Check>,
    /// Who is still inside by it, counted by group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
}

/// What comes in by a way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Browsers.
    Web,
    /// The app for iOS.
    Ios,
    /// The app for Android.
    Android,
    /// The space of sellers.
    Seller,
    /// Partners' programs.
    Partner,
    /// The house's own people.
    Backoffice,
    /// Jobs that start by themselves.
    Crons,
    /// Other systems that call when something happens.
    Webhooks,
    /// Anything else.
    Other,
}

impl EntryKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::Web,
        Self::Ios,
        Self::Android,
        Self::Seller,
        Self::Partner,
        Self::Backoffice,
        Self::Crons,
        Self::Webhooks,
        Self::Other,
    ];

    /// As written in files and forms.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Ios => "ios",
            Self::Android => "android",
            Self::Seller => "seller",
            Self::Partner => "partner",
            Self::Backoffice => "backoffice",
            Self::Crons => "crons",
            Self::Webhooks => "webhooks",
            Self::Other => "other",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// Whether people who test need a way in by it.
    #[must_use]
    pub const fn is_for_people(self) -> bool {
        match self {
            Self::Web | Self::Ios | Self::Android | Self::Seller | Self::Backoffice => true,
            Self::Partner | Self::Crons | Self::Webhooks | Self::Other => false,
        }
    }
}

/// A number that shows something by being what it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Which number.
    pub metric: MetricId,
    /// What it should be: from outside 503, from inside 200.
    pub wanted: Target,
}

/// Parts of a number that belong to a way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Which number.
    pub metric: MetricId,
    /// Its groups, by their names; `api-*` is every name that begins so.
    pub groups: Vec<Title>,
}

impl Counted {
    /// Whether a group belongs here.
    #[must_use]
    pub fn takes(&self, label: &str) -> bool {
        self.groups.iter().any(|group| match group.as_str().strip_suffix('*') {
            Some(begin) => label.starts_with(begin),
            None => group.as_str() == label,
        })
    }
}

/// What a step must prove before "done" is "proven".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepProof {
    /// Which step.
    pub step: StepId,
    /// By which number…
    pub metric: MetricId,
    /// …that must be this…
    pub predicate: Target,
    /// …without a break for so long…
    pub hold: Length,
    /// …and this long, at the latest,…
    pub within: Length,
    /// …after the step was started or finished.
    pub after: Moment,
}

impl StepProof {
    /// The proof with its deadline, which is far away until the moment it counts from has come.
    #[must_use]
    pub fn due(&self, counted_from: Option<Timestamp>) -> Proof {
        let by = counted_from.map_or(Timestamp::from_micros(i64::MAX), |at| at.plus(self.within));
        Proof { predicate: self.predicate, hold: self.hold, by }
    }
}

/// When to propose to abort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopPlan {
    /// By which number.
    pub metric: MetricId,
    /// What it must not do, and for how long.
    pub rule: StopRule,
}

/// One thing wrong with what is to be measured and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum WatchFault {
    /// Two metrics have one id.
    #[error("metric {metric}: this id is used twice")]
    DuplicateMetric {
        /// The id.
        metric: MetricId,
    },
    /// Two ways in have one id.
    #[error("entry point {entry}: this id is used twice")]
    DuplicateEntry {
        /// The id.
        entry: EntryId,
    },
    /// A way in is checked by a metric that does not exist.
    #[error("entry point {entry}: there is no metric {metric}")]
    UnknownMetricOfEntry {
        /// The way in.
        entry: EntryId,
        /// What was named.
        metric: MetricId,
    },
    /// A way in belongs to somebody who takes no part.
    #[error("entry point {entry}: its owner {owner} is not among the people")]
    UnknownOwnerOfEntry {
        /// The way in.
        entry: EntryId,
        /// Who was named.
        owner: PersonId,
    },
    /// A step is proven by a metric that does not exist.
    #[error("step {step}, proof: there is no metric {metric}")]
    UnknownMetricOfProof {
        /// The step.
        step: StepId,
        /// What was named.
        metric: MetricId,
    },
    /// A proof of a step that does not exist.
    #[error("proof: there is no step {step}")]
    UnknownStep {
        /// What was named.
        step: StepId,
    },
    /// Two proofs of one step.
    #[error("step {step}: it has two proofs")]
    TwoProofs {
        /// The step.
        step: StepId,
    },
    /// A rule about a metric that does not exist.
    #[error("stop rule: there is no metric {metric}")]
    UnknownMetricOfRule {
        /// What was named.
        metric: MetricId,
    },
    /// Two rules about one metric.
    #[error("stop rule: metric {metric} has two")]
    TwoRules {
        /// The metric.
        metric: MetricId,
    },
    /// More than the product takes.
    #[error("the plan has more than {METRICS_MAX} metrics or {ENTRY_POINTS_MAX} entry points")]
    TooMany,
}

impl WatchPlan {
    /// Whether nothing is planned.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.metrics.is_empty()
            && self.entry_points.is_empty()
            && self.proofs.is_empty()
            && self.stop_rules.is_empty()
    }

    /// Everything wrong with it, in the order of the plan.
    #[must_use]
    pub fn faults(&self, steps: &BTreeSet<StepId>, people: &BTreeSet<PersonId>) -> Vec<WatchFault> {
        let mut faults = Vec::new();
        if self.metrics.len() > METRICS_MAX || self.entry_points.len() > ENTRY_POINTS_MAX {
            faults.push(WatchFault::TooMany);
        }
        let mut metrics = BTreeSet::new();
        for metric in self.metrics.iter().map(MetricPlan::id) {
            if !metrics.insert(metric) {
                faults.push(WatchFault::DuplicateMetric { metric: metric.clone() });
            }
        }
        let mut entries = BTreeSet::new();
        for entry in &self.entry_points {
            if !entries.insert(&entry.id) {
                faults.push(WatchFault::DuplicateEntry { entry: entry.id.clone() });
            }
            let unknown = entry.metrics().filter(|metric| !metrics.contains(metric));
            faults.extend(unknown.map(|metric| WatchFault::UnknownMetricOfEntry {
                entry: entry.id.clone(),
                metric: metric.clone(),
            }));
            let stranger = entry.owner.iter().find(|owner| !people.contains(owner));
            faults.extend(stranger.map(|owner| WatchFault::UnknownOwnerOfEntry {
                entry: entry.id.clone(),
                owner: owner.clone(),
            }));
        }
        let mut proven = BTreeSet::new();
        for StepProof { step, metric, .. } in &self.proofs {
            if !steps.contains(step) {
                faults.push(WatchFault::UnknownStep { step: step.clone() });
            }
            if !proven.insert(step) {
                faults.push(WatchFault::TwoProofs { step: step.clone() });
            }
            if !metrics.contains(metric) {
                let (step, metric) = (step.clone(), metric.clone());
                faults.push(WatchFault::UnknownMetricOfProof { step, metric });
            }
        }
        let mut ruled = BTreeSet::new();
        for StopPlan { metric, .. } in &self.stop_rules {
            if !metrics.contains(metric) {
                faults.push(WatchFault::UnknownMetricOfRule { metric: metric.clone() });
            }
            if !ruled.insert(metric) {
                faults.push(WatchFault::TwoRules { metric: metric.clone() });
            }
        }
        faults
    }

    /// Whether anything looks at a metric.
    #[must_use]
    pub fn uses(&self, metric: &MetricId) -> bool {
        self.entry_points.iter().any(|entry| entry.metrics().any(|used| used == metric))
            || self.proofs.iter().any(|proof| proof.metric == *metric)
            || self.stop_rules.iter().any(|rule| rule.metric == *metric)
    }
}

impl EntryPoint {
    /// The metrics it is checked by.
    pub fn metrics(&self) -> impl Iterator<Item = &MetricId> {
        let checks = self.outside.iter().chain(&self.inside).map(|check| &check.metric);
        checks.chain(self.counted.iter().map(|counted| &counted.metric))
    }
}
