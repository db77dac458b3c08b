//! What is kept of the letters that go out, and of the people who asked for them.

use super::{StoreError, TokenHash};
use crate::{
    channel::{NoticeNumber, Trouble, email::MailAddress},
    outbox::{Delivery, Letter, Recipient},
};
use async_trait::async_trait;
use domain::{ChannelId, RoomId, Seq, Timestamp};
use frontend::boot::Locale;

/// The outbox.
#[async_trait]
pub trait OutboxStore: Send + Sync + 'static {
    /// Puts the letters of one event in, all or none; false when that event is in already.
    async fn put(&self, post: &Post<'_>) -> Result<bool, StoreError>;

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
#[derive(Debug, Clone, Copy)]
pub struct Post<'p> {
    /// In which room.
    pub room: &'p RoomId,
    /// Which event.
    pub seq: Seq,
    /// Which notice it is about.
    pub notice: NoticeNumber,
    /// What is said, as JSON.
    pub payload: &'p str,
    /// The channels that post to one endpoint.
    pub endpoints: &'p [ChannelId],
    /// The channel that writes to every subscriber of the room.
    pub mail: Option<&'p ChannelId>,
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

/// The people who get notices by e-mail.
#[async_trait]
pub trait SubscriberStore: Send + Sync + 'static {
    /// Somebody asks for notices at this address. Gives the subscriber when an e-mail is to be
    /// sent, and nothing when the address has been written to enough.
    async fn ask(&self, ask: &Ask<'_>) -> Result<Option<Subscriber>, StoreError>;

    /// A subscriber who is still one, or may become one.
    async fn subscriber(&self, id: &str) -> Result<Option<Subscriber>, StoreError>;

    /// Keeps a link; of somebody who has left meanwhile, nothing.
    async fn add_subscriber_link(&self, link: &SubscriberLink) -> Result<(), StoreError>;

    /// The link of a token in a room, with whose it is.
    async fn subscriber_link(
        &self,
        room: &RoomId,
        token: &TokenHash,
    ) -> Result<Option<SubscriberLink>, StoreError>;

    /// They said yes; saying it twice changes nothing.
    async fn confirm(&self, subscriber: &str, now: Timestamp) -> Result<(), StoreError>;

    /// They are gone, and every link of theirs.
    async fn leave(&self, subscriber: &str) -> Result<(), StoreError>;

    /// Forgets those who asked before this and never said yes, and links that have run out.
    async fn forget_unconfirmed(&self, before: Timestamp, now: Timestamp)
    -> Result<(), StoreError>;
}

/// Somebody asks for notices.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The id they get if they are new.
    pub id: &'a str,
    /// Of which room.
    pub room: &'a RoomId,
    /// Where.
    pub address: &'a MailAddress,
    /// In which language first.
    pub locale: Locale,
    /// Now.
    pub now: Timestamp,
    /// An address that asked after this is not written to again.
    pub not_since: Timestamp,
    /// When today began.
    pub today: Timestamp,
    /// How many e-mails of this kind an address gets in a day.
    pub a_day: u32,
}

/// Somebody who gets notices, or asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// What the record of deliveries calls them.
    pub id: String,
    /// Of which room.
    pub room: RoomId,
    /// Where.
    pub address: MailAddress,
    /// In which language first.
    pub locale: Locale,
    /// Since when; `None` until they said yes.
    pub since: Option<Timestamp>,
}

/// A link in an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriberLink {
    /// The hash of its token.
    pub token_hash: TokenHash,
    /// Whose.
    pub subscriber: String,
    /// What it does.
    pub use_: LinkUse,
    /// Until when; `None` is as long as they subscribe.
    pub expires_at: Option<Timestamp>,
}

/// What a link in an e-mail does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUse {
    /// Says yes.
    Confirm,
    /// Ends the subscription.
    Leave,
}

impl LinkUse {
    /// As in the table.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Leave => "leave",
        }
    }
}
