//! Who watches over a room, on a clock that stands still until it is moved.

use super::house::{House, room_id, start};
use crate::{store::Series, watch::Watcher};
use axum::http::StatusCode;
use domain::{
    EntryId, Event, MetricId, Seq, Timestamp,
    metric::{Health, ProofState, Sample, Target, Value},
    watch::{AlertEvent, MetricEvent, ProofEvent, StopEvent, WatchEvent},
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

/// Posts a form of the watch panels as the lead does; what it was answered with.
async fn lead_fills_in(house: &House, lead: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = house.form("/rooms/aurora/commands", lead, fields).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn a_lead_measures_something_otherwise_and_no_longer() {
    let house = House::open().await;
    let lead = house.lead().await;
    let orders = MetricId::parse("orders").unwrap();
    let mut fields = vec![
        ("do", "watch.metric.set"),
        ("metric", "orders"),
        ("title", "Orders a minute"),
        ("unit", "orders"),
        ("target#words", "at least"),
        ("target#figure", "99,5"),
        ("period#number", "5"),
    ];
    assert_eq!(lead_fills_in(&house, &lead, &fields).await.0, StatusCode::SEE_OTHER);
    let measured = async || house.room().await.watch.metric(&orders).cloned();
    let metric = measured().await.unwrap();
    assert_eq!(metric.target(), Some(Target::AtLeast(Value::from_thousandths(99_500))));
    assert_eq!((metric.period().seconds(), metric.unit().unwrap().as_str()), (5, "orders"));

    (fields[2].1, fields[4].1, fields[6].1) = ("Orders", "-", "30");
    assert_eq!(lead_fills_in(&house, &lead, &fields).await.0, StatusCode::SEE_OTHER);
    let metric = measured().await.unwrap();
    assert_eq!((metric.title().as_str(), metric.target()), ("Orders", None));
    assert_eq!(metric.period().seconds(), 30);

    // What is wrong names the field and the rule, and changes nothing.
    for (place, bad, said) in [
        (1, "no slug!", "1 to 64 of a-z"),
        (2, " ", "title"),
        (3, "a unit that is far longer than any", "24"),
        (5, "many", "target"),
        (6, "301", "from 1 s to 5 min"),
    ] {
        let mut fields = fields.clone();
        (fields[4].1, fields[place].1) = ("at most", bad);
        let (status, body) = lead_fills_in(&house, &lead, &fields).await;
        assert!(status.is_client_error() && body.contains(said), "{bad}: {status} {body}");
    }
    assert_eq!(measured().await.unwrap(), metric);

    let remove = |metric| [("do", "watch.metric.remove"), ("metric", metric)];
    let (status, body) = lead_fills_in(&house, &lead, &remove("rds-connections")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("is used by a way in"), "{body}");
    assert_eq!(lead_fills_in(&house, &lead, &remove("orders")).await.0, StatusCode::SEE_OTHER);
    assert_eq!(measured().await, None);
}

#[tokio::test]
async fn a_lead_says_how_a_way_in_is_blocked_and_what_shows_that_it_is() {
    let house = House::open().await;
    let lead = house.lead().await;
    let ios = EntryId::parse("ios").unwrap();
    let entry = async || house.room().await.watch.entry(&ios).cloned();
    let mut fields = vec![
        ("do", "watch.entry.set"),
        ("entry.id", "ios"),
        ("entry.title", "iOS app API"),
        ("entry.kind", "ios"),
        ("entry.block", "security group of the API"),
        ("entry.way_in", "VPN of the office"),
        ("entry.owner", "thierry"),
        ("entry.outside.metric#or_nothing", "ios-status"),
        ("entry.outside.wanted#target", "at_least"),
        ("entry.outside.wanted#figure", "500"),
        ("entry.inside.metric#or_nothing", "-"),
        ("entry.inside.wanted#target", "must_reach"),
        ("entry.inside.wanted#figure", "200"),
        ("entry.counted.metric#or_nothing", "rds-connections"),
        ("entry.counted.groups#lines", "mobile-api\napi-*\n"),
    ];
    let sent = lead_fills_in(&house, &lead, &fields).await;
    assert_eq!(sent.0, StatusCode::SEE_OTHER, "{}", sent.1);
    let set = entry().await.unwrap();
    let outside = set.outside.as_ref().unwrap();
    assert_eq!(outside.metric.as_str(), "ios-status");
    assert_eq!(outside.wanted, Target::AtLeast(Value::from_whole(500)));
    assert_eq!(set.inside, None, "nothing was chosen");
    let counted = set.counted.as_ref().unwrap();
    assert!(counted.takes("mobile-api") && counted.takes("api-2") && !counted.takes("www"));

    // Its form shows what is known of it, so that it can be sent again unchanged.
    let page = house.get("/rooms/aurora/entry-points", &lead).await.body;
    for shown in ["security group of the API", "VPN of the office", "mobile-api\napi-*"] {
        assert!(page.contains(shown), "{shown} is not in the form");
    }
    let (status, body) = lead_fills_in(&house, &lead, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("It is so already."), "{body}");

    fields[7].1 = "nobody-measures";
    let (status, body) = lead_fills_in(&house, &lead, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("there is no metric nobody-measures"), "{body}");
    (fields[7].1, fields[13].1, fields[4].1) = ("-", "-", "");
    assert_eq!(lead_fills_in(&house, &lead, &fields).await.0, StatusCode::SEE_OTHER);
    let bare = entry().await.unwrap();
    assert_eq!((bare.outside, bare.counted, bare.block), (None, None, None));

    let remove = [("do", "watch.entry.remove"), ("entry", "ios")];
    assert_eq!(lead_fills_in(&house, &lead, &remove).await.0, StatusCode::SEE_OTHER);
    assert_eq!(entry().await, None);
    let tech = house.sign_in(domain::Role::Tech, "Thierry").await;
    assert!(lead_fills_in(&house, &tech, &fields).await.0.is_client_error());
    assert_eq!(entry().await, None, "a tech describes no way in");
}

#[tokio::test]
async fn a_number_that_proposes_to_abort_stands_beside_the_ruler_with_its_reason_written() {
    let watched = Watched::open().await;
    let metric = MetricId::parse("errors").unwrap();
    let (since, value) = (watched.now(), Some(Value::from_whole(80)));
    let event = StopEvent::Proposed { metric: metric.clone(), since, value };
    let seen = Box::new(WatchEvent::Stop(event));
    let live = watched.house.app.rooms.open(&room_id()).await.unwrap().unwrap();
    crate::watch::record(&watched.house.app, live.id(), *seen).await.unwrap();
    let lead = watched.house.lead().await;
    let panel = async || watched.house.get("/rooms/aurora/panels/room", &lead).await.body;
    let said = "Errors at the edge above 50 for 2\u{a0}min · 80";
    let body = panel().await;
    assert!(body.contains("A number proposes to abort:"));
    assert_eq!(body.matches(said).count(), 3, "the alarm, the ruler and the reason");

    // The form leads into the abort of two people: one has proposed, nothing has moved.
    let propose = [("do", "run.abort.propose"), ("reason", said)];
    let sent = lead_fills_in(&watched.house, &lead, &propose).await;
    assert_eq!(sent.0, StatusCode::SEE_OTHER, "{}", sent.1);
    let room = watched.house.room().await;
    assert_eq!(room.abort_proposed().unwrap().reason.as_str(), said);
    assert!(!room.run.abort.is_confirmed());
    let eased = WatchEvent::Stop(StopEvent::Eased { metric });
    crate::watch::record(&watched.house.app, live.id(), eased).await.unwrap();
    assert!(!panel().await.contains("A number proposes to abort:"));
}
