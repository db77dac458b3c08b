//! Who watches over a room, on a clock that stands still until it is moved.

use super::house::{House, room_id, start};
use crate::{store::Series, watch::Watcher};
use axum::http::StatusCode;
use domain::{
    Event, MetricId, Seq, Timestamp,
    metric::{Health, ProofState, Sample, Value},
    watch::{AlertEvent, MetricEvent, ProofEvent, WatchEvent},
};

struct Watched {
    house: House,
    watcher: Watcher,
}

impl Watched {
    async fn open() -> Self {
        let house = House::open().await;
        let live = house.app.rooms.open(&room_id()).await.unwrap().unwrap();
        let watcher = Watcher::new(house.app.clone(), live);
        Self { house, watcher }
    }

    /// Five seconds pass with this number of connections, or with none.
    async fn five_seconds(&mut self, connections: Option<i64>) {
        self.house.clock.advance(5);
        if let Some(connections) = connections {
            let metric = MetricId::parse("rds-connections").unwrap();
            let series = Series { room: room_id(), metric };
            let at = self.now();
            let sample = Sample { at, value: Value::from_whole(connections) };
            self.house.app.samples.record(&series, &[sample]).unwrap();
        }
        self.watcher.look().await;
    }

    fn now(&self) -> Timestamp {
        use crate::clock::Clock as _;
        self.house.clock.now()
    }

    async fn events(&self) -> Vec<WatchEvent> {
        use crate::store::EventStore as _;
        let log = self.house.app.store.events(&room_id(), Seq(0), 1_000).await.unwrap();
        let watch = |event| match event {
            Event::Watch(event) => Some(event),
            _ => None,
        };
        log.into_iter().filter_map(|recorded| watch(recorded.event)).collect()
    }

    async fn proof(&self) -> Option<ProofState> {
        let room = self.house.room().await;
        room.watch.proofs.values().next().map(|mark| mark.state)
    }
}

fn anyway(step: &str) -> domain::Command {
    match start(step) {
        domain::Command::StartStep { step, .. } => domain::Command::StartStep {
            step,
            anyway: Some(domain::text::Reason::parse("for the test").unwrap()),
        },
        other => other,
    }
}

#[tokio::test]
async fn a_missed_proof_is_written_once_also_by_a_watcher_that_was_started_again() {
    let mut watched = Watched::open().await;
    watched.house.order(anyway("drain")).await;
    for _ in 0..31 {
        watched.five_seconds(Some(41)).await;
    }
    assert!(matches!(watched.proof().await, Some(ProofState::Missed { .. })));
    let live = watched.house.app.rooms.open(&room_id()).await.unwrap().unwrap();
    watched.watcher = Watcher::new(watched.house.app.clone(), live);
    for _ in 0..5 {
        watched.five_seconds(Some(41)).await;
    }
    let missed = |event: &&WatchEvent| {
        let state = ProofState::Missed { at: Timestamp::default() };
        matches!(event, WatchEvent::Proof(ProofEvent::Turned { state: it, still: Some(_), .. })
            if std::mem::discriminant(it) == std::mem::discriminant(&state))
    };
    let events = watched.events().await;
    assert_eq!(events.iter().filter(missed).count(), 1, "{events:?}");
}

#[tokio::test]
async fn a_flutter_is_not_said_and_a_source_that_dies_is_stale_and_comes_back() {
    let mut watched = Watched::open().await;
    watched.house.order(anyway("drain")).await;
    for connections in [0, 0, 3, 0, 0, 3, 0] {
        watched.five_seconds(Some(connections)).await;
    }
    let turns = |events: &[WatchEvent]| -> Vec<Health> {
        let health = |event: &WatchEvent| match event {
            WatchEvent::Metric(MetricEvent::Turned { health, .. }) => Some(*health),
            _ => None,
        };
        events.iter().filter_map(health).collect()
    };
    assert_eq!(turns(&watched.events().await), [], "a flutter was said");
    let last = watched.now();
    for _ in 0..4 {
        watched.five_seconds(None).await;
    }
    assert_eq!(turns(&watched.events().await), [Health::Stale { since: last }]);
    for _ in 0..3 {
        watched.five_seconds(Some(0)).await;
    }
    assert_eq!(turns(&watched.events().await).last(), Some(&Health::Ok), "it is back");
}

#[tokio::test]
async fn an_alert_is_an_event_once_and_over_once() {
    let house = House::open().await;
    let token = house.metric_token().await;
    let alert = |status: &str| {
        format!(
            r#"{{"version": "4", "alerts": [{{"status": "{status}", "fingerprint": "c0ffee",
            "labels": {{"alertname": "HighErrorRate"}}, "annotations": {{"summary": "web-1"}}}}]}}"#
        )
    };
    for status in ["firing", "firing", "resolved", "resolved"] {
        let answer = house.json("/api/rooms/aurora/alerts", &token, &alert(status)).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.body);
        house.clock.advance(30);
    }
    let live = house.app.rooms.open(&room_id()).await.unwrap().unwrap();
    let watched = Watched { watcher: Watcher::new(house.app.clone(), live), house };
    let events = watched.events().await;
    let fired = |event: &&WatchEvent| matches!(event, WatchEvent::Alert(AlertEvent::Fired { .. }));
    assert_eq!(events.iter().filter(fired).count(), 1);
    assert_eq!(events.len(), 2, "{events:?}");
}
