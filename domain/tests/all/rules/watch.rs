//! What is measured and checked: proofs, ways in, stop rules, and who may change what.

use crate::{
    language::{Scene, finish, given, reach, reason, start},
    laws::play::watch::plan as watch_plan,
    story::{clock, create, lead, plan, room_id, step, support, tech},
};
use domain::{
    Actor, Command, EntryId, MetricId, Rejection, Room, Stage, Timestamp,
    metric::{Health, ProofState, Sample, Value},
    watch::{
        EntryCommand, EntryEvent, MetricCommand, MetricEvent, Missing, Numbers, Parts,
        ProofCommand, ProofEvent, Seal, Side, WatchCommand, WatchEvent, WatchFault, WatchRejection,
        gaps, look,
    },
};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
struct Seen {
    samples: BTreeMap<String, Vec<Sample>>,
}

impl Numbers for Seen {
    fn last(&self, metric: &MetricId) -> Option<Sample> {
        self.samples.get(metric.as_str())?.last().copied()
    }

    fn recent(&self, metric: &MetricId) -> Vec<Sample> {
        self.samples.get(metric.as_str()).cloned().unwrap_or_default()
    }

    fn parts(&self, _: &MetricId) -> Option<Parts> {
        None
    }
}

impl Seen {
    /// A number every five seconds from one moment to another.
    fn with(mut self, metric: &str, from: &str, to: &str, value: i64) -> Self {
        let (mut at, to) = (clock(from), clock(to));
        let samples = self.samples.entry(metric.to_owned()).or_default();
        while at <= to {
            samples.push(Sample { at, value: Value::from_whole(value) });
            at = at.plus(domain::Length::from_seconds(5));
        }
        self
    }
}

/// The story with `drain` proven by `left`, whose plan names it.
fn live() -> Scene {
    let mut plan = plan();
    let mut watch = watch_plan();
    watch.proofs[0].step = step("drain");
    plan.watch = watch;
    given(Room::empty(room_id()))
        .had(Actor::Bascule, create(plan))
        .had(lead(), reach(Stage::Ready))
        .had(lead(), reach(Stage::Live))
}

fn entry(id: &str) -> EntryId {
    EntryId::parse(id).unwrap()
}

fn record(event: WatchEvent) -> Command {
    Command::Watch(WatchCommand::Record { seen: Box::new(event) })
}

fn started_at(room: &Room) -> Timestamp {
    room.steps[&step("drain")].progress.started().unwrap().at
}

#[test]
fn a_deadline_that_passes_is_missed_and_says_since_when_nothing_moves() {
    let room = live().had(tech(), start("drain")).room;
    let from = started_at(&room);
    let begin = "10:07";
    assert_eq!(from, clock(begin), "the story's clock");
    let numbers = Seen::default()
        .with("left", begin, "10:07:30", 300)
        .with("left", "10:07:35", "10:09:30", 41);
    let early = look(&room, &numbers, clock("10:08:30"));
    assert!(!early.iter().any(|event| matches!(event, WatchEvent::Proof(_))), "{early:?}");
    let late = look(&room, &numbers, clock("10:09:01"));
    let missed = late.iter().find_map(|event| match event {
        WatchEvent::Proof(ProofEvent::Turned { state, value, still, .. }) => {
            Some((*state, *value, *still))
        }
        _ => None,
    });
    let (state, value, still) = missed.expect("the alarm");
    assert_eq!(state, ProofState::Missed { at: clock("10:09") });
    assert_eq!(value, Some(Value::from_whole(41)));
    assert_eq!(still, Some(clock("10:07:35")));
}

#[test]
fn a_proof_never_ticks_and_a_tick_never_proves() {
    let scene = live().had(tech(), start("drain"));
    let numbers = Seen::default().with("left", "10:07", "10:08:05", 0);
    let events = look(&scene.room, &numbers, clock("10:08:05"));
    let proven = |event: &&WatchEvent| {
        matches!(
            event,
            WatchEvent::Proof(ProofEvent::Turned { state: ProofState::Proven { .. }, .. })
        )
    };
    let event = events.iter().find(proven).expect("proven").clone();
    let room = scene.had(Actor::Bascule, record(event)).room;
    assert_eq!(room.steps[&step("drain")].progress.slug(), "running", "it ticks for nobody");
    let ticked = live().had(tech(), start("drain")).had(tech(), finish("drain")).room;
    assert!(ticked.watch.proofs.is_empty(), "a tick proves nothing");
}

#[test]
fn what_is_known_is_not_said_twice() {
    let scene = live();
    let turned = || {
        record(WatchEvent::Metric(MetricEvent::Turned {
            metric: MetricId::parse("left").unwrap(),
            health: Health::Breached,
            value: None,
            since: clock("10:06"),
        }))
    };
    let once = scene.had(Actor::Bascule, turned());
    let seq = once.room.seq;
    let twice = once.had(Actor::Bascule, turned());
    assert_eq!(twice.room.seq, seq, "the same change is in the log twice");
}

#[test]
fn a_dead_source_is_never_fine() {
    let room = live().room;
    let numbers = Seen::default().with("left", "10:30", "10:31", 0);
    let stale = look(&room, &numbers, clock("10:31:10"));
    let says = |event: &WatchEvent| {
        matches!(event, WatchEvent::Metric(MetricEvent::Turned { health: Health::Stale { since }, .. })
            if *since == clock("10:31"))
    };
    assert!(stale.iter().any(says), "{stale:?}");
    let fresh = look(&room, &numbers, clock("10:31:09"));
    assert!(!fresh.iter().any(says), "{fresh:?}");
}

#[test]
fn a_room_that_goes_live_gives_its_sources_two_periods_of_the_new_pace() {
    let room = live().room;
    let left = MetricId::parse("left").unwrap();
    let second =
        |offset: i64| Timestamp::from_micros(room.stage_since.micros() + offset * 1_000_000);
    let health = |last: i64, now: i64| {
        let last = Sample { at: second(last), value: Value::ZERO };
        room.health_of(&left, Some(last), second(now))
    };
    // Asked for every half minute until now: 20 s ago is fresh, and a minute ago is not.
    assert_eq!(health(-20, 9), Health::Ok);
    assert_eq!(health(-20, 10), Health::Stale { since: second(-20) });
    assert_eq!(health(-60, 0), Health::Stale { since: second(-60) });
    assert_eq!(health(5, 14), Health::Ok);
    assert_eq!(health(5, 15), Health::Stale { since: second(5) });
}

#[test]
fn ways_in_that_stay_open_after_the_system_was_closed_are_an_alarm_after_a_minute() {
    let room = live().had(tech(), finish("drain")).room;
    let closed = room.should_be_shut().expect("drain closes the system in this plan");
    let until = closed.plus(domain::Length::from_seconds(90));
    let mut numbers = Seen::default();
    let sample = Sample { at: until, value: Value::from_whole(200) };
    numbers.samples.insert("status".into(), vec![sample]);
    let before = look(&room, &numbers, closed.plus(domain::Length::from_seconds(59)));
    let alarm =
        |event: &WatchEvent| matches!(event, WatchEvent::Entry(EntryEvent::StillOpen { .. }));
    assert!(!before.iter().any(alarm));
    let after = look(&room, &numbers, until);
    let entries = vec![entry("web"), entry("app")];
    assert!(after.contains(&WatchEvent::Entry(EntryEvent::StillOpen { entries })), "{after:?}");
}

#[test]
fn that_nobody_knows_whether_a_way_in_is_shut_is_news_only_while_it_should_be() {
    let (entry, side) = (entry("web"), Side::Outside);
    let shut = EntryEvent::Turned { entry: entry.clone(), side, seal: Seal::Shut, value: None };
    let open = live().had(Actor::Bascule, record(WatchEvent::Entry(shut)));
    let unknown = EntryEvent::Turned { entry, side, seal: Seal::Unknown, value: None };
    let is_said = |room: &Room| {
        let later = clock("10:30");
        look(room, &Seen::default(), later).contains(&WatchEvent::Entry(unknown.clone()))
    };
    assert!(!is_said(&open.room));
    assert!(is_said(&open.had(tech(), finish("drain")).room));
}

#[test]
fn a_row_without_block_or_proof_is_a_gap_and_a_word_closes_the_second() {
    let mut plan = plan();
    let mut watch = watch_plan();
    watch.proofs.clear();
    watch.entry_points[1].block = None;
    watch.entry_points[1].outside = None;
    plan.watch = watch;
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(plan));
    let missing = |room: &Room| -> Vec<Missing> {
        let gaps = gaps(room).into_iter().filter(|gap| gap.entry == entry("app"));
        gaps.map(|gap| gap.missing).filter(|missing| missing.stops_the_plan()).collect()
    };
    assert_eq!(missing(&scene.room), [Missing::Block, Missing::Proof]);
    let vouch = EntryCommand::Vouch { entry: entry("app"), seal: Seal::Shut, reason: reason("x") };
    let scene = scene.had(tech(), Command::Watch(WatchCommand::Entry(vouch)));
    assert_eq!(missing(&scene.room), [Missing::Block]);
    let vouched = scene.room.watch.ways[&entry("app")].vouched.clone().unwrap();
    assert_eq!(vouched.by, tech(), "whose word it is, is kept");
}

#[test]
fn the_lead_overrules_once_with_a_reason_and_nobody_else_does() {
    let overrule = |id: &str| {
        let (step, reason) = (step(id), reason("seen by hand"));
        Command::Watch(WatchCommand::Proof(ProofCommand::Overrule { step, reason }))
    };
    let scene = live().had(tech(), start("drain"));
    let room = scene.had(lead(), overrule("drain")).room;
    let mark = &room.watch.proofs[&step("drain")];
    assert_eq!(mark.overruled.as_ref().unwrap().by, lead());
    let same = Rejection::Watch(WatchRejection::Same);
    given(room).when(lead(), overrule("drain")).then_rejected(same);
    let none = Rejection::Watch(WatchRejection::NoProof { step: step("dns") });
    live().when(lead(), overrule("dns")).then_rejected(none);
    live().when(tech(), overrule("drain")).then_no("not_allowed");
}

#[test]
fn a_metric_that_something_looks_at_is_not_removed() {
    let remove = |id: &str| {
        let metric = MetricId::parse(id).unwrap();
        Command::Watch(WatchCommand::Metric(MetricCommand::Remove { metric }))
    };
    let metric = MetricId::parse("left").unwrap();
    let used = Rejection::Watch(WatchRejection::InUse { metric });
    live().when(lead(), remove("left")).then_rejected(used);
    live().when(lead(), remove("nothing")).then_no("unknown_metric");
    live().when(support(), remove("left")).then_no("not_allowed");
}

#[test]
fn a_plan_names_every_fault_of_what_is_measured() {
    let mut plan = plan();
    let mut watch = watch_plan();
    watch.metrics.push(watch.metrics[0].clone());
    watch.entry_points.push(watch.entry_points[0].clone());
    watch.proofs.push(watch.proofs[0].clone());
    watch.stop_rules.push(watch.stop_rules[0].clone());
    plan.watch = watch;
    let faults = plan.validate().unwrap_err();
    let found = |wanted: WatchFault| {
        assert!(
            faults.contains(&domain::PlanFault::Watch(wanted.clone())),
            "{wanted:?} in {faults:?}"
        );
    };
    let metric = || MetricId::parse("left").unwrap();
    found(WatchFault::DuplicateMetric { metric: metric() });
    found(WatchFault::DuplicateEntry { entry: entry("web") });
    found(WatchFault::UnknownStep { step: step("s-0") });
    found(WatchFault::TwoProofs { step: step("s-0") });
    found(WatchFault::TwoRules { metric: metric() });
}
