//! What is kept of a letter.

use crate::channel::{Outgoing, Trouble};
use domain::{ChannelId, RoomId, Seq, Timestamp};
use frontend::boot::Locale;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Payload {
    /// A notice.
    Notice(Box<Outgoing>),
    /// The answer to somebody who asked for notices: a link to say yes, or, to whoever has said it
    /// already, one to say no. The link is made when it is handed over, so that no token is on
    /// disk.
    Subscription,
}

/// To whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// The endpoint of the channel.
    Endpoint,
    /// A subscriber, by id. Addresses are not in the record: it is read by people of the room.
    Subscriber(String),
}

impl Recipient {
    /// An endpoint, as it is kept.
    pub const ENDPOINT: &'static str = "*";

    /// As it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Endpoint => Self::ENDPOINT,
            Self::Subscriber(id) => id,
        }
    }
}

impl From<String> for Recipient {
    fn from(text: String) -> Self {
        if text == Self::ENDPOINT { Self::Endpoint } else { Self::Subscriber(text) }
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A letter that is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its row.
    pub id: i64,
    /// In which room.
    pub room: RoomId,
    /// To whom.
    pub recipient: Recipient,
    /// What receivers know it by.
    pub message_id: String,
    /// What is said, as JSON: a [`Payload`].
    pub payload: String,
    /// Which attempt this is, from 1.
    pub attempts: u32,
    /// Since when it is with the dispatch.
    pub created_at: Timestamp,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is to be handed over, or handed over again.
    Waiting,
    /// It is being handed over.
    Sending,
    /// It was taken.
    Sent,
    /// It is given up.
    Failed,
}

impl State {
    const ALL: [Self; 4] = [Self::Waiting, Self::Sending, Self::Sent, Self::Failed];

    /// As it is kept.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// Reads what is kept.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// Why a letter may have arrived before its last attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// The process ended while it was being handed over.
    Restart,
    /// The other side gave no answer.
    NoAnswer,
}

impl Again {
    const ALL: [Self; 2] = [Self::Restart, Self::NoAnswer];

    /// As it is kept.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Restart => "restart",
            Self::NoAnswer => "no_answer",
        }
    }

    /// Reads what is kept.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|again| again.slug() == slug)
    }

    /// In a sentence.
    #[must_use]
    pub const fn in_words(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Restart, Locale::En) => "Sent again after a restart, under the same number.",
            (Self::Restart, Locale::Fr) => "Renvoyé après un redémarrage, sous le même numéro.",
            (Self::NoAnswer, Locale::En) => {
                "Sent again for want of an answer, under the same number."
            }
            (Self::NoAnswer, Locale::Fr) => "Renvoyé faute de réponse, sous le même numéro.",
        }
    }
}

/// How the delivery of a notice to one recipient went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// room/seq/channel/recipient.
    pub key: String,
    /// By which channel.
    pub channel: ChannelId,
    /// To whom.
    pub recipient: Recipient,
    /// What the receiver knows it by: inside the Message-ID, or after `msg_` in the webhook-id.
    pub message_id: String,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// Since when it is with the dispatch.
    pub created_at: Timestamp,
    /// When it is tried next, while it waits.
    pub next_at: Timestamp,
    /// When it was sent or given up.
    pub done_at: Option<Timestamp>,
    /// Why it may have arrived more than once.
    pub again: Option<Again>,
    /// What was the matter at the last attempt that did not go well.
    pub trouble: Option<Trouble>,
    /// What the other side answered when it took it.
    pub answer: Option<String>,
}

/// The one key of a letter about an event of the log.
#[must_use]
pub fn delivery_key(room: &RoomId, seq: Seq, channel: &ChannelId, recipient: &str) -> String {
    format!("{room}/{seq}/{channel}/{recipient}")
}

/// What receivers know a letter by: 32 hexadecimal digits that follow from its key. The epoch of
/// the log is in it, so that a log that was restored from a copy and went another way does not
/// give two letters one number.
#[must_use]
pub fn message_id(epoch: u64, key: &str) -> String {
    let digest = Sha256::digest(format!("{epoch}/{key}"));
    digest.iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
