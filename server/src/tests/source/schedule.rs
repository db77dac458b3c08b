//! Many sources at once: hung, dead and sound ones, each at its own pace.

use super::read;
use crate::{
    clock::{Clock, SystemClock},
    sample::{room_id, within},
    samples::Samples,
    source::{Asked, Pace, Scheduler, Sources},
    store::{Series, connect},
    tests::outgoing::names::Canary,
};
use axum::{Router, routing::get};
use domain::{
    Length, MetricId,
    metric::{Health, MetricDraft, MetricPlan},
    text::Title,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

struct Watch {
    samples: Arc<Samples>,
    scheduler: Scheduler,
    stop: CancellationToken,
    _folder: TempDir,
}

fn metric(name: &str) -> MetricPlan {
    MetricPlan::new(MetricDraft {
        id: MetricId::parse(name).unwrap(),
        title: Title::parse(name).unwrap(),
        unit: None,
        target: None,
        period: Length::from_seconds(1),
    })
    .unwrap()
}

fn series(name: &str) -> Series {
    Series { room: room_id(), metric: MetricId::parse(name).unwrap() }
}

fn every_second() -> Pace {
    Arc::new(|asked: &Asked| Some(asked.period))
}

impl Watch {
    async fn open(sources: Sources, pace: Pace) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = connect(folder.path()).await.unwrap();
        let samples = Samples::open(Arc::new(store)).await.unwrap();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let stop = CancellationToken::new();
        let scheduler = Scheduler::start(sources.asked, &samples, &clock, &pace, &stop);
        Self { samples, scheduler, stop, _folder: folder }
    }

    fn count(&self, name: &str) -> usize {
        self.samples.recent(&series(name)).len()
    }

    fn health(&self, name: &str) -> Health {
        let last = self.samples.recent(&series(name)).last().copied();
        metric(name).health(last, SystemClock.wall())
    }

    /// Waits for what must come; gives up after half a minute.
    async fn until(&self, reached: impl Fn(&Self) -> bool) {
        let wait = async {
            while !reached(self) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        within(wait).await;
    }
}

fn line(name: &str, port: u16) -> String {
    format!(
        "[[source]]\nroom = \"aurora\"\nmetric = \"{name}\"\nkind = \"http\"\nperiod = \"1 s\"\n\
         url = \"http://127.0.0.1:{port}/\"\n"
    )
}

/// A site; it answers until its handle is aborted.
async fn site() -> (u16, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = Router::new().route("/", get(|| async { "ok" }));
    let serving = tokio::spawn(async move {
        let _ended = axum::serve(listener, router).await;
    });
    (port, serving)
}

/// Takes connections and says nothing.
async fn hung() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            open.push(stream);
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_and_a_hung_source_are_stale_within_two_periods_and_delay_nobody() {
    let (sound, _serving) = site().await;
    let (dying, dies) = site().await;
    let silent = hung().await;
    let mut file = "allow = [\"127.0.0.1\"]\n".to_owned();
    for (name, port) in [("sound", sound), ("dying", dying), ("silent", silent)] {
        file.push_str(&line(name, port));
    }
    // More hung ones than there are places for.
    for number in 0..100 {
        file.push_str(&line(&format!("silent-{number}"), silent));
    }
    let watch = Watch::open(read(&file).unwrap(), every_second()).await;
    watch.until(|watch| watch.count("dying") >= 2 && watch.count("sound") >= 2).await;
    assert_eq!(watch.health("silent"), Health::Unknown);

    dies.abort();
    let _aborted = dies.await;
    let alive = watch.samples.recent(&series("dying")).last().unwrap().at;
    watch.until(|watch| matches!(watch.health("dying"), Health::Stale { .. })).await;
    let stale = SystemClock.wall();
    let Health::Stale { since } = watch.health("dying") else { panic!("it came back") };
    // Two periods and what it takes to look; a generous bound on a busy machine.
    assert!(since >= alive && stale.seconds_since(since) <= 3, "stale only at {stale:?}");
    watch.until(|watch| watch.count("sound") >= 6).await;

    // The sound one went on all the while: no two of its samples are two periods apart.
    let moments = watch.samples.recent(&series("sound"));
    let longest = moments.windows(2).map(|two| two[1].at.micros() - two[0].at.micros()).max();
    assert!(longest.unwrap() < 2_000_000, "{longest:?} µs between two samples");
    assert_eq!(watch.health("sound"), Health::Ok);
    assert_eq!(watch.health("silent"), Health::Unknown);

    let states = watch.scheduler.states(&room_id());
    let fault = |name: &str| {
        let state = &states.iter().find(|(metric, _)| metric.as_str() == name).unwrap().1;
        state.fault.as_ref().map(ToString::to_string)
    };
    assert_eq!(fault("sound"), None);
    assert_eq!(fault("dying").as_deref(), Some("nothing answers there"));
    assert_eq!(fault("silent").as_deref(), Some("no answer within 800 ms"));
    watch.stop.cancel();
    within(watch.scheduler.ended()).await;
}

#[tokio::test]
async fn a_source_that_comes_back_is_fresh_again() {
    let (port, dies) = site().await;
    let file = format!("allow = [\"127.0.0.1\"]\n{}", line("back", port));
    let watch = Watch::open(read(&file).unwrap(), every_second()).await;
    watch.until(|watch| watch.count("back") >= 1).await;
    dies.abort();
    let _aborted = dies.await;
    watch.until(|watch| matches!(watch.health("back"), Health::Stale { .. })).await;

    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let router = Router::new().route("/", get(|| async { "ok" }));
    tokio::spawn(async { axum::serve(listener, router).await });
    watch.until(|watch| watch.health("back") == Health::Ok).await;
    watch.stop.cancel();
    within(watch.scheduler.ended()).await;
}

#[tokio::test]
async fn nobody_is_asked_for_a_number_that_nobody_wants_nor_after_the_end() {
    let canary = Canary::open().await;
    let file = format!("allow = [\"127.0.0.1\"]\n{}", line("unwanted", canary.port));
    let wanted = Arc::new(AtomicBool::new(false));
    let pace: Pace = {
        let wanted = wanted.clone();
        Arc::new(move |asked: &Asked| wanted.load(Ordering::SeqCst).then_some(asked.period))
    };
    let watch = Watch::open(read(&file).unwrap(), pace).await;
    // Long enough for two questions, had they been asked.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert_eq!(canary.count(), 0);
    wanted.store(true, Ordering::SeqCst);
    watch.until(|_| canary.count() > 0).await;
    watch.stop.cancel();
    within(watch.scheduler.ended()).await;
    let asked = canary.count();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(canary.count(), asked);
}

#[tokio::test]
async fn a_source_is_asked_at_the_new_pace_as_soon_as_there_is_one() {
    let (port, _serving) = site().await;
    let file = format!("allow = [\"127.0.0.1\"]\n{}", line("number", port));
    let live = Arc::new(AtomicBool::new(false));
    let pace: Pace = {
        let live = live.clone();
        let slow = Length::from_minutes(5);
        Arc::new(move |asked: &Asked| {
            Some(if live.load(Ordering::SeqCst) { asked.period } else { slow })
        })
    };
    let watch = Watch::open(read(&file).unwrap(), pace).await;
    watch.until(|watch| watch.count("number") == 1).await;
    // The next question would be five minutes away.
    live.store(true, Ordering::SeqCst);
    watch.until(|watch| watch.count("number") >= 3).await;
    watch.stop.cancel();
    within(watch.scheduler.ended()).await;
}
