//! What has changed since the log last said so. Pure: a room, numbers and a moment.

use super::{
    EntryEvent, MetricEvent, Numbers, ProofEvent, Seal, Side, StopEvent, WatchEvent, open_ways,
    unlisted, way,
};
use crate::{
    metric::{Health, MetricPlan, ProofState, StopState, Value, not_moving_since},
    room::{Room, Stage},
    time::{Length, Timestamp},
};

/// How long after the system was closed a way in may still be open before it is an alarm.
pub const GRACE: Length = Length::from_seconds(60);

/// Everything that would be worth recording now. Whether it is more than a flutter is for the
/// caller to wait for.
#[must_use]
pub fn look(room: &Room, numbers: &dyn Numbers, now: Timestamp) -> Vec<WatchEvent> {
    if room.charter.is_none() || room.stage == Stage::Closed || room.removed().is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let own = |metric: &&MetricPlan| !room.watch.is_only_a_check(metric.id());
    found.extend(
        room.watch
            .plan
            .metrics
            .iter()
            .filter(own)
            .filter_map(|metric| metric_turned(room, metric, numbers, now).map(WatchEvent::Metric)),
    );
    found.extend(proofs_turned(room, numbers, now).map(WatchEvent::Proof));
    found.extend(stops_turned(room, numbers, now).map(WatchEvent::Stop));
    found.extend(entries_turned(room, numbers, now).into_iter().map(WatchEvent::Entry));
    found
}

fn metric_turned(
    room: &Room,
    metric: &MetricPlan,
    numbers: &dyn Numbers,
    now: Timestamp,
) -> Option<MetricEvent> {
    // Until there is a number there is nothing to say of it.
    let last = numbers.last(metric.id())?;
    let health = room.health_of(metric.id(), Some(last), now);
    let before = room.watch.turns.get(metric.id()).map_or(Health::Ok, |turn| turn.health);
    if health == before || health == Health::Unknown {
        return None;
    }
    let (metric, value, since) = (metric.id().clone(), Some(last.value), last.at);
    Some(MetricEvent::Turned { metric, health, value, since })
}

fn proofs_turned(
    room: &Room,
    numbers: &dyn Numbers,
    now: Timestamp,
) -> impl Iterator<Item = ProofEvent> {
    room.watch.plan.proofs.iter().filter_map(move |proof| {
        let step = room.steps.get(&proof.step)?;
        let from = step.progress.started()?.at;
        let before = room.watch.proofs.get(&proof.step).filter(|mark| mark.from == from);
        // What is proven stays proven: its samples may be gone from memory.
        if before.is_some_and(|mark| matches!(mark.state, ProofState::Proven { .. })) {
            return None;
        }
        let samples = numbers.recent(&proof.metric);
        let (from, state) = proof.now(room, &samples, now)?;
        let was = before.map_or(ProofState::Waiting, |mark| mark.state);
        if state == was {
            return None;
        }
        let since_start: Vec<_> = samples.iter().filter(|s| s.at >= from).copied().collect();
        let still = match state {
            ProofState::Missed { .. } => not_moving_since(&since_start, proof.predicate),
            ProofState::Waiting
            | ProofState::Holding { .. }
            | ProofState::Proven { .. }
            | ProofState::Unknown => None,
        };
        let value = samples.last().map(|last| last.value);
        Some(ProofEvent::Turned { step: proof.step.clone(), from, state, value, still })
    })
}

fn stops_turned(
    room: &Room,
    numbers: &dyn Numbers,
    now: Timestamp,
) -> impl Iterator<Item = StopEvent> {
    room.watch.plan.stop_rules.iter().filter_map(move |stop| {
        if !room.stage.is_running() {
            return None;
        }
        let period = room.watch.paced(&stop.metric, room.stage)?.period();
        let samples = numbers.recent(&stop.metric);
        let metric = || stop.metric.clone();
        let proposed = room.watch.proposals.contains_key(&stop.metric);
        match stop.rule.state(&samples, period, now) {
            StopState::Propose { since } if !proposed => {
                let value = samples.last().map(|last| last.value);
                Some(StopEvent::Proposed { metric: metric(), since, value })
            }
            StopState::Quiet if proposed => Some(StopEvent::Eased { metric: metric() }),
            StopState::Propose { .. }
            | StopState::Quiet
            | StopState::Counting { .. }
            | StopState::Unknown => None,
        }
    })
}

fn entries_turned(room: &Room, numbers: &dyn Numbers, now: Timestamp) -> Vec<EntryEvent> {
    let closed_since = room.should_be_shut();
    let mut found = Vec::new();
    for entry in &room.watch.plan.entry_points {
        let seen = way(room, entry, numbers, now);
        let known = room.watch.ways.get(&entry.id);
        for side in [Side::Outside, Side::Inside, Side::Counted] {
            let Some(check) = seen.side(side) else { continue };
            let before = known.and_then(|state| state.seen(side));
            // A way in is open until somebody shuts it, and nobody need be told so; what testers
            // see counts only while it should be shut.
            let usual = match side {
                Side::Outside | Side::Counted => before.unwrap_or(Seal::Open),
                Side::Inside if closed_since.is_none() => continue,
                Side::Inside => before.unwrap_or(Seal::Unknown),
            };
            // That nobody knows is news of what was known, and while it should be shut.
            let unheard =
                check.seal == Seal::Unknown && (before.is_none() || closed_since.is_none());
            if check.seal != usual && !unheard {
                let (entry, seal, value) = (entry.id.clone(), check.seal, check.value);
                found.push(EntryEvent::Turned { entry, side, seal, value });
            }
        }
    }
    if closed_since.is_some_and(|since| since.plus(GRACE) <= now) {
        let entries = open_ways(room, numbers, now);
        if entries != room.watch.still_open {
            found.push(EntryEvent::StillOpen { entries });
        }
        let strangers = unlisted(room, numbers, now);
        let count = strangers.iter().fold(Value::ZERO, |sum, (_, value)| sum.plus(*value));
        // Whether there are any is worth saying; how many is on the board.
        if (count == Value::ZERO) != (room.watch.unlisted == Value::ZERO) {
            found.push(EntryEvent::Unlisted { count });
        }
    }
    found
}
