//! Asks every source at its own pace. A slow one delays nobody.

mod lanes;
mod wait;

use super::{Asked, Measured, SourceFault};
use crate::{
    clock::Clock,
    samples::{Groups, Samples},
    store::Series,
};
use domain::{Length, MetricId, RoomId, Timestamp, metric::Sample};
use lanes::Lanes;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_util::{
    sync::{CancellationToken, DropGuard},
    task::TaskTracker,
};

/// How often a metric is wanted: the plan's word if it has one, and nothing when nobody wants it
/// now, because the room is closed or does not know it. Asked before each question.
pub type Pace = Arc<dyn Fn(&Asked) -> Option<Length> + Send + Sync>;

/// How long to wait before looking again whether a number is wanted.
const UNWANTED: Duration = Duration::from_secs(2);

/// How often it is looked whether a number is wanted at another pace meanwhile.
const LOOKED: Duration = Duration::from_millis(500);

/// Over how much of its first period a source may begin, so that all do not begin at once.
const SPREAD: Duration = Duration::from_secs(2);

/// How it goes with a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProbeState {
    /// How often in a row there was no number.
    pub failures: u32,
    /// Why there was none the last time; nothing when there was one.
    pub fault: Option<SourceFault>,
    /// When it was last asked.
    pub asked_at: Option<Timestamp>,
}

/// Asks sources until it is told to stop, or let go of.
pub struct Scheduler {
    states: States,
    tasks: TaskTracker,
    _ends_with_it: DropGuard,
}

type States = Arc<Mutex<BTreeMap<Series, ProbeState>>>;

impl Scheduler {
    /// Begins to ask, each source in a task of its own: at most one question to each is open.
    #[must_use]
    pub fn start(
        asked: Vec<Asked>,
        samples: &Arc<Samples>,
        clock: &Arc<dyn Clock>,
        pace: &Pace,
        stop: &CancellationToken,
    ) -> Self {
        let (states, tasks, lanes) = (States::default(), TaskTracker::new(), Lanes::default());
        let stop = stop.child_token();
        for asked in asked {
            let probe = Probe {
                asked,
                samples: samples.clone(),
                clock: clock.clone(),
                pace: pace.clone(),
                states: states.clone(),
                lanes: lanes.clone(),
            };
            let stop = stop.clone();
            tasks.spawn(async move { stop.run_until_cancelled(probe.run()).await });
        }
        tasks.close();
        Self { states, tasks, _ends_with_it: stop.drop_guard() }
    }

    /// How it goes with the sources of a room, by metric. For tech and lead only: a reason may
    /// name an address.
    #[must_use]
    pub fn states(&self, room: &RoomId) -> Vec<(MetricId, ProbeState)> {
        let states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        let of_room = states.iter().filter(|(series, _)| series.room == *room);
        of_room.map(|(series, state)| (series.metric.clone(), state.clone())).collect()
    }

    /// Waits until the last question is over, after it was told to stop.
    pub async fn ended(&self) {
        self.tasks.wait().await;
    }
}

/// One source and all it needs.
struct Probe {
    asked: Asked,
    samples: Arc<Samples>,
    clock: Arc<dyn Clock>,
    pace: Pace,
    states: States,
    lanes: Lanes,
}

impl Probe {
    async fn run(&self) {
        let first = self.period().unwrap_or(SPREAD).min(SPREAD);
        sleep(wait::part_of(first)).await;
        let mut failures: u32 = 0;
        loop {
            let begun = Instant::now();
            let Some(period) = self.period() else {
                sleep(UNWANTED).await;
                continue;
            };
            match self.ask(wait::deadline(period), failures).await {
                Ok(measured) => {
                    failures = 0;
                    self.keep(measured);
                }
                Err(fault) => {
                    failures = failures.saturating_add(1);
                    self.note(failures, Some(fault));
                }
            }
            self.until_due(begun, period, failures).await;
        }
    }

    /// Waits for the next question. A room that goes live wants its numbers now, and not at the
    /// end of the slow pace before.
    async fn until_due(&self, begun: Instant, mut period: Duration, failures: u32) {
        let mut due = begun + wait::after(period, failures);
        while Instant::now() < due {
            sleep_until(due.min(Instant::now() + LOOKED)).await;
            match self.period() {
                Some(wanted) if wanted == period => {}
                Some(wanted) => {
                    period = wanted;
                    due = begun + wait::after(period, failures);
                }
                None => return,
            }
        }
    }

    /// The period on the wall's clock: a story's clock may run faster.
    fn period(&self) -> Option<Duration> {
        let wanted = (self.pace)(&self.asked)?;
        Some(wait::on_the_wall(wanted, self.clock.reading().rate))
    }

    async fn ask(&self, deadline: Duration, failures: u32) -> Result<Measured, SourceFault> {
        let _lane = self.lanes.enter(failures).await;
        let milliseconds = u64::try_from(deadline.as_millis()).unwrap_or(u64::MAX);
        match timeout(deadline, self.asked.source.ask(deadline)).await {
            Ok(answer) => answer,
            Err(_) => Err(SourceFault::TooSlow { milliseconds }),
        }
    }

    fn keep(&self, measured: Measured) {
        let Measured { value, groups } = measured;
        let series = &self.asked.series;
        let at = self.clock.now();
        match self.samples.record(series, &[Sample { at, value }]) {
            Ok(()) if groups.is_empty() => self.note(0, None),
            Ok(()) => {
                self.samples.record_groups(series, Groups { at, groups });
                self.note(0, None);
            }
            Err(fault) => self.note(0, Some(SourceFault::Odd(fault.to_string()))),
        }
    }

    fn note(&self, failures: u32, fault: Option<SourceFault>) {
        let Series { room, metric } = &self.asked.series;
        let state = ProbeState { failures, fault, asked_at: Some(self.clock.now()) };
        let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        let before = states.insert(self.asked.series.clone(), state.clone());
        // A change is worth a line, not every failure.
        let before = before.and_then(|before| before.fault);
        match (&state.fault, before) {
            (Some(fault), before) if before.as_ref() != Some(fault) => {
                tracing::warn!(%room, %metric, %fault, "no number from a source");
            }
            (None, Some(_)) => tracing::info!(%room, %metric, "a source gives numbers again"),
            (Some(_) | None, _) => {}
        }
    }
}
