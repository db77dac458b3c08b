//! The log on SQLite: one connection that writes, a few that read.

mod edition;
mod identity;
mod letter;
mod metric_token;
mod open;
mod people;
mod samples;
mod subscriber;

use super::{
    Answered, AppendError, Batch, EventStore, Head, KeyOf, Row, Snapshot, StoreError,
    row::{Cell, number},
    sql,
};
use async_trait::async_trait;
use domain::{Recorded, RoomId, Seq};
use sqlx::{Connection as _, Row as _, SqliteConnection, SqlitePool};
use std::{fs::File, sync::Arc};

pub use open::connect;

/// SQLite's codes for a failing disk and a full one (its primary codes 10 and 13).
const DISK_FAILS: i32 = 10;
const DISK_FULL: i32 = 13;
const BUSY: i32 = 5;

/// The log in one file. Copies share the same connections.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    write: SqlitePool,
    read: SqlitePool,
    epoch: u64,
    /// Held as long as the store: a second server on the folder is refused.
    _lock: Arc<File>,
}

impl SqliteStore {
    /// Moves what is in the write-ahead file into the database and lets go of both.
    pub async fn close(&self) {
        self.read.close().await;
        if let Err(error) =
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.write).await
        {
            tracing::warn!(%error, "the write-ahead file stays until the next start");
        }
        self.write.close().await;
    }
}

#[cfg(test)]
impl SqliteStore {
    /// Does to the file what no code of ours does.
    pub(crate) async fn tamper(&self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(statement).execute(&self.write).await.map(drop)
    }

    /// From now on the disk is full, as far as this connection can see.
    pub(crate) async fn fill_the_disk(&self) {
        self.tamper("PRAGMA max_page_count = 1").await.unwrap();
    }
}

#[async_trait]
impl EventStore for SqliteStore {
    async fn append(&self, batch: Batch) -> Result<(), AppendError> {
        // In a task of its own: a transaction that is cut off in the middle of a statement would
        // leave its connection in doubt.
        let pool = self.write.clone();
        match tokio::spawn(write(pool, batch)).await {
            Ok(written) => written,
            Err(broken_off) => Err(AppendError::Unknown(broken_off.into())),
        }
    }

    async fn rows(&self, room: &RoomId, after: Seq, limit: u32) -> Result<Vec<Row>, StoreError> {
        let rows = sqlx::query(sql::EVENTS_AFTER)
            .bind(room.as_str())
            .bind(number(after))
            .bind(i64::from(limit))
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(|row| Row::read(room, row)).collect()
    }

    async fn events(
        &self,
        room: &RoomId,
        after: Seq,
        limit: u32,
    ) -> Result<Vec<Recorded>, StoreError> {
        self.rows(room, after, limit).await?.iter().map(Row::recorded).collect()
    }

    async fn head(&self, room: &RoomId) -> Result<Option<Head>, StoreError> {
        let row = sqlx::query(sql::HEAD).bind(room.as_str()).fetch_optional(&self.read).await?;
        let Some(row) = row else { return Ok(None) };
        let cell = Cell { row: &row, table: "events", room: room.as_str(), seq: 0 };
        let (seq, hash, at) = (cell.seq("seq")?, cell.hash("hash")?, cell.moment("at")?);
        Ok(Some(Head { seq, hash, at }))
    }

    async fn answered(&self, asked: &[KeyOf]) -> Result<Vec<Option<Answered>>, StoreError> {
        let mut answers = vec![None; asked.len()];
        let keys: Vec<[&str; 3]> =
            asked.iter().map(|k| [k.room.as_str(), k.person.as_str(), k.key.as_str()]).collect();
        let keys = serde_json::to_string(&keys)?;
        for row in sqlx::query(sql::ANSWERED).bind(keys).fetch_all(&self.read).await? {
            let place = row.try_get::<i64, _>("place")?;
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let room = asked.get(place).map_or("?", |asked| asked.room.as_str());
            let cell = Cell { row: &row, table: "answers", room, seq: 0 };
            let answer = Answered { digest: cell.hash("digest")?, seq: cell.seq("seq")? };
            if let Some(slot) = answers.get_mut(place) {
                *slot = Some(answer);
            }
        }
        Ok(answers)
    }

    async fn snapshot(&self, room: &RoomId) -> Result<Option<Snapshot>, StoreError> {
        let row = sqlx::query(sql::SNAPSHOT).bind(room.as_str()).fetch_optional(&self.read).await?;
        let Some(row) = row else { return Ok(None) };
        let cell = Cell { row: &row, table: "snapshots", room: room.as_str(), seq: 0 };
        Ok(Some(Snapshot {
            seq: cell.seq("seq")?,
            hash: cell.hash("hash")?,
            format: cell.get("format")?,
            body: cell.get("body")?,
        }))
    }

    async fn save_snapshot(&self, room: &RoomId, snapshot: Snapshot) -> Result<(), StoreError> {
        sqlx::query(sql::SAVE_SNAPSHOT)
            .bind(room.as_str())
            .bind(number(snapshot.seq))
            .bind(snapshot.hash.as_bytes().as_slice())
            .bind(snapshot.format)
            .bind(snapshot.body)
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn rooms(&self) -> Result<Vec<RoomId>, StoreError> {
        let rows = sqlx::query(sql::ROOMS).fetch_all(&self.read).await?;
        let read = |row| {
            let cell = Cell { row, table: "events", room: "?", seq: 1 };
            cell.parsed("room", RoomId::parse)
        };
        rows.iter().map(read).collect()
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }
}

/// One transaction. After a failure the connection is thrown away: SQLite may already have
/// rolled back by itself, and then the driver's idea of where it stands is wrong for good.
async fn write(pool: SqlitePool, batch: Batch) -> Result<(), AppendError> {
    let mut connection = pool.acquire().await.map_err(failed)?;
    let written = write_on(&mut connection, &batch).await;
    if written.is_err()
        && let Err(error) = connection.close().await
    {
        tracing::warn!(%error, "a connection did not close after a failed write");
    }
    written
}

async fn write_on(connection: &mut SqliteConnection, batch: &Batch) -> Result<(), AppendError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
    for row in &batch.rows {
        sqlx::query(sql::ADD_EVENT)
            .bind(row.room.as_str())
            .bind(number(row.seq))
            .bind(row.at.micros())
            .bind(row.actor.as_str())
            .bind(row.version)
            .bind(row.step.as_deref())
            .bind(row.event.as_str())
            .bind(row.hash.as_bytes().as_slice())
            .execute(&mut *transaction)
            .await
            .map_err(|error| refused(error, &row.room))?;
    }
    if let Some((first, _)) = batch.answers.first() {
        sqlx::query(sql::ADD_ANSWERS)
            .bind(as_json(&batch.answers).map_err(AppendError::Failed)?)
            .execute(&mut *transaction)
            .await
            .map_err(|error| refused(error, &first.room))?;
    }
    transaction.commit().await.map_err(uncommitted)
}

fn as_json(answers: &[(KeyOf, Answered)]) -> Result<String, StoreError> {
    let line = |(key, answer): &(KeyOf, Answered)| {
        let KeyOf { room, person, key } = key.clone();
        (room, person, key, answer.digest.to_string(), number(answer.seq))
    };
    Ok(serde_json::to_string(&answers.iter().map(line).collect::<Vec<_>>())?)
}

/// Before the commit: nothing is on disk.
fn failed(error: sqlx::Error) -> AppendError {
    match primary_code(&error) {
        // The disk itself fails: what it said about earlier writes is in doubt as well.
        Some(DISK_FAILS) => AppendError::Unknown(error.into()),
        Some(_) | None => AppendError::Failed(error.into()),
    }
}

fn refused(error: sqlx::Error, room: &RoomId) -> AppendError {
    if error.as_database_error().is_some_and(|database| database.is_unique_violation()) {
        return AppendError::Clash { room: room.clone() };
    }
    failed(error)
}

/// At the commit: only these two are a clear "no".
fn uncommitted(error: sqlx::Error) -> AppendError {
    match primary_code(&error) {
        Some(BUSY | DISK_FULL) => AppendError::Failed(error.into()),
        Some(_) | None => AppendError::Unknown(error.into()),
    }
}

/// Whether the disk itself fails, so that nobody knows what it did with earlier writes.
pub(super) fn is_disk_failure(error: &sqlx::Error) -> bool {
    primary_code(error) == Some(DISK_FAILS)
}

fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

#[cfg(test)]
mod tests;
