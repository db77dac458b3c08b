//! What flutters is not said: a change must last before it is written down.

use domain::{
    EntryId, MetricId, Room, StepId, Timestamp,
    metric::ProofState,
    watch::{EntryEvent, MetricEvent, ProofEvent, Side, WatchEvent},
};
use std::collections::BTreeMap;

/// What a change is about. Of each there is one change under way at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Metric(MetricId),
    Proof(StepId),
    Stop(MetricId),
    Entry(EntryId, Side),
    StillOpen,
    Unlisted,
    Other,
}

/// Changes that were seen and are not yet believed.
#[derive(Debug, Default)]
pub struct Settling {
    seen: BTreeMap<About, (Kind, Timestamp)>,
}

/// What it changed to; numbers in it that go on changing do not begin the wait anew.
type Kind = String;

impl Settling {
    /// Gives the changes that have lasted for long enough, and remembers the others.
    pub fn settle(
        &mut self,
        room: &Room,
        found: Vec<WatchEvent>,
        now: Timestamp,
    ) -> Vec<WatchEvent> {
        let mut next = BTreeMap::new();
        let mut settled = Vec::new();
        for event in found {
            let (about, kind) = (about(&event), kind(&event));
            let before = self.seen.get(&about).filter(|(known, _)| *known == kind);
            let since = before.map_or(now, |(_, since)| *since);
            if now.seconds_since(since) >= patience(room, &event) {
                settled.push(event);
            } else {
                next.insert(about, (kind, since));
            }
        }
        self.seen = next;
        settled
    }
}

/// For how many seconds a change must last. With a period, the next sample has confirmed it.
fn patience(room: &Room, event: &WatchEvent) -> i64 {
    let period = |metric: &MetricId| {
        let paced = room.watch.paced(metric, room.stage);
        paced.map_or(0, |metric| i64::from(metric.period().seconds()))
    };
    match event {
        WatchEvent::Metric(MetricEvent::Turned { metric, health, .. }) => match health {
            // Two periods of silence have been waited for already.
            domain::metric::Health::Stale { .. } => 0,
            domain::metric::Health::Ok
            | domain::metric::Health::Breached
            | domain::metric::Health::Unknown => period(metric),
        },
        WatchEvent::Proof(ProofEvent::Turned { step, state, .. }) => match state {
            // Neither can flutter: one is for good, the other is a deadline.
            ProofState::Proven { .. } | ProofState::Missed { .. } => 0,
            ProofState::Waiting | ProofState::Holding { .. } | ProofState::Unknown => {
                room.watch.proof(step).map_or(0, |proof| period(&proof.metric))
            }
        },
        WatchEvent::Entry(EntryEvent::Turned { entry, side, .. }) => {
            let entry = room.watch.entry(entry);
            let metric = entry.and_then(|entry| match side {
                Side::Outside => entry.outside.as_ref().map(|check| &check.metric),
                Side::Inside => entry.inside.as_ref().map(|check| &check.metric),
                Side::Counted => entry.counted.as_ref().map(|counted| &counted.metric),
            });
            metric.map_or(0, period)
        }
        // A list that changes while the last ones are being shut is said once.
        WatchEvent::Entry(EntryEvent::StillOpen { .. } | EntryEvent::Unlisted { .. }) => 5,
        // A rule has a length of its own; the rest is said by somebody.
        WatchEvent::Stop(_)
        | WatchEvent::Alert(_)
        | WatchEvent::Metric(MetricEvent::Set { .. } | MetricEvent::Removed { .. })
        | WatchEvent::Proof(ProofEvent::Overruled { .. })
        | WatchEvent::Entry(
            EntryEvent::Set { .. } | EntryEvent::Removed { .. } | EntryEvent::Vouched { .. },
        ) => 0,
    }
}

fn about(event: &WatchEvent) -> About {
    match event {
        WatchEvent::Metric(MetricEvent::Turned { metric, .. }) => About::Metric(metric.clone()),
        WatchEvent::Proof(event) => About::Proof(event.step().clone()),
        WatchEvent::Stop(
            domain::watch::StopEvent::Proposed { metric, .. }
            | domain::watch::StopEvent::Eased { metric },
        ) => About::Stop(metric.clone()),
        WatchEvent::Entry(EntryEvent::Turned { entry, side, .. }) => {
            About::Entry(entry.clone(), *side)
        }
        WatchEvent::Entry(EntryEvent::StillOpen { .. }) => About::StillOpen,
        WatchEvent::Entry(EntryEvent::Unlisted { .. }) => About::Unlisted,
        WatchEvent::Metric(MetricEvent::Set { .. } | MetricEvent::Removed { .. })
        | WatchEvent::Entry(
            EntryEvent::Set { .. } | EntryEvent::Removed { .. } | EntryEvent::Vouched { .. },
        )
        | WatchEvent::Alert(_) => About::Other,
    }
}

fn kind(event: &WatchEvent) -> Kind {
    match event {
        WatchEvent::Metric(MetricEvent::Turned { health, .. }) => format!("{health:?}"),
        WatchEvent::Proof(ProofEvent::Turned { from, state, .. }) => format!("{from:?} {state:?}"),
        WatchEvent::Entry(EntryEvent::Turned { seal, .. }) => format!("{seal:?}"),
        WatchEvent::Entry(EntryEvent::StillOpen { entries }) => format!("{entries:?}"),
        other => format!("{:?}", std::mem::discriminant(other)),
    }
}
