//! Samples on a real file.

use super::*;
use crate::{
    clock::FixedClock,
    sample::{TEN, room_id, within},
    store::{RAW_KEPT, SqliteStore, connect},
};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

fn series(metric: &str) -> Series {
    Series { room: room_id(), metric: MetricId::parse(metric).unwrap() }
}

fn sample(second: i64, whole: i64) -> Sample {
    let at = Timestamp::from_micros(TEN.micros() + second * 1_000_000);
    Sample { at, value: Value::from_whole(whole) }
}

fn at(second: i64) -> Timestamp {
    sample(second, 0).at
}

async fn fresh() -> (TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = connect(folder.path()).await.unwrap();
    (folder, store)
}

async fn open(store: &SqliteStore) -> Arc<Samples> {
    Samples::open(Arc::new(store.clone())).await.unwrap()
}

fn of(series: &Series, samples: impl IntoIterator<Item = Sample>) -> Vec<(Series, Sample)> {
    samples.into_iter().map(|sample| (series.clone(), sample)).collect()
}

/// Every way of asking must give these points.
fn shown(points: &[Point]) -> Vec<(i64, String)> {
    let line = |point: &Point| {
        (point.at.seconds_since(TEN), format!("{} {} {}", point.low, point.mean, point.high))
    };
    points.iter().map(line).collect()
}

#[tokio::test]
async fn what_was_written_is_read_back_in_order_and_the_first_word_stays() {
    let (_folder, store) = fresh().await;
    let (rds, errors) = (series("rds"), series("errors"));
    let mut batch = of(&rds, [sample(20, 3), sample(10, 2), sample(10, 9)]);
    batch.extend(of(&errors, [sample(10, 7)]));
    store.add_samples(&batch).await.unwrap();
    store.add_samples(&of(&rds, [sample(20, 9), sample(30, 4)])).await.unwrap();
    store.add_samples(&[]).await.unwrap();

    assert_eq!(store.series().await.unwrap(), [errors.clone(), rds.clone()]);
    let all = [sample(10, 2), sample(20, 3), sample(30, 4)];
    assert_eq!(store.recent(&rds, 10).await.unwrap(), all);
    assert_eq!(store.recent(&rds, 2).await.unwrap(), all[1..]);
    assert_eq!(store.recent(&series("nothing"), 2).await.unwrap(), []);
}

#[tokio::test]
async fn a_peak_between_two_points_is_not_lost_and_memory_and_disk_agree() {
    let (_folder, store) = fresh().await;
    let rds = series("rds");
    let samples = open(&store).await;
    let measured: Vec<Sample> =
        (0..100).map(|second| sample(second, if second == 47 { 900 } else { second })).collect();
    samples.record(&rds, &measured).unwrap();
    samples.write(&CancellationToken::new()).await;

    let in_memory = samples.window(&rds, at(0), at(99), 5).await.unwrap();
    assert_eq!(shown(&in_memory)[2], (40, "40 92.15 900".to_owned()));
    assert_eq!(in_memory.len(), 5);
    let on_disk = store.stretch(&rds, at(0), at(99), step_of(at(0), at(99), 5)).await.unwrap();
    assert_eq!(shown(&on_disk), shown(&in_memory));
    // A stretch that ends before it begins holds nothing, and no number of points is too odd.
    assert!(samples.window(&rds, at(9), at(0), 5).await.unwrap().is_empty());
    assert_eq!(samples.window(&rds, at(0), at(99), 0).await.unwrap().len(), 1);
    assert_eq!(samples.window(&rds, at(0), at(99), u32::MAX).await.unwrap().len(), 100);
}

#[tokio::test]
async fn after_a_day_a_minute_is_left_of_each_minute_and_after_a_month_nothing() {
    let (_folder, store) = fresh().await;
    let rds = series("rds");
    // A minute and a half, and something of today.
    store.add_samples(&of(&rds, (0..90).map(|second| sample(second, second)))).await.unwrap();
    let day = i64::from(RAW_KEPT.seconds());
    store.add_samples(&of(&rds, [sample(day, 41)])).await.unwrap();

    // The second minute is not a day old to its end: it stays as it was.
    store.thin(&rds, at(day + 100)).await.unwrap();
    assert_eq!(store.recent(&rds, 100).await.unwrap().len(), 31);
    let points = store.stretch(&rds, at(0), at(day), Length::from_seconds(60)).await.unwrap();
    let expected =
        [(0, "0 29.5 59".to_owned()), (60, "60 74.5 89".to_owned()), (day, "41 41 41".to_owned())];
    assert_eq!(shown(&points), expected);

    // Thinned whole, and a sample that comes late is taken into its minute.
    store.thin(&rds, at(day + 200)).await.unwrap();
    store.add_samples(&of(&rds, [sample(70, 1_000)])).await.unwrap();
    store.thin(&rds, at(day + 200)).await.unwrap();
    assert_eq!(store.recent(&rds, 100).await.unwrap(), [sample(day, 41)]);
    let points = store.stretch(&rds, at(60), at(day), Length::from_seconds(60)).await.unwrap();
    // (30 × 74.5 + 1,000) / 31
    assert_eq!(shown(&points)[0], (60, "60 104.355 1000".to_owned()));

    store.thin(&rds, at(31 * day)).await.unwrap();
    let points = store.stretch(&rds, at(0), at(day), Length::from_seconds(60)).await.unwrap();
    assert_eq!(shown(&points), [(day, "41 41 41".to_owned())]);
}

#[tokio::test]
async fn a_restart_knows_the_newest_samples_and_asks_the_disk_for_the_rest() {
    let (_folder, store) = fresh().await;
    let rds = series("rds");
    let all: Vec<Sample> = (0..1_500).map(|second| sample(second, second)).collect();
    store.add_samples(&of(&rds, all.clone())).await.unwrap();
    let samples = open(&store).await;
    assert_eq!(samples.recent(&rds), all[500..]);
    assert_eq!(samples.latest(&room_id())[0].sample, all[1_499]);
    let first = samples.window(&rds, at(0), at(9), 10).await.unwrap();
    assert_eq!(first.len(), 10, "the disk was not asked");
    // What is too old for memory is still written.
    samples.record(&rds, &[sample(-5, 77)]).unwrap();
    samples.write(&CancellationToken::new()).await;
    assert_eq!(
        store.stretch(&rds, at(-5), at(-5), Length::from_seconds(1)).await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn one_sample_a_metric_and_second_is_sent_on_and_all_are_written_at_the_end() {
    let (_folder, store) = fresh().await;
    let samples = open(&store).await;
    let (rds, errors) = (series("rds"), series("errors"));
    let mut here = samples.subscribe(&room_id());
    let mut elsewhere = samples.subscribe(&RoomId::parse("another").unwrap());
    samples.record(&rds, &[sample(0, 1), sample(1, 2), sample(2, 3)]).unwrap();
    samples.record(&errors, &[sample(1, 7)]).unwrap();
    // A late one is no news.
    samples.record(&rds, &[sample(-9, 9)]).unwrap();

    let stop = CancellationToken::new();
    let keeping = tokio::spawn(Samples::keep(
        Arc::downgrade(&samples),
        Arc::new(FixedClock::at(TEN)),
        stop.clone(),
        CancellationToken::new(),
    ));
    let frames = within(here.recv()).await.unwrap();
    let sent: Vec<(&str, i64)> =
        frames.iter().map(|frame| (frame.metric.as_str(), frame.at.seconds_since(TEN))).collect();
    assert_eq!(sent, [("errors", 1), ("rds", 2)]);
    assert_eq!(
        serde_json::to_string(&frames[1]).unwrap(),
        r#"{"metric":"rds","at":1473235202000000,"value":3000}"#
    );
    samples.record(&rds, &[sample(3, 4)]).unwrap();
    assert_eq!(within(here.recv()).await.unwrap().len(), 1);
    assert!(elsewhere.try_recv().is_err(), "another room was told");

    samples.record(&rds, &[sample(4, 5)]).unwrap();
    stop.cancel();
    within(keeping).await.unwrap();
    assert_eq!(store.recent(&rds, 10).await.unwrap().len(), 6);
}

#[tokio::test]
async fn samples_wait_when_the_disk_is_full_and_are_refused_when_there_are_too_many() {
    let (_folder, store) = fresh().await;
    let samples = open(&store).await;
    let rds = series("rds");
    let many = |from: i64, count: i64| -> Vec<Sample> {
        (from..from + count).map(|second| sample(second, second)).collect()
    };
    store.fill_the_disk().await;
    samples.record(&rds, &many(0, 5_000)).unwrap();
    samples.write(&CancellationToken::new()).await;
    assert_eq!(store.recent(&rds, 10).await.unwrap(), [], "the disk was not full");
    assert_eq!(samples.latest(&room_id())[0].sample, sample(4_999, 4_999));

    let rest = i64::try_from(WAITING_MAX).unwrap() - 5_000;
    samples.record(&rds, &many(5_000, rest)).unwrap();
    let refused = samples.record(&rds, &[sample(1_000_000, 1)]);
    assert_eq!(refused, Err(SamplesFault::TooManySamples));

    store.tamper("PRAGMA max_page_count = 1000000").await.unwrap();
    samples.write(&CancellationToken::new()).await;
    assert_eq!(store.recent(&rds, 30_000).await.unwrap().len(), WAITING_MAX);
}

#[tokio::test]
async fn there_is_an_end_to_how_many_metrics_are_kept() {
    let (_folder, store) = fresh().await;
    let samples = open(&store).await;
    for number in 0..SERIES_MAX {
        samples.record(&series(&format!("m-{number}")), &[sample(0, 1)]).unwrap();
    }
    let refused = samples.record(&series("one-more"), &[sample(0, 1)]).unwrap_err();
    assert!(refused.to_string().starts_with("metric one-more: this server keeps 2000"));
    samples.record(&series("m-7"), &[sample(1, 1)]).unwrap();
}
