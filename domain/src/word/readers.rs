//! Who may read what becomes of a message: whoever may read the message.

use crate::{
    audience::Audience,
    event::{Event, Recorded},
    id::Seq,
    person::Role,
    room::Room,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// For whom a message was meant, and whose team wrote it. Written into every event about the
/// message, because who sees an event is decided from the event alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readers {
    /// For whom.
    pub audience: Audience,
    /// The team that wrote it; it reads its own messages whatever their audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<Role>,
}

impl Readers {
    /// Of a message; nothing of anything else.
    #[must_use]
    pub const fn of(recorded: &Recorded) -> Option<Self> {
        match &recorded.event {
            Event::MessagePosted { audience, .. } => {
                Some(Self { audience: *audience, writer: recorded.by.role() })
            }
            _ => None,
        }
    }
}

/// A message that the room still holds.
pub(super) fn message_in(room: &Room, seq: Seq) -> Option<&Arc<Recorded>> {
    let place = room.feed.binary_search_by_key(&seq, |entry| entry.seq).ok()?;
    room.feed.get(place).filter(|entry| matches!(entry.event, Event::MessagePosted { .. }))
}
