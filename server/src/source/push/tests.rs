use super::*;
use crate::{clock::FixedClock, sample::room_id, store::connect};
use std::sync::Arc;
use tempfile::TempDir;

/// 2016-09-07 08:00 UTC.
const TEN: Timestamp = Timestamp::from_seconds(1_473_235_200);

fn metric() -> MetricId {
    MetricId::parse("app-sessions").unwrap()
}

fn series() -> Series {
    Series { room: room_id(), metric: metric() }
}

async fn samples() -> (TempDir, Arc<Samples>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(connect(folder.path()).await.unwrap());
    (folder, Samples::open(store).await.unwrap())
}

fn wrong(body: &str) -> String {
    Pushed::read(body, &metric()).unwrap_err().to_string()
}

#[test]
fn a_number_is_read_however_it_is_sent() {
    let one = |body: &str| Pushed::read(body, &metric()).unwrap().samples;
    let expected = vec![(Value::parse("4.75").unwrap(), None)];
    for body in [
        "4.75",
        " 4.75\n",
        r#"{"value": 4.75}"#,
        r#"{"value": "4.75"}"#,
        r#"{"value": 0.475e1}"#,
        "app_sessions 4.75\nother 3",
        "whatever 4.75",
    ] {
        assert_eq!(one(body), expected, "{body}");
    }
    let many =
        one(r#"[{"value": 1, "at": 1473235200000000}, {"value": 2, "at": 1473235201000000}]"#);
    assert_eq!(many[1], (Value::from_whole(2), Some(Timestamp::from_seconds(1_473_235_201))));
}

#[test]
fn lines_of_one_name_are_parts_of_one_number() {
    let page = "app_sessions{app=\"ios\"} 30\napp_sessions{app=\"android\"} 11\n";
    let pushed = Pushed::read(page, &metric()).unwrap();
    assert_eq!(pushed.samples, [(Value::from_whole(41), None)]);
    let labels: Vec<&str> = pushed.groups.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["ios", "android"]);
}

#[test]
fn a_bad_body_is_refused_by_field_and_rule() {
    assert!(wrong("").starts_with("body: must be a number"));
    assert!(wrong(r#"{"valeu": 1}"#).starts_with("body: must be a number"));
    assert!(wrong(r#"{"value": 1, "role": "lead"}"#).starts_with("body: must be a number"));
    assert!(wrong(r#"{"value": 1e400}"#).starts_with("body: must be a number"));
    assert!(wrong(r#"{"value": 1e30}"#).starts_with("value: is not between"));
    assert!(wrong(r#"{"value": "many"}"#).starts_with("value: is not a number"));
    assert!(wrong("app_sessions NaN").starts_with("value: is not a number"));
    assert!(wrong("app_sessions +Inf").starts_with("value: is not between"));
    assert!(wrong("a 1\nb 2").contains("no line is called app_sessions"));
    assert!(wrong("{a").starts_with("body"));
    assert!(wrong(&"[".repeat(100_000)).starts_with("body"));
}

#[tokio::test]
async fn what_was_pushed_is_the_latest_and_a_moment_must_be_credible() {
    let (_folder, samples) = samples().await;
    let clock = FixedClock::at(TEN);
    let push = |body: &str| {
        let pushed = Pushed::read(body, &metric())?;
        super::pushed(&samples, &clock, &series(), pushed)
    };
    assert_eq!(push("41"), Ok(1));
    let latest = samples.latest(&room_id());
    assert_eq!(latest.len(), 1);
    assert_eq!(latest[0].sample, Sample { at: TEN, value: Value::from_whole(41) });

    let at =
        |seconds: i64| format!("{{\"value\": 7, \"at\": {}}}", TEN.micros() + seconds * 1_000_000);
    assert_eq!(push(&at(6)), Err(PushFault::Ahead { seconds: 6 }));
    assert_eq!(push(&at(-86_401)), Err(PushFault::TooOld));
    assert_eq!(push("[]"), Err(PushFault::Count { found: 0 }));
    assert_eq!(push(r#"[{"value": 1}, {"value": 2}]"#), Err(PushFault::NoMoment));
    // Nothing of it was kept.
    assert_eq!(samples.recent(&series()).len(), 1);
    // A clock a little ahead is taken for now; what comes late goes where it belongs.
    clock.advance(10);
    assert_eq!(push(&at(14)), Ok(1));
    assert_eq!(push(&at(-60)), Ok(1));
    let moments: Vec<i64> =
        samples.recent(&series()).iter().map(|s| s.at.seconds_since(TEN)).collect();
    assert_eq!(moments, [-60, 0, 10]);
}
