//! Commands about what is measured and checked, and a small plan of it.

use super::{SECRET, reason};
use crate::story::title;
use domain::{
    AlertId, Command, EntryId, Length, MetricId, StepId, Timestamp,
    metric::{Health, Limit, MetricDraft, MetricPlan, ProofState, StopRule, Target, Value},
    step::Moment,
    text::{Block, WayIn},
    watch::{
        AlertEvent, Check, EntryCommand, EntryEvent, EntryKind, EntryPoint, MetricCommand,
        MetricEvent, ProofCommand, ProofEvent, Seal, Side, StepProof, StopEvent, StopPlan, Wanted,
        WatchCommand, WatchEvent, WatchPlan,
    },
};
use proptest::{prelude::*, sample::select};

fn metric(id: &str) -> MetricId {
    MetricId::parse(id).unwrap()
}

fn entry(id: &str) -> EntryPoint {
    EntryPoint {
        id: EntryId::parse(id).unwrap(),
        title: title(id),
        kind: EntryKind::Web,
        block: Some(Block::parse("maintenance page").unwrap()),
        way_in: Some(WayIn::parse(&format!("{SECRET} by {id}")).unwrap()),
        owner: None,
        outside: Some(Check {
            metric: metric("status"),
            wanted: Target::MustReach(Value::from_whole(503)),
        }),
        inside: None,
        counted: None,
    }
}

pub fn plan() -> WatchPlan {
    let measured = |id: &str, target| {
        let (id, title, period) = (metric(id), title(id), Length::from_seconds(5));
        MetricPlan::new(MetricDraft { id, title, unit: None, target, period }).unwrap()
    };
    let none = Value::ZERO;
    WatchPlan {
        metrics: vec![measured("left", Some(Target::MustReach(none))), measured("status", None)],
        entry_points: vec![entry("web"), entry("app")],
        proofs: vec![StepProof {
            step: StepId::parse("s-0").unwrap(),
            metric: metric("left"),
            predicate: Target::MustReach(none),
            hold: Length::from_seconds(60),
            within: Length::from_minutes(2),
            after: Moment::Started,
        }],
        stop_rules: vec![StopPlan {
            metric: metric("left"),
            rule: StopRule {
                limit: Limit::Above(Value::from_whole(900)),
                length: Length::from_minutes(2),
            },
        }],
    }
}

pub fn commands(steps: impl Strategy<Value = StepId> + 'static) -> impl Strategy<Value = Command> {
    let metrics = select(vec!["left", "status", "errors"]).prop_map(metric);
    let entries = select(vec!["web", "app", "other"]);
    let id = |id: &str| EntryId::parse(id).unwrap();
    let at = Timestamp::from_seconds(1_473_235_700);
    let seals = select(vec![Seal::Shut, Seal::Open, Seal::Unknown]);
    let healths = select(vec![Health::Ok, Health::Breached, Health::Stale { since: at }]);
    let record = |seen| WatchCommand::Record { seen: Box::new(seen) };
    prop_oneof![
        metrics.clone().prop_map(|metric| WatchCommand::Metric(MetricCommand::Set {
            title: title(metric.as_str()),
            metric,
            unit: None,
            target: Some(Wanted::parse("at most 5").unwrap()),
            period: 10,
        })),
        metrics.clone().prop_map(|metric| WatchCommand::Metric(MetricCommand::Remove { metric })),
        steps.prop_map(|step| {
            WatchCommand::Proof(ProofCommand::Overrule { step, reason: reason("because") })
        }),
        entries.clone().prop_map(|id| WatchCommand::Entry(EntryCommand::Set { entry: entry(id) })),
        entries
            .clone()
            .prop_map(move |of| WatchCommand::Entry(EntryCommand::Remove { entry: id(of) })),
        (entries.clone(), seals.clone()).prop_map(move |(of, seal)| {
            let (entry, reason) = (id(of), reason("I tried"));
            WatchCommand::Entry(EntryCommand::Vouch { entry, seal, reason })
        }),
        (metrics, healths).prop_map(move |(metric, health)| {
            let value = Some(Value::from_whole(41));
            record(WatchEvent::Metric(MetricEvent::Turned { metric, health, value, since: at }))
        }),
        (entries, seals).prop_map(move |(of, seal)| {
            let (entry, side) = (id(of), Side::Outside);
            record(WatchEvent::Entry(EntryEvent::Turned { entry, side, seal, value: None }))
        }),
        Just(record(WatchEvent::Stop(StopEvent::Proposed {
            metric: metric("left"),
            since: at,
            value: None,
        }))),
        Just(record(WatchEvent::Alert(AlertEvent::Fired {
            alert: AlertId::parse("c0ffee").unwrap(),
            title: title("High"),
            summary: Some(reason(&format!("{SECRET} is down"))),
        }))),
        Just(record(WatchEvent::Proof(ProofEvent::Turned {
            step: StepId::parse("s-0").unwrap(),
            from: at,
            state: ProofState::Missed { at },
            value: None,
            still: None,
        }))),
    ]
    .prop_map(Command::Watch)
}
