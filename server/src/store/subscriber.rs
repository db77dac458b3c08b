//! What is kept of the people who get notices by e-mail.

use super::{StoreError, TokenHash};
use crate::channel::email::MailAddress;
use async_trait::async_trait;
use domain::{RoomId, Timestamp};
use frontend::boot::Locale;

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
    pub good_for: LinkUse,
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
