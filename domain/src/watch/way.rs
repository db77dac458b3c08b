//! What is known of a way in now, from numbers and from people's words.

use super::{Check, EntryPoint, Seal, Side, Vouched};
use crate::{
    id::{EntryId, MetricId},
    metric::{Sample, Value, is_stale},
    room::Room,
    time::Timestamp,
};
use std::fmt;

/// Where numbers are read from: the memory of the server, or a test's.
pub trait Numbers: fmt::Debug {
    /// The newest sample of a metric.
    fn last(&self, metric: &MetricId) -> Option<Sample>;

    /// The newest samples in order of time.
    fn recent(&self, metric: &MetricId) -> Vec<Sample>;

    /// What the newest number is made of.
    fn parts(&self, metric: &MetricId) -> Option<Parts>;

    /// Why there is no number, in the words of its source. A technical detail.
    fn fault(&self, _: &MetricId) -> Option<String> {
        None
    }
}

/// What a number is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// When it was counted.
    pub at: Timestamp,
    /// Groups by name.
    pub groups: Vec<(String, Value)>,
}

/// No numbers at all.
#[derive(Debug, Clone, Copy)]
pub struct NoNumbers;

impl Numbers for NoNumbers {
    fn last(&self, _: &MetricId) -> Option<Sample> {
        None
    }

    fn recent(&self, _: &MetricId) -> Vec<Sample> {
        Vec::new()
    }

    fn parts(&self, _: &MetricId) -> Option<Parts> {
        None
    }
}

/// What a check says now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckNow {
    /// Shut or open; from inside, "open" means that testers get in.
    pub seal: Seal,
    /// The number that says so.
    pub value: Option<Value>,
    /// When it was taken.
    pub at: Option<Timestamp>,
}

/// What is known of a way in now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// From outside.
    pub outside: Option<CheckNow>,
    /// From inside.
    pub inside: Option<CheckNow>,
    /// By count.
    pub counted: Option<CheckNow>,
    /// By somebody's word.
    pub vouched: Option<Vouched>,
}

impl Way {
    /// Whether it is shut, all in all. What is asked from outside says so; where nothing is, who
    /// is still inside does: those who came in before it was shut are no proof that it is open. A
    /// word counts only where nothing is measured.
    #[must_use]
    pub fn seal(&self) -> Seal {
        match (self.outside.or(self.counted), &self.vouched) {
            (Some(check), _) => check.seal,
            (None, Some(word)) => word.seal,
            (None, None) => Seal::Unknown,
        }
    }

    /// What one side says.
    #[must_use]
    pub const fn side(&self, side: Side) -> Option<CheckNow> {
        match side {
            Side::Outside => self.outside,
            Side::Inside => self.inside,
            Side::Counted => self.counted,
        }
    }
}

/// What is known of a way in now.
#[must_use]
pub fn way(room: &Room, entry: &EntryPoint, numbers: &dyn Numbers, now: Timestamp) -> Way {
    let checked = |check: &Check, met: Seal, unmet: Seal| {
        let last = numbers.last(&check.metric);
        let seal = match last.filter(|last| is_fresh(room, &check.metric, last.at, now)) {
            None => Seal::Unknown,
            Some(last) if check.wanted.is_met_by(last.value) => met,
            Some(_) => unmet,
        };
        CheckNow { seal, value: last.map(|last| last.value), at: last.map(|last| last.at) }
    };
    let counted = entry.counted.as_ref().map(|counted| {
        let parts = numbers.parts(&counted.metric);
        let fresh = parts.filter(|parts| is_fresh(room, &counted.metric, parts.at, now));
        let Some(parts) = fresh else {
            return CheckNow { seal: Seal::Unknown, value: None, at: None };
        };
        let own = parts.groups.iter().filter(|(label, _)| counted.takes(label));
        let sum = own.fold(Value::ZERO, |sum, (_, value)| sum.plus(*value));
        let seal = if sum == Value::ZERO { Seal::Shut } else { Seal::Open };
        CheckNow { seal, value: Some(sum), at: Some(parts.at) }
    });
    let state = room.watch.ways.get(&entry.id);
    Way {
        outside: entry.outside.as_ref().map(|check| checked(check, Seal::Shut, Seal::Open)),
        inside: entry.inside.as_ref().map(|check| checked(check, Seal::Open, Seal::Shut)),
        counted,
        vouched: state.and_then(|state| state.vouched.clone()),
    }
}

fn is_fresh(room: &Room, metric: &MetricId, at: Timestamp, now: Timestamp) -> bool {
    let judged = room.judged(metric, now);
    judged.is_some_and(|metric| !is_stale(at, metric.period(), now))
}

/// The ways in that are open, in the order of the board.
#[must_use]
pub fn open_ways(room: &Room, numbers: &dyn Numbers, now: Timestamp) -> Vec<EntryId> {
    let entries = room.watch.plan.entry_points.iter();
    let open = entries.filter(|entry| way(room, entry, numbers, now).seal() == Seal::Open);
    open.map(|entry| entry.id.clone()).collect()
}

/// Who came in by none of the ways in that the plan knows: groups of every counted number that
/// belong to no row. Empty when nothing is counted, or when the count is old.
#[must_use]
pub fn unlisted(room: &Room, numbers: &dyn Numbers, now: Timestamp) -> Vec<(String, Value)> {
    let entries = &room.watch.plan.entry_points;
    let mut metrics: Vec<&MetricId> =
        entries.iter().filter_map(|entry| Some(&entry.counted.as_ref()?.metric)).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let mut strangers = Vec::new();
    for metric in metrics {
        let parts = numbers.parts(metric).filter(|parts| is_fresh(room, metric, parts.at, now));
        let groups = parts.map_or_else(Vec::new, |parts| parts.groups);
        let listed = |label: &str| {
            let mut counted = entries.iter().filter_map(|entry| entry.counted.as_ref());
            counted.any(|counted| counted.metric == *metric && counted.takes(label))
        };
        strangers.extend(
            groups.into_iter().filter(|(label, value)| *value != Value::ZERO && !listed(label)),
        );
    }
    strangers
}
