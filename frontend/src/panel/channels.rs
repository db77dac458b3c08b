//! The ways out of the house, as the server knows them: panels show this, and ask nobody for it.

use domain::{ChannelId, Timestamp, word::notice::NoticeId};

/// What goes out of one room, and what became of one notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Channels {
    /// The channels that are set up for the room, by name.
    pub ways: Vec<Way>,
    /// How the open notice went out, in the order it did.
    pub deliveries: Vec<Delivered>,
    /// Notices of which something was given up.
    pub given_up: Vec<NoticeId>,
}

/// Nothing is set up, and nothing went out: for pages that show none of it.
pub static NOTHING: Channels =
    Channels { ways: Vec::new(), deliveries: Vec::new(), given_up: Vec::new() };

impl Channels {
    /// A channel by its name.
    #[must_use]
    pub fn way(&self, id: &ChannelId) -> Option<&Way> {
        self.ways.iter().find(|way| way.id == *id)
    }
}

/// A channel that is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub id: ChannelId,
    /// How it sends.
    pub kind: WayKind,
    /// Where to, as far as it may be shown: a host, or the sender of e-mail.
    pub to: String,
    /// Of e-mail, where a test goes when nobody says otherwise.
    pub test_to: Option<String>,
    /// What the open notice looks like there.
    pub previews: Vec<Preview>,
}

/// How a channel sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayKind {
    /// To each subscriber.
    Email,
    /// To a Slack channel.
    Slack,
    /// To a Teams channel.
    Teams,
    /// To another program.
    Webhook,
}

/// What exactly a notice looks like on a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// For whom, when not everybody gets the same: "a reader in French".
    pub reader: Option<&'static str>,
    /// The line that mail programs list.
    pub title: Option<String>,
    /// The lines above the text that matter to whoever gets it.
    pub headers: Vec<(String, String)>,
    /// What is sent, as text.
    pub text: String,
    /// What people read: made by the server, every text in it escaped.
    pub html: Option<String>,
}

/// How what an event said of a notice went out by one channel. Numbers, never addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// By which channel.
    pub channel: ChannelId,
    /// Whether it says that the notice is taken back.
    pub is_withdrawal: bool,
    /// How many letters wait or are being handed over.
    pub waiting: u32,
    /// How many were taken.
    pub sent: u32,
    /// How many were given up.
    pub given_up: u32,
    /// How many of their readers have left the list since.
    pub left: u32,
    /// How often the one that was tried most was tried.
    pub attempts: u32,
    /// When the first that waits is tried next, in the room's time.
    pub next_at: Timestamp,
    /// When the last was taken or given up, in the room's time.
    pub done_at: Option<Timestamp>,
    /// What was the matter, in a sentence.
    pub trouble: Option<String>,
    /// Why one may have arrived twice, in a sentence.
    pub again: Option<&'static str>,
}
