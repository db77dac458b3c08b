//! What is kept of the letters that go out.

use super::StoreError;
use crate::{
    channel::{NoticeNumber, Trouble},
    dispatch::{Delivery, Letter, Recipient},
};
use async_trait::async_trait;
use domain::{ChannelId, RoomId, Seq, Timestamp};

/// The dispatch.
#[async_trait]
pub trait LetterStore: Send + Sync + 'static {
    /// Puts the letters of one event in, all or none; false when that event is in already. It
    /// finishes even when nobody waits for it any more.
    async fn put(&self, post: Post) -> Result<bool, StoreError>;

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
