//! Between a stored row and what it means. A row that cannot be read is named: table, room,
//! number, column.

use super::{Head, StoreError};
use crate::chain::{Hash, Said};
use domain::{Event, Recorded, RoomId, Seq, Timestamp, event::EVENT_VERSION};
use sqlx::{Row as _, sqlite::SqliteRow};

/// A row of the log, exactly as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whose log.
    pub room: RoomId,
    /// Its number.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who, as JSON.
    pub actor: String,
    /// The version of the event's shape.
    pub version: i64,
    /// The step it is about, if it is about one.
    pub step: Option<String>,
    /// What happened, as JSON.
    pub event: String,
    /// Its link of the chain.
    pub hash: Hash,
}

impl Row {
    /// The row of an event, linked to the hash before it.
    ///
    /// # Errors
    /// [`StoreError::Encode`].
    pub fn of(room: &RoomId, recorded: &Recorded, before: &Hash) -> Result<Self, StoreError> {
        let mut row = Self {
            room: room.clone(),
            seq: recorded.seq,
            at: recorded.at,
            actor: serde_json::to_string(&recorded.by)?,
            version: i64::from(EVENT_VERSION),
            step: recorded.event.step().map(ToString::to_string),
            event: serde_json::to_string(&recorded.event)?,
            hash: *before,
        };
        row.hash = before.then(&row.said());
        Ok(row)
    }

    /// What it means. Events of an older version are lifted here.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], with the column.
    pub fn recorded(&self) -> Result<Recorded, StoreError> {
        if self.version != i64::from(EVENT_VERSION) {
            let why = format!("version {} is not known to this server", self.version);
            return Err(self.unreadable("version", why));
        }
        let by = serde_json::from_str(&self.actor)
            .map_err(|error| self.unreadable("actor", error.to_string()))?;
        let event: Event = serde_json::from_str(&self.event)
            .map_err(|error| self.unreadable("event", error.to_string()))?;
        if event.step().map(domain::StepId::as_str) != self.step.as_deref() {
            return Err(self.unreadable("step", "it is not the step of the event".to_owned()));
        }
        Ok(Recorded { seq: self.seq, at: self.at, by, event })
    }

    /// Whether it is the next one after `before`, and unchanged since it was written.
    ///
    /// # Errors
    /// [`StoreError::Broken`], with what is wrong.
    pub fn follows(&self, before: &Head) -> Result<(), StoreError> {
        let broken = |seq, why| Err(StoreError::Broken { room: self.room.clone(), seq, why });
        if self.seq != before.seq.next() {
            return broken(before.seq.next(), "it is missing");
        }
        if self.hash != before.hash.then(&self.said()) {
            return broken(self.seq, "its hash does not fit");
        }
        Ok(())
    }

    /// The end of a log that ends here.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash, at: self.at }
    }

    /// Reads what the database gave.
    pub(super) fn read(room: &RoomId, row: &SqliteRow) -> Result<Self, StoreError> {
        let seq = Seq(row.try_get::<i64, _>("seq")?.unsigned_abs());
        let cell = Cell { row, table: "events", room: room.as_str(), seq: seq.0 };
        Ok(Self {
            room: room.clone(),
            seq,
            at: cell.moment("at")?,
            actor: cell.get("actor")?,
            version: cell.get("version")?,
            step: cell.get("step")?,
            event: cell.get("event")?,
            hash: cell.hash("hash")?,
        })
    }

    fn said(&self) -> Said<'_> {
        Said {
            seq: number(self.seq),
            at: self.at.micros(),
            actor: &self.actor,
            version: self.version,
            event: &self.event,
        }
    }

    fn unreadable(&self, column: &'static str, why: String) -> StoreError {
        let (room, seq) = (self.room.to_string(), self.seq.0);
        StoreError::Unreadable { table: "events", room, seq, column, why }
    }
}

/// A row that can say where it stands when one of its columns cannot be read.
pub(super) struct Cell<'a> {
    pub row: &'a SqliteRow,
    pub table: &'static str,
    pub room: &'a str,
    pub seq: u64,
}

impl Cell<'_> {
    pub fn get<'r, T>(&'r self, column: &'static str) -> Result<T, StoreError>
    where
        T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        self.row.try_get(column).map_err(|error| self.unreadable(column, error.to_string()))
    }

    pub fn moment(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.get(column).map(Timestamp::from_micros)
    }

    pub fn seq(&self, column: &'static str) -> Result<Seq, StoreError> {
        self.get::<i64>(column).map(|number| Seq(number.unsigned_abs()))
    }

    pub fn hash(&self, column: &'static str) -> Result<Hash, StoreError> {
        let bytes: &[u8] = self.get(column)?;
        Hash::from_bytes(bytes)
            .ok_or_else(|| self.unreadable(column, format!("{} bytes, not 32", bytes.len())))
    }

    /// A text that is one of ours: a slug, a name, a role.
    pub fn parsed<T, E: std::fmt::Display>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        parse(self.get(column)?).map_err(|error| self.unreadable(column, error.to_string()))
    }

    fn unreadable(&self, column: &'static str, why: String) -> StoreError {
        let (table, room, seq) = (self.table, self.room.to_owned(), self.seq);
        StoreError::Unreadable { table, room, seq, column, why }
    }
}

/// A number as the database takes it.
pub(super) fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}
