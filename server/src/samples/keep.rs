//! Once a second: what came in is sent on, and written in one go.

use super::{Samples, WAITING_MAX};
use crate::{clock::Clock, store::Series};
use domain::Timestamp;
use std::{
    mem,
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// How often what came in is sent on and written.
const BEAT: Duration = Duration::from_secs(1);

/// How many beats lie between two thinnings: ten minutes.
const THINNED_EVERY: u32 = 600;

impl Samples {
    /// Sends on and writes what comes in, until told to stop or until nobody has the samples any
    /// more; then writes the rest. A failing disk cancels `fatal`: samples share the file of the
    /// log, and what was acknowledged there is in doubt then.
    pub async fn keep(
        samples: Weak<Self>,
        clock: Arc<dyn Clock>,
        stop: CancellationToken,
        fatal: CancellationToken,
    ) {
        tokio::join!(send_on(&samples, &stop), write_down(&samples, &*clock, &stop, &fatal));
    }

    /// Writes what waits, now. When it cannot be written it waits on: the disk may have room again.
    pub async fn write(&self, fatal: &CancellationToken) {
        // One after the other: who writes last knows that all is written.
        let _turn = self.writing.lock().await;
        let batch = mem::take(&mut self.kept().waiting);
        if batch.is_empty() {
            return;
        }
        if let Err(error) = self.store.add_samples(&batch).await {
            tracing::warn!(%error, samples = batch.len(), "samples are not on disk yet");
            if error.is_disk_failure() {
                fatal.cancel();
            }
            let mut kept = self.kept();
            let newer = mem::replace(&mut kept.waiting, batch);
            kept.waiting.extend(newer);
            // The oldest go first: what they said is still in memory for a while.
            let too_many = kept.waiting.len().saturating_sub(WAITING_MAX);
            kept.waiting.drain(..too_many);
        }
    }

    async fn thin(&self, now: Timestamp, stop: &CancellationToken) {
        let known: Vec<Series> = self.kept().series.keys().cloned().collect();
        for series in known {
            if stop.is_cancelled() {
                return;
            }
            if let Err(error) = self.store.thin(&series, now).await {
                tracing::warn!(%error, metric = %series.metric, "old samples were not thinned");
            }
        }
    }
}

async fn send_on(samples: &Weak<Samples>, stop: &CancellationToken) {
    let mut beat = every_beat();
    while stop.run_until_cancelled(beat.tick()).await.is_some() {
        let Some(samples) = samples.upgrade() else { return };
        let unsent = mem::take(&mut samples.kept().unsent);
        samples.hub.send(unsent);
    }
}

async fn write_down(
    samples: &Weak<Samples>,
    clock: &dyn Clock,
    stop: &CancellationToken,
    fatal: &CancellationToken,
) {
    let mut beat = every_beat();
    let mut beats: u32 = 0;
    while stop.run_until_cancelled(beat.tick()).await.is_some() {
        let Some(samples) = samples.upgrade() else { return };
        samples.write(fatal).await;
        if beats.is_multiple_of(THINNED_EVERY) {
            samples.thin(clock.now(), stop).await;
        }
        beats = beats.wrapping_add(1);
    }
    if let Some(samples) = samples.upgrade() {
        samples.write(fatal).await;
    }
}

fn every_beat() -> tokio::time::Interval {
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}
