use super::*;
use crate::{
    sample::{log, room_id},
    store::{Batch, SqliteStore, connect},
};

async fn written() -> (tempfile::TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = connect(folder.path()).await.unwrap();
    let rows = crate::store::contract::rows(&room_id(), &log());
    store.append(Batch { rows, answers: Vec::new() }).await.unwrap();
    for trigger in
        ["DROP TRIGGER events_are_never_changed", "DROP TRIGGER events_are_never_deleted"]
    {
        store.tamper(trigger).await.unwrap();
    }
    (folder, store)
}

async fn first_bad(statement: &'static str) -> String {
    let (_folder, store) = written().await;
    store.tamper(statement).await.unwrap();
    match verify(&store).await {
        Err(Unverified::FirstBad(bad)) => bad.to_string(),
        other => panic!("{statement}: {other:?}"),
    }
}

#[tokio::test]
async fn a_log_as_it_was_written_is_verified() {
    let (_folder, store) = written().await;
    let verified = verify(&store).await.unwrap();
    assert_eq!((verified.rooms, verified.events), (1, 10));
    assert_eq!(verified.heads[0].1, store.head(&room_id()).await.unwrap().unwrap());
}

#[tokio::test]
async fn the_first_bad_event_is_named() {
    let flipped = "UPDATE events SET event = replace(event, 'Message 6', 'Massage 6')";
    assert_eq!(first_bad(flipped).await, "room aurora, event 6: its hash does not fit");
    let backdated = "UPDATE events SET at = at - 1 WHERE seq = 7";
    assert_eq!(first_bad(backdated).await, "room aurora, event 7: its hash does not fit");
    let blamed = "UPDATE events SET actor = replace(actor, 'tech', 'lead') WHERE seq = 9";
    assert_eq!(first_bad(blamed).await, "room aurora, event 9: its hash does not fit");
    let moved = "UPDATE events SET step = 'step-2' WHERE seq = 5";
    assert!(first_bad(moved).await.starts_with("room aurora, event 5: column step"));
    let gone = "DELETE FROM events WHERE seq = 4";
    assert_eq!(first_bad(gone).await, "room aurora, event 4: it is missing");
    let short =
        "PRAGMA ignore_check_constraints = ON; UPDATE events SET hash = x'00' WHERE seq = 8";
    assert!(first_bad(short).await.starts_with("room aurora, event 8: column hash"));
}
