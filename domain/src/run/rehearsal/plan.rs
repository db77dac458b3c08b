//! The plan of a rehearsal: the same, now.

use super::Rehearsal;
use crate::{id::RoomId, plan::PlanDraft, time::Timestamp};

/// A rehearsal begins on a round five minutes, so that its times can be read aloud.
const ROUND: i64 = 5 * 60;

/// The plan of a rehearsal: all times move by the same amount, so that the first step starts at
/// the next round five minutes after `now`.
#[must_use]
pub fn rehearsal_plan(mut plan: PlanDraft, of: Option<RoomId>, now: Timestamp) -> PlanDraft {
    let starts = plan.phases.iter().flat_map(|phase| &phase.steps).map(|step| step.start);
    let first = starts.chain([plan.window.start]).min().unwrap_or(now);
    let begin = Timestamp::from_seconds((now.seconds() / ROUND + 1) * ROUND);
    let by = begin.seconds_since(first);
    let moved = |at: Timestamp| Timestamp::from_seconds(at.seconds().saturating_add(by));
    plan.window.start = moved(plan.window.start);
    for step in plan.phases.iter_mut().flat_map(|phase| &mut phase.steps) {
        step.start = moved(step.start);
    }
    plan.rehearsal = Some(Rehearsal { of });
    plan
}
