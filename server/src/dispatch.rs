//! What goes out of the house, written down first: at least once, and known by one id however
//! often.
//!
//! A letter is on disk as *sending* before it is handed over, and as *sent* after the answer. If
//! the process dies between the two, nobody can know, so it is handed over again under the same
//! Message-ID or webhook-id, and the record says so. The same goes for an answer that never came.
//! In every other case a letter is handed over once.
//!
//! Read in this order: [`follow`] (what is published gets here); [`said`] (what an event says
//! outside, pure); [`Dispatch`] (what others use); [`letter`] (what is kept); [`retry`] (when to try
//! again, pure); [`worker`] (one task a channel); [`deliver`] (one attempt).

mod deliver;
mod follow;
mod letter;
mod retry;
mod said;
mod worker;

use crate::{
    channel::{Channel, Kind, NoticeNumber, Office, Outgoing},
    store::{LetterStore, Post, SqliteStore, StoreError, SubscriberStore, Tally},
};
use domain::{ChannelId, RoomId, Seq, Timestamp};
use std::{collections::BTreeMap, sync::Arc};
use tokio::{sync::Notify, task::JoinHandle};
use tokio_util::sync::CancellationToken;

pub use follow::{Follower, follow_all};
pub use letter::{Again, Delivery, Letter, Payload, Recipient, State, delivery_key, message_id};
pub use retry::Patience;
pub use said::{as_if_published, text_now};

/// What letters are kept in and looked up by.
pub trait Keeping: LetterStore + SubscriberStore {}

impl<T: LetterStore + SubscriberStore> Keeping for T {}

/// Whether a room is the real thing. Nothing leaves the house from a rehearsal; every call that
/// could send something says which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// What happens is real, and people outside are told.
    ForReal,
    /// Only the people of the room know.
    Rehearsal,
}

impl Run {
    /// Which of the two a room is.
    #[must_use]
    pub fn of(room: &domain::Room) -> Self {
        if room.is_rehearsal() { Self::Rehearsal } else { Self::ForReal }
    }
}

/// What became of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It is on disk and will go out.
    New,
    /// It was with the dispatch already; nothing was changed.
    Already,
    /// It is a rehearsal: nothing was written, and nothing goes out.
    Rehearsed,
}

/// The dispatch and its workers; a copy is another handle on the same.
#[derive(Clone)]
pub struct Dispatch(Arc<Shared>);

struct Shared {
    store: Arc<dyn Keeping>,
    office: Arc<Office>,
    bells: BTreeMap<ChannelId, Arc<Notify>>,
}

impl Dispatch {
    /// Takes up what was on its way when the process last ended, and starts one worker a channel.
    /// They end when `stop` is cancelled; the handle then ends too.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn start(
        store: SqliteStore,
        office: Arc<Office>,
        stop: CancellationToken,
    ) -> Result<(Self, JoinHandle<()>), StoreError> {
        Self::start_with(Arc::new(store), office, Patience::default(), stop).await
    }

    /// The same with another patience, for tests.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn start_with(
        store: Arc<dyn Keeping>,
        office: Arc<Office>,
        patience: Patience,
        stop: CancellationToken,
    ) -> Result<(Self, JoinHandle<()>), StoreError> {
        let again = store.resume().await?;
        if again > 0 {
            tracing::warn!(letters = again, "were being sent when the process ended: sent again");
        }
        let channels = office.channels().clone();
        let bell = |channel: &Channel| (channel.id.clone(), Arc::new(Notify::new()));
        let bells: BTreeMap<_, _> = channels.iter().map(bell).collect();
        let workers: Vec<_> = channels
            .iter()
            .filter_map(|channel| {
                let bell = bells.get(&channel.id)?.clone();
                Some(worker::Worker {
                    channel: channel.clone(),
                    store: store.clone(),
                    office: office.clone(),
                    patience,
                    bell,
                    stop: stop.clone(),
                })
            })
            .map(|worker| tokio::spawn(worker.run()))
            .collect();
        let ended = tokio::spawn(async move {
            for worker in workers {
                if let Err(error) = worker.await {
                    tracing::error!(%error, "a worker of the dispatch broke off");
                }
            }
        });
        Ok((Self(Arc::new(Shared { store, office, bells })), ended))
    }

    /// Puts a notice in for each of these channels of its room, and by e-mail for each subscriber.
    /// `seq` is the event of the log that says it: asking twice for one event changes nothing.
    /// `since` is when it became news, on the wall's clock; what is no news any more for a channel
    /// is given up by it and not sent.
    ///
    /// # Errors
    /// When the store cannot be written; nothing is with the dispatch then.
    pub async fn enqueue(
        &self,
        run: Run,
        seq: Seq,
        outgoing: &Outgoing,
        to: &[ChannelId],
        since: Timestamp,
    ) -> Result<Posted, StoreError> {
        match run {
            Run::Rehearsal => return Ok(Posted::Rehearsed),
            Run::ForReal => {}
        }
        let channels = self.0.office.channels();
        let of_room =
            |channel: &&Channel| channel.room == outgoing.room && to.contains(&channel.id);
        let of_room: Vec<&Channel> = channels.iter().filter(of_room).collect();
        let (mail, posting): (Vec<&Channel>, Vec<&Channel>) =
            of_room.iter().partition(|channel| matches!(channel.kind, Kind::Email));
        let endpoints: Vec<ChannelId> = posting.iter().map(|channel| channel.id.clone()).collect();
        let payload = serde_json::to_string(&Payload::Notice(Box::new(outgoing.clone())))?;
        let post = Post {
            room: outgoing.room.clone(),
            seq,
            notice: outgoing.notice,
            payload,
            endpoints,
            mail: mail.first().map(|channel| channel.id.clone()),
            now: self.0.office.now(),
            since,
        };
        if !self.0.store.put(post).await? {
            return Ok(Posted::Already);
        }
        for channel in of_room {
            self.wake(&channel.id);
        }
        Ok(Posted::New)
    }

    /// How the deliveries of a notice went, its corrections and its withdrawal among them: by
    /// event, channel and recipient.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn deliveries(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.0.store.deliveries(room, notice).await
    }

    /// The same, counted by event and channel.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn tallies(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
    ) -> Result<Vec<Tally>, StoreError> {
        self.0.store.tallies(room, notice).await
    }

    /// The notices of a room of which something was given up.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn given_up(&self, room: &RoomId) -> Result<Vec<NoticeNumber>, StoreError> {
        self.0.store.given_up(room).await
    }

    /// What of a notice was given up on a channel is tried again, under the numbers it had: a
    /// receiver that got it after all can tell. Gives how many letters that are.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn again(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
        channel: &ChannelId,
    ) -> Result<u64, StoreError> {
        let letters = self.0.store.again(room, notice, channel, self.0.office.now()).await?;
        self.wake(channel);
        Ok(letters)
    }

    /// Who hands things over: for previews and tests of a channel.
    #[must_use]
    pub fn office(&self) -> &Arc<Office> {
        &self.0.office
    }

    /// Says that something new may be due on a channel.
    pub fn wake(&self, channel: &ChannelId) {
        if let Some(bell) = self.0.bells.get(channel) {
            bell.notify_one();
        }
    }
}
