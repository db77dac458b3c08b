//! Reads every log from the beginning and says whether it is what was written, or where it first
//! is not.

use crate::store::{EventStore, Head, Row, StoreError};
use domain::{RoomId, Seq};
use thiserror::Error;

/// Rows read at once.
const PAGE: u32 = 1000;

/// Every log is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many rooms.
    pub rooms: usize,
    /// How many events in all.
    pub events: u64,
    /// The end of each log. Kept elsewhere, they also prove that no log was cut short.
    pub heads: Vec<(RoomId, Head)>,
}

/// The first event that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("room {room}, event {seq}: {why}")]
pub struct FirstBad {
    /// In which room.
    pub room: RoomId,
    /// Which.
    pub seq: Seq,
    /// What is wrong with it.
    pub why: String,
}

/// Why the logs are not verified.
#[derive(Debug, Error)]
pub enum Unverified {
    /// An event is not what was written.
    #[error(transparent)]
    FirstBad(#[from] FirstBad),
    /// The database gave no answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Verifies the logs of all rooms.
///
/// # Errors
/// [`Unverified::FirstBad`] names the first event with a wrong hash, a hole before it, or a
/// column that cannot be read.
pub async fn verify(store: &dyn EventStore) -> Result<Verified, Unverified> {
    let mut heads = Vec::new();
    for room in store.rooms().await? {
        let head = verify_room(store, &room).await?;
        heads.push((room, head));
    }
    let events = heads.iter().map(|(_, head)| head.seq.0).sum();
    Ok(Verified { rooms: heads.len(), events, heads })
}

async fn verify_room(store: &dyn EventStore, room: &RoomId) -> Result<Head, Unverified> {
    let mut head = Head::before_anything(room);
    loop {
        let rows = store.rows(room, head.seq, PAGE).await;
        let rows = rows.map_err(|error| name(room, head.seq.next(), error))?;
        if rows.is_empty() {
            return Ok(head);
        }
        for row in rows {
            check(&row, &head).map_err(|error| name(room, row.seq, error))?;
            head = row.head();
        }
    }
}

fn check(row: &Row, before: &Head) -> Result<(), StoreError> {
    row.follows(before)?;
    row.recorded().map(drop)
}

/// Says which event it is, where the error knows.
fn name(room: &RoomId, seq: Seq, error: StoreError) -> Unverified {
    let bad = |seq, why| Unverified::FirstBad(FirstBad { room: room.clone(), seq, why });
    match error {
        StoreError::Broken { seq, why, .. } => bad(seq, why.to_owned()),
        StoreError::Unreadable { seq: found, column, why, .. } => {
            let seq = if found == 0 { seq } else { Seq(found) };
            bad(seq, format!("column {column} cannot be read: {why}"))
        }
        other => Unverified::Store(other),
    }
}

#[cfg(test)]
mod tests;
