//! Reads a room from the log: from its snapshot where that still fits, else from the beginning.

use super::draft::Draft;
use crate::{
    store::{EventStore, Head, Row, Snapshot, StoreError},
    views::{FORMAT, Views},
};
use domain::{RoomId, Seq};

/// Rows read at once.
const PAGE: u32 = 1000;

/// How many of the last events get frames when a room is loaded, for those who come back.
const FRAMED: u64 = 512;

/// The room as its log says; `None` when there is none.
pub(super) async fn load(store: &dyn EventStore, id: &RoomId) -> Result<Option<Draft>, StoreError> {
    let Some(end) = store.head(id).await? else { return Ok(None) };
    let mut draft = match saved(store, id, end.seq).await? {
        Some(draft) => draft,
        None => Draft::empty(id.clone()),
    };
    let framed_from = Seq(end.seq.0.saturating_sub(FRAMED));
    while draft.seq() < framed_from {
        for row in page(store, id, &draft).await? {
            if row.seq <= framed_from {
                draft.replay_unseen(&row)?;
            }
        }
    }
    catch_up(store, id, &mut draft).await?;
    Ok(Some(draft))
}

/// Folds in everything the log has after the draft.
pub(super) async fn catch_up(
    store: &dyn EventStore,
    id: &RoomId,
    draft: &mut Draft,
) -> Result<(), StoreError> {
    loop {
        let rows = page(store, id, draft).await?;
        if rows.is_empty() {
            return Ok(());
        }
        rows.iter().try_for_each(|row| draft.replay(row))?;
    }
}

async fn page(store: &dyn EventStore, id: &RoomId, draft: &Draft) -> Result<Vec<Row>, StoreError> {
    // Folding a page takes milliseconds; others get their turn in between.
    tokio::task::yield_now().await;
    store.rows(id, draft.seq(), PAGE).await
}

/// The room as its snapshot says. One that is of another format, damaged, ahead of the log or
/// not of this log is passed over: the log is the truth, and it is all there.
async fn saved(store: &dyn EventStore, id: &RoomId, end: Seq) -> Result<Option<Draft>, StoreError> {
    let Some(snapshot) = store.snapshot(id).await? else { return Ok(None) };
    let Snapshot { seq, hash, format, body } = snapshot;
    if format != FORMAT || seq > end || seq == Seq(0) {
        return Ok(None);
    }
    let rows = store.rows(id, Seq(seq.0 - 1), 1).await?;
    let Some(head) = rows.first().map(Row::head).filter(|head: &Head| head.hash == hash) else {
        return Ok(None);
    };
    let views = tokio::task::spawn_blocking(move || Views::from_bytes(&body)).await?;
    let fits = |views: &Views| views.whole().id == *id && views.whole().seq == seq;
    Ok(views.filter(fits).map(|views| {
        let mut draft = Draft::after(views, head);
        draft.saved = seq;
        draft
    }))
}
