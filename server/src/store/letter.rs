//! What is kept of the letters that go out.

use super::StoreError;
use crate::{
    channel::{NoticeNumber, Said, Trouble},
    dispatch::{Again, Delivery, Letter, Recipient, State},
};
use async_trait::async_trait;
use domain::{ChannelId, RoomId, Seq, Timestamp};

/// The dispatch.
#[async_trait]
pub trait LetterStore: Send + Sync + 'static {
    /// Puts the letters of one event in, and that the log was followed up to it: all or none.
    /// False when that event is in already. It finishes even when nobody waits for it any more.
    async fn put(&self, post: Post) -> Result<bool, StoreError>;

    /// Up to which event a room's log was followed, at least; 0 before the first.
    async fn followed(&self, room: &RoomId) -> Result<Seq, StoreError>;

    /// A room's log was followed up to an event. It never moves back.
    async fn follow(&self, room: &RoomId, seq: Seq) -> Result<(), StoreError>;

    /// Puts one letter in that is about no event of the log.
    async fn put_letter(&self, letter: &NewLetter, now: Timestamp) -> Result<(), StoreError>;

    /// Takes letters that are due on a channel: from here on they are on their way. Of two for the
    /// same recipient the later one waits for the earlier one.
    async fn take(
        &self,
        channel: &ChannelId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Letter>, StoreError>;

    /// When the next letter of a channel is due; `None` when none waits.
    async fn next_due(&self, channel: &ChannelId) -> Result<Option<Timestamp>, StoreError>;

    /// Writes down how an attempt went.
    async fn settle(&self, id: i64, settled: &Settled) -> Result<(), StoreError>;

    /// What was on its way when the process died waits again, and says why; gives how many.
    /// Only for the start: whatever is on its way then is nobody's.
    async fn resume(&self) -> Result<u64, StoreError>;

    /// How the deliveries of a notice went, by event, channel and recipient.
    async fn deliveries(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
    ) -> Result<Vec<Delivery>, StoreError>;

    /// The same, counted: by event, channel and where its letters stand.
    async fn tallies(&self, room: &RoomId, notice: NoticeNumber) -> Result<Vec<Tally>, StoreError>;

    /// The notices of a room of which something was given up, though its readers are still there.
    async fn given_up(&self, room: &RoomId) -> Result<Vec<NoticeNumber>, StoreError>;

    /// What of a notice was given up on a channel waits again, under the numbers it had; gives how
    /// many. Whoever has left the list since is not written to.
    async fn again(
        &self,
        room: &RoomId,
        notice: NoticeNumber,
        channel: &ChannelId,
        now: Timestamp,
    ) -> Result<u64, StoreError>;
}

/// Letters of one event on one channel that stand in the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The event.
    pub seq: Seq,
    /// What it said of the notice.
    pub said: Said,
    /// By which channel.
    pub channel: ChannelId,
    /// Where they stand.
    pub state: State,
    /// Whether they were given up because their readers have left the list.
    pub has_left: bool,
    /// How many.
    pub letters: u32,
    /// How often the one that was tried most was tried.
    pub attempts: u32,
    /// When the first of them is tried next.
    pub next_at: Timestamp,
    /// When the last of them was sent or given up.
    pub done_at: Option<Timestamp>,
    /// Why one of them may have arrived more than once.
    pub again: Option<Again>,
    /// What was the matter with one of them.
    pub trouble: Option<Trouble>,
}

/// The letters of one event.
#[derive(Debug, Clone)]
pub struct Post {
    /// In which room.
    pub room: RoomId,
    /// Which event.
    pub seq: Seq,
    /// Which notice it is about.
    pub notice: NoticeNumber,
    /// What is said, as JSON.
    pub payload: String,
    /// The channels that post to one endpoint.
    pub endpoints: Vec<ChannelId>,
    /// The channel that writes to every subscriber of the room.
    pub mail: Option<ChannelId>,
    /// Now.
    pub now: Timestamp,
    /// Since when it is news: it is given up when it has been for too long.
    pub since: Timestamp,
}

/// A letter that is about no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Its key, chosen so that asking twice puts it in once.
    pub key: String,
    /// In which room.
    pub room: RoomId,
    /// By which channel.
    pub channel: ChannelId,
    /// To whom.
    pub recipient: Recipient,
    /// What is said, as JSON.
    pub payload: String,
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It was taken.
    Sent {
        /// When.
        at: Timestamp,
        /// What the other side said.
        answer: String,
    },
    /// Another attempt, later.
    Later {
        /// Not before this.
        next_at: Timestamp,
        /// What was the matter.
        trouble: Trouble,
    },
    /// No other attempt.
    Failed {
        /// When.
        at: Timestamp,
        /// What was the matter.
        trouble: Trouble,
    },
}
