//! What is kept on disk: the log with its keys, and who may come in. Two narrow traits, one
//! contract suite, SQLite today.
//!
//! No business word in here: a batch is written whole or not at all, and rows are read in order.

#[cfg(test)]
pub(crate) mod contract;
mod edition;
mod identity;
mod letter;
mod metric_token;
mod people;
mod row;
mod samples;
mod sql;
mod sqlite;
mod subscriber;

use crate::chain::Hash;
use async_trait::async_trait;
use domain::{Actor, Key, Recorded, RoomId, Seq, Timestamp};
use std::path::PathBuf;
use thiserror::Error;

pub use edition::EditionStore;
pub use identity::{Identity, IdentityStore};
pub use letter::{LetterStore, NewLetter, Post, Settled, Tally};
pub use metric_token::{MetricToken, MetricTokenStore};
pub use people::{Link, LinkState, Member, PeopleStore, Session, TokenHash};
pub use row::Row;
pub use samples::{MINUTES_KEPT, Point, RAW_KEPT, SampleStore, Series};
pub use sqlite::{SqliteStore, connect};
pub use subscriber::{Ask, LinkUse, Subscriber, SubscriberLink, SubscriberStore};

/// The log of every room.
#[async_trait]
pub trait EventStore: Send + Sync + 'static {
    /// Writes events of any number of rooms and the keys they answer, in one transaction. When
    /// it returns `Ok`, they are on disk. It finishes even when nobody waits for it any more.
    async fn append(&self, batch: Batch) -> Result<(), AppendError>;

    /// Rows of a room after a number, in order, as they are stored.
    async fn rows(&self, room: &RoomId, after: Seq, limit: u32) -> Result<Vec<Row>, StoreError>;

    /// Events of a room after a number, in order.
    async fn events(
        &self,
        room: &RoomId,
        after: Seq,
        limit: u32,
    ) -> Result<Vec<Recorded>, StoreError>;

    /// The end of a room's log; `None` when nothing has been recorded.
    async fn head(&self, room: &RoomId) -> Result<Option<Head>, StoreError>;

    /// What each of these keys was answered, in the order asked.
    async fn answered(&self, asked: &[KeyOf]) -> Result<Vec<Option<Answered>>, StoreError>;

    /// The saved fold of a room, if there is one.
    async fn snapshot(&self, room: &RoomId) -> Result<Option<Snapshot>, StoreError>;

    /// Keeps a fold in place of an earlier one.
    async fn save_snapshot(&self, room: &RoomId, snapshot: Snapshot) -> Result<(), StoreError>;

    /// Every room that has a log.
    async fn rooms(&self) -> Result<Vec<RoomId>, StoreError>;

    /// Which life of the log this is; another one after a restore.
    fn epoch(&self) -> u64;
}

/// What is written at once.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Events, in order within each room.
    pub rows: Vec<Row>,
    /// The keys they answer.
    pub answers: Vec<(KeyOf, Answered)>,
}

impl Batch {
    /// Whether there is nothing to write.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.answers.is_empty()
    }
}

/// A key as its owner chose it: two people may choose the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyOf {
    /// In which room.
    pub room: RoomId,
    /// Whose: a person's id, or `*` for the product itself.
    pub person: String,
    /// The key.
    pub key: Key,
}

impl KeyOf {
    /// The key of an actor.
    #[must_use]
    pub fn new(room: RoomId, actor: &Actor, key: Key) -> Self {
        let person = match actor {
            Actor::Person(person) => person.id.to_string(),
            Actor::Bascule => "*".to_owned(),
        };
        Self { room, person, key }
    }
}

/// What a key was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// SHA-256 of what was asked.
    pub digest: Hash,
    /// The last event it made, or the head it found when it made none.
    pub seq: Seq,
}

/// The end of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last number.
    pub seq: Seq,
    /// The last link of the chain.
    pub hash: Hash,
    /// When the last event was recorded.
    pub at: Timestamp,
}

impl Head {
    /// The end of a log that has not begun.
    #[must_use]
    pub fn before_anything(room: &RoomId) -> Self {
        Self { seq: Seq(0), hash: Hash::genesis(room), at: Timestamp::from_micros(i64::MIN) }
    }
}

/// A saved fold. Ignored unless its place and link are the log's and its format is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last event folded in.
    pub seq: Seq,
    /// Its link of the chain.
    pub hash: Hash,
    /// The version of the body's shape.
    pub format: i64,
    /// The fold.
    pub body: Vec<u8>,
}

/// Why the store could not do it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A second server on one folder.
    #[error(
        "another Bascule server is using the folder {folder}: stop it first, or choose another folder"
    )]
    Taken {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder cannot be used.
    #[error("the data folder {folder} cannot be used: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// This SQLite has a fault that can destroy the log.
    #[error("SQLite {found} can damage the log: version {wanted} or newer is needed")]
    OldEngine {
        /// What is linked.
        found: String,
        /// What is needed.
        wanted: &'static str,
    },
    /// A safety setting did not take.
    #[error("the database refused a safety setting: {setting} is {found}, and must be {wanted}")]
    Setting {
        /// Which.
        setting: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        wanted: &'static str,
    },
    /// The tables cannot be brought up to date.
    #[error("the tables cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row that is not what we wrote.
    #[error("table {table}, room {room}, event {seq}: column {column} cannot be read: {why}")]
    Unreadable {
        /// Which table.
        table: &'static str,
        /// Which room, as far as it can be told.
        room: String,
        /// Which event; 0 where rows have no number.
        seq: u64,
        /// Which column.
        column: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A link of the chain does not fit: the log was changed or damaged.
    #[error("room {room}, event {seq}: the log was changed or damaged here ({why})")]
    Broken {
        /// Which room.
        room: RoomId,
        /// The first event that does not fit.
        seq: Seq,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Something could not be written as JSON.
    #[error("cannot be written as JSON: {0}")]
    Encode(#[from] serde_json::Error),
    /// The system gave no randomness.
    #[error("the system gives no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    /// The database said no.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// A task of ours broke off.
    #[error("the write broke off: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl StoreError {
    /// Whether the disk itself fails: then nobody knows what it did with earlier writes, and the
    /// process must stop.
    #[must_use]
    pub fn is_disk_failure(&self) -> bool {
        matches!(self, Self::Database(error) if sqlite::is_disk_failure(error))
    }
}

/// Why a batch may not be on disk.
#[derive(Debug, Error)]
pub enum AppendError {
    /// Somebody else wrote the same number or key first. Nothing was written.
    #[error("somebody else wrote to room {room} first")]
    Clash {
        /// In which room, or one of the rooms of the batch when that is not known.
        room: RoomId,
    },
    /// Nothing was written, and the next attempt may work.
    #[error("nothing was written: {0}")]
    Failed(StoreError),
    /// Nobody can say whether it is on disk. The process must stop and read the log again.
    #[error("it may or may not be on disk: {0}")]
    Unknown(StoreError),
}
