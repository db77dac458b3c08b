//! One task a channel: a slow channel delays nobody but itself.

use super::{
    Keeping, Letter, Patience, deliver,
    retry::{self, Attempt},
};
use crate::{
    channel::{Channel, Office},
    store::{Settled, StoreError},
};
use std::{future::pending, sync::Arc, time::Duration};
use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

/// Letters of one channel that are handed over at the same time.
const PLACES: usize = 4;

/// After a fault of the store, how long until it is asked again.
const BREATH: Duration = Duration::from_secs(1);

/// How long letters that are being handed over may take once the server is told to stop. Those
/// that do not end in time are sent again after the start, and the record says so.
const LAST_WORK: Duration = Duration::from_secs(2);

/// What a worker needs; copies share it.
#[derive(Clone)]
pub struct Worker {
    pub channel: Channel,
    pub store: Arc<dyn Keeping>,
    pub office: Arc<Office>,
    pub patience: Patience,
    pub bell: Arc<Notify>,
    pub stop: CancellationToken,
}

impl Worker {
    /// Sends what is due until told to stop.
    pub async fn run(self) {
        let mut at_work = JoinSet::new();
        while !self.stop.is_cancelled() {
            let free = PLACES.saturating_sub(at_work.len());
            let wait = self.begin(free, &mut at_work).await.unwrap_or_else(|error| {
                let channel = &self.channel.id;
                tracing::warn!(%channel, %error, "the dispatch cannot be read; asked again soon");
                Some(BREATH)
            });
            let next = async {
                match wait {
                    Some(wait) => sleep(wait).await,
                    None => pending().await,
                }
            };
            tokio::select! {
                () = self.stop.cancelled() => {}
                Some(_) = at_work.join_next() => {}
                () = self.bell.notified() => {}
                () = next => {}
            }
        }
        let rest = async { while at_work.join_next().await.is_some() {} };
        if timeout(LAST_WORK, rest).await.is_err() {
            tracing::info!(channel = %self.channel.id, "letters on their way are left to the next start");
        }
    }

    /// Begins with what is due, as far as there are places, and gives how long until something
    /// else is; `None` when only a bell or a letter that ends can bring more.
    async fn begin(
        &self,
        free: usize,
        at_work: &mut JoinSet<()>,
    ) -> Result<Option<Duration>, StoreError> {
        if free == 0 {
            return Ok(None);
        }
        let limit = u32::try_from(free).unwrap_or(u32::MAX);
        let letters = self.store.take(&self.channel.id, self.office.now(), limit).await?;
        let all_places = letters.len() == free;
        for letter in letters {
            at_work.spawn(self.clone().send(letter));
        }
        if all_places {
            return Ok(None);
        }
        let next = self.store.next_due(&self.channel.id).await?;
        let wait = next.map(|next| next.micros().saturating_sub(self.office.now().micros()));
        Ok(wait.map(|micros| Duration::from_micros(u64::try_from(micros).unwrap_or(0))))
    }

    async fn send(self, letter: Letter) {
        let settled = match retry::too_late(&self.attempt(&letter)) {
            Some(settled) => settled,
            None => self.hand_over(&letter).await,
        };
        self.say(&letter, &settled);
        // What was handed over must be written down before anything else happens to this letter:
        // until then it is "sending", and nobody takes it a second time.
        while let Err(error) = self.store.settle(letter.id, &settled).await {
            self.breathe(&letter, &error).await;
        }
    }

    async fn hand_over(&self, letter: &Letter) -> Settled {
        let outcome = loop {
            match deliver::deliver(&*self.store, &self.office, &self.channel, letter).await {
                Ok(outcome) => break outcome,
                Err(error) => self.breathe(letter, &error).await,
            }
        };
        retry::settle(&self.patience, &self.attempt(letter), outcome)
    }

    fn attempt(&self, letter: &Letter) -> Attempt {
        Attempt {
            number: letter.attempts,
            created_at: letter.created_at,
            give_up_after: self.channel.give_up_after,
            now: self.office.now(),
            in_the_room: self.office.room_now(),
            chance: chance(),
        }
    }

    async fn breathe(&self, letter: &Letter, error: &StoreError) {
        tracing::warn!(channel = %self.channel.id, letter = letter.id, %error, "the dispatch fails; again soon");
        sleep(BREATH).await;
    }

    fn say(&self, letter: &Letter, settled: &Settled) {
        let (channel, letter) = (&self.channel.id, &letter.message_id);
        match settled {
            Settled::Sent { .. } => tracing::info!(%channel, letter, "sent"),
            Settled::Later { trouble, .. } => {
                tracing::warn!(%channel, letter, ?trouble, "not sent yet");
            }
            Settled::Failed { trouble, .. } => {
                tracing::error!(%channel, letter, ?trouble, "given up");
            }
        }
    }
}

/// A byte of chance; without any, the longest wait.
fn chance() -> u8 {
    let mut byte = [255];
    match getrandom::fill(&mut byte) {
        Ok(()) => byte[0],
        Err(_) => u8::MAX,
    }
}
