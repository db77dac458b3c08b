//! A canary in every text of what is measured and checked.

use super::Planted;
use crate::sample::step_id;
use domain::{
    Actor, AlertId, Command, EntryId, Length, MetricId, Timestamp,
    metric::{Health, MetricDraft, MetricPlan, ProofState, Target, Value},
    step::Moment,
    text::{Block, Unit, WayIn},
    watch::{
        AlertEvent, EntryCommand, EntryEvent, EntryKind, EntryPoint, MetricCommand, MetricEvent,
        ProofCommand, ProofEvent, Seal, StepProof, StopEvent, WatchCommand, WatchEvent, WatchPlan,
    },
};

fn metric() -> MetricId {
    MetricId::parse("left").unwrap()
}

impl Planted {
    fn unit(&self) -> Unit {
        // As long as a unit may be.
        let bird = format!("canary{}", &crate::session::Token::random().unwrap().hex()[..18]);
        self.birds.borrow_mut().push(("metric_unit", bird.clone()));
        Unit::parse(&bird).unwrap()
    }

    pub(super) fn entry(&self, id: &str) -> EntryPoint {
        EntryPoint {
            id: EntryId::parse(id).unwrap(),
            title: self.title(),
            kind: EntryKind::Web,
            block: Some(Block::parse(&self.bird("entry_block")).unwrap()),
            way_in: Some(WayIn::parse(&self.bird("entry_way_in")).unwrap()),
            owner: None,
            outside: None,
            inside: None,
            counted: None,
        }
    }

    pub(super) fn watched(&self) -> WatchPlan {
        let target = Some(Target::MustReach(Value::ZERO));
        let (title, unit, period) = (self.title(), Some(self.unit()), Length::from_seconds(5));
        let draft = MetricDraft { id: metric(), title, unit, target, period };
        WatchPlan {
            metrics: vec![MetricPlan::new(draft).unwrap()],
            entry_points: vec![self.entry("web")],
            proofs: vec![StepProof {
                step: step_id(2),
                metric: metric(),
                predicate: Target::MustReach(Value::ZERO),
                hold: Length::from_seconds(60),
                within: Length::from_minutes(2),
                after: Moment::Started,
            }],
            stop_rules: Vec::new(),
        }
    }

    pub(super) async fn watch(&self) {
        let lead = async |command| self.lead(Command::Watch(command)).await;
        let saw = async |event| {
            let command = WatchCommand::Record { seen: Box::new(event) };
            self.does(Actor::Bascule, Command::Watch(command)).await;
        };
        lead(WatchCommand::Metric(MetricCommand::Set {
            metric: metric(),
            title: self.title(),
            unit: Some(self.unit()),
            target: None,
            period: 10,
        }))
        .await;
        lead(WatchCommand::Entry(EntryCommand::Set { entry: self.entry("app") })).await;
        let (entry, reason) = (EntryId::parse("app").unwrap(), self.reason("reason"));
        let vouch = EntryCommand::Vouch { entry, seal: Seal::Shut, reason };
        lead(WatchCommand::Entry(vouch)).await;
        let at = Timestamp::from_seconds(crate::sample::TEN.seconds());
        let value = Some(Value::from_whole(41));
        let (health, since) = (Health::Stale { since: at }, at);
        saw(WatchEvent::Metric(MetricEvent::Turned { metric: metric(), health, value, since }))
            .await;
        saw(WatchEvent::Proof(ProofEvent::Turned {
            step: step_id(2),
            from: at,
            state: ProofState::Missed { at },
            value,
            still: Some(at),
        }))
        .await;
        let (step, reason) = (step_id(2), self.reason("reason"));
        lead(WatchCommand::Proof(ProofCommand::Overrule { step, reason })).await;
        saw(WatchEvent::Stop(StopEvent::Proposed { metric: metric(), since: at, value })).await;
        let entries = vec![EntryId::parse("app").unwrap()];
        saw(WatchEvent::Entry(EntryEvent::StillOpen { entries })).await;
        saw(WatchEvent::Alert(AlertEvent::Fired {
            alert: AlertId::parse("c0ffee").unwrap(),
            title: self.title(),
            summary: Some(self.reason("summary")),
        }))
        .await;
    }
}
