//! Numbers: what is planned of them, and how they turn.

use super::{
    Wanted, Watch, WatchEvent, WatchRejection,
    decide::{Decision, happened},
};
use crate::{
    id::MetricId,
    metric::{Health, MetricDraft, MetricFault, MetricPlan, Value},
    room::Room,
    text::{Title, Unit},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What people ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MetricCommand {
    /// Measure something, or measure it otherwise: one of that id takes the place of the old one.
    Set {
        /// Which.
        metric: MetricId,
        /// What is counted or measured.
        title: Title,
        /// In what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Unit>,
        /// What it should be, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<Wanted>,
        /// How often a sample should come, in seconds.
        period: u32,
    },
    /// Measure it no longer.
    Remove {
        /// Which.
        metric: MetricId,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricEvent {
    /// Something is measured from now on, or otherwise than before.
    Set {
        /// What.
        metric: MetricPlan,
    },
    /// It is measured no longer.
    Removed {
        /// Which.
        metric: MetricId,
    },
    /// A number is fine, is not, or is no longer known.
    Turned {
        /// Which.
        metric: MetricId,
        /// How it is.
        health: Health,
        /// The last number known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Value>,
        /// When that number was taken.
        since: Timestamp,
    },
}

/// How a metric was last said to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// How.
    pub health: Health,
    /// When it was said.
    pub at: Timestamp,
}

pub(super) fn decide(room: &Room, command: MetricCommand) -> Decision {
    match command {
        MetricCommand::Set { metric, title, unit, target, period } => {
            let (target, period) = (target.map(|wanted| wanted.0), Length::from_seconds(period));
            let draft = MetricDraft { id: metric, title, unit, target, period };
            set(room, draft)
        }
        MetricCommand::Remove { metric } => {
            if room.watch.metric(&metric).is_none() {
                return Err(WatchRejection::UnknownMetric { metric }.into());
            }
            if room.watch.plan.uses(&metric) {
                return Err(WatchRejection::InUse { metric }.into());
            }
            happened(WatchEvent::Metric(MetricEvent::Removed { metric }))
        }
    }
}

fn set(room: &Room, draft: MetricDraft) -> Decision {
    let id = draft.id.clone();
    let metric = MetricPlan::new(draft).map_err(|fault| match fault {
        MetricFault::Period { metric, seconds } => WatchRejection::Period { metric, seconds },
        // Its texts were parsed before they came here.
        MetricFault::Text(_) => WatchRejection::UnknownMetric { metric: id },
    })?;
    match room.watch.metric(metric.id()) {
        Some(known) if *known == metric => Err(WatchRejection::Same.into()),
        None if room.watch.plan.metrics.len() >= super::METRICS_MAX => {
            Err(WatchRejection::Fault(super::WatchFault::TooMany).into())
        }
        Some(_) | None => happened(WatchEvent::Metric(MetricEvent::Set { metric })),
    }
}

pub(super) fn is_known(watch: &Watch, event: &MetricEvent) -> bool {
    match event {
        MetricEvent::Set { metric } => watch.metric(metric.id()) == Some(metric),
        MetricEvent::Removed { metric } => watch.metric(metric).is_none(),
        MetricEvent::Turned { metric, health, .. } => {
            watch.metric(metric).is_none()
                || watch.turns.get(metric).is_some_and(|turn| turn.health == *health)
        }
    }
}

pub(super) fn evolve(watch: &mut Watch, event: &MetricEvent, at: Timestamp) {
    match event {
        MetricEvent::Set { metric } => {
            let metrics = &mut watch.plan.metrics;
            match metrics.iter_mut().find(|known| known.id() == metric.id()) {
                Some(known) => *known = metric.clone(),
                None => metrics.push(metric.clone()),
            }
        }
        MetricEvent::Removed { metric } => {
            watch.plan.metrics.retain(|known| known.id() != metric);
            watch.turns.remove(metric);
        }
        MetricEvent::Turned { metric, health, .. } => {
            watch.turns.insert(metric.clone(), Turn { health: *health, at });
        }
    }
}
