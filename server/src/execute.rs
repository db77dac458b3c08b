//! The one write path: decide, append, publish, answer. Nothing else appends.
//!
//! One task per process takes all waiting orders at once, decides them one after the other on
//! drafts, and writes what they made in one transaction: a forced write to disk costs the same
//! for one event as for two hundred. Nobody is answered before it is on disk, a refusal neither:
//! it was decided on a draft that might have been dropped.

mod batch;

use crate::{
    chain::Hash,
    clock::Clock,
    rooms::Rooms,
    store::{AppendError, EventStore, KeyOf},
};
use batch::Decided;
use domain::{Actor, Command, Key, Recorded, Rejection, RoomId, Seq, StepId, wire::Receipt};
use std::{ops::ControlFlow, sync::Arc};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

/// Orders that fit into one transaction.
const AT_ONCE: usize = 256;

/// Orders that may wait; more are told to come back.
const QUEUE: usize = 1024;

/// How often a batch is decided again when somebody else wrote first.
const ATTEMPTS: usize = 3;

/// Somebody asks for something in a room.
#[derive(Debug, Clone)]
pub struct Order {
    /// Where.
    pub room: RoomId,
    /// Who.
    pub actor: Actor,
    /// Chosen by the sender; the same on every retry.
    pub key: Key,
    /// The last event the sender had seen.
    pub expected: Option<Seq>,
    /// What.
    pub command: Command,
}

/// Why there is no receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A rule says no. Nothing happened.
    Rejected(Rejection),
    /// Somebody has touched the same step since. Nothing happened.
    Clash {
        /// The step.
        step: StepId,
        /// The last thing that happened to it, as the asker may see it.
        recorded: Box<Recorded>,
    },
    /// The key was used for something else. Nothing happened.
    KeyReused,
    /// There is no such room.
    NoSuchRoom,
    /// Not now; nothing happened, and a later attempt may work.
    Busy,
    /// It may or may not have happened: ask again with the same key.
    Unknown,
}

/// Takes orders. Copies feed the same task.
#[derive(Clone)]
pub struct Executor {
    orders: mpsc::Sender<Waiting>,
}

/// An order, and who waits for the answer.
struct Waiting {
    order: Order,
    key: KeyOf,
    digest: Hash,
    answer: oneshot::Sender<Answer>,
}

type Answer = Result<Receipt, Refused>;

impl Executor {
    /// Starts the task that writes. It ends when the last copy of the executor is dropped.
    ///
    /// `fatal` is cancelled when nobody can say any more what is on disk: the process must then
    /// stop and read the log again.
    #[must_use]
    pub fn start(
        store: Arc<dyn EventStore>,
        rooms: Arc<Rooms>,
        clock: Arc<dyn Clock>,
        fatal: CancellationToken,
    ) -> Self {
        let (orders, waiting) = mpsc::channel(QUEUE);
        let writer = Writer { store, rooms, clock, fatal };
        tokio::spawn(writer.run(waiting));
        Self { orders }
    }

    /// Does what is asked, once. The order is carried out even when the caller goes away.
    ///
    /// # Errors
    /// [`Refused`].
    pub async fn execute(&self, order: Order) -> Result<Receipt, Refused> {
        // The same question in other words is another question: who retries sends the same bytes.
        let asked = serde_json::to_vec(&(&order.command, order.expected));
        let Ok(asked) = asked else { return Err(Refused::Busy) };
        let key = KeyOf::new(order.room.clone(), &order.actor, order.key.clone());
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting { order, key, digest: Hash::of(&asked), answer };
        match self.orders.try_send(waiting) {
            Ok(()) => answered.await.unwrap_or(Err(Refused::Unknown)),
            Err(mpsc::error::TrySendError::Full(_)) => Err(Refused::Busy),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Refused::Unknown),
        }
    }
}

/// The task that writes.
struct Writer {
    store: Arc<dyn EventStore>,
    rooms: Arc<Rooms>,
    clock: Arc<dyn Clock>,
    fatal: CancellationToken,
}

impl Writer {
    async fn run(self, mut orders: mpsc::Receiver<Waiting>) {
        let mut waiting = Vec::new();
        while orders.recv_many(&mut waiting, AT_ONCE).await > 0 {
            if self.settle(std::mem::take(&mut waiting)).await.is_break() {
                // Who still waits is told "unknown" as the queue goes.
                return;
            }
            // Those who were answered and ask at once again get into the next batch together.
            tokio::task::yield_now().await;
        }
    }

    /// Decides a batch, writes it, shows it, answers it.
    async fn settle(&self, batch: Vec<Waiting>) -> ControlFlow<()> {
        for _ in 0..ATTEMPTS {
            let mut decided =
                match Decided::of(&batch, &*self.store, &self.rooms, &*self.clock).await {
                    Ok(decided) => decided,
                    Err(error) => {
                        tracing::error!(%error, "the log cannot be read; nothing was written");
                        answer_all(batch, &Refused::Busy);
                        return ControlFlow::Continue(());
                    }
                };
            match self.append(&mut decided).await {
                Ok(()) => {
                    self.show(&mut decided);
                    answer(batch, decided.answers);
                    return ControlFlow::Continue(());
                }
                Err(AppendError::Clash { room }) => {
                    tracing::info!(%room, "somebody else wrote first; deciding again");
                    self.read_again(&decided).await;
                }
                Err(AppendError::Failed(error)) => {
                    tracing::error!(%error, "nothing was written");
                    answer_all(batch, &Refused::Busy);
                    return ControlFlow::Continue(());
                }
                Err(AppendError::Unknown(error)) => {
                    tracing::error!(%error, "nobody knows what is on disk; stopping");
                    self.fatal.cancel();
                    answer_all(batch, &Refused::Unknown);
                    return ControlFlow::Break(());
                }
            }
        }
        answer_all(batch, &Refused::Busy);
        ControlFlow::Continue(())
    }

    async fn append(&self, decided: &mut Decided) -> Result<(), AppendError> {
        let batch = decided.take_batch();
        if batch.is_empty() { Ok(()) } else { self.store.append(batch).await }
    }

    fn show(&self, decided: &mut Decided) {
        for (room, draft) in decided.take_drafts() {
            room.publish(draft);
            self.rooms.save_when_due(&room);
        }
    }

    async fn read_again(&self, decided: &Decided) {
        for room in decided.rooms() {
            if let Err(error) = self.rooms.refresh(room).await {
                tracing::error!(room = %room.id(), %error, "the room cannot be read again");
            }
        }
    }
}

fn answer(batch: Vec<Waiting>, answers: Vec<Answer>) {
    for (waiting, answer) in batch.into_iter().zip(answers) {
        // Whoever has gone away finds the answer by the same key.
        let _gone = waiting.answer.send(answer);
    }
}

fn answer_all(batch: Vec<Waiting>, refused: &Refused) {
    let answers = vec![Err(refused.clone()); batch.len()];
    answer(batch, answers);
}

#[cfg(test)]
mod tests;
