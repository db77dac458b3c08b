//! What every store must do, whatever database is under it. Each store runs all of it on a
//! database of its own.

use super::{Answered, AppendError, Batch, EventStore, Head, KeyOf, Row, Snapshot};
use crate::{
    chain::Hash,
    sample::{actor, log, message, room_id, within},
};
use domain::{Actor, Audience, Key, Recorded, Role, RoomId, Seq};
use std::sync::Arc;

/// Rows of a log, chained.
pub fn rows(room: &RoomId, log: &[Recorded]) -> Vec<Row> {
    let mut before = Hash::genesis(room);
    let link = |recorded: &Recorded| {
        let row = Row::of(room, recorded, &before).unwrap();
        before = row.hash;
        row
    };
    log.iter().map(link).collect()
}

fn batch(rows: Vec<Row>) -> Batch {
    Batch { rows, answers: Vec::new() }
}

fn other_room() -> RoomId {
    RoomId::parse("another").unwrap()
}

pub async fn a_batch_is_read_back_in_order(store: &dyn EventStore) {
    let (here, there) = (room_id(), other_room());
    let mut both = rows(&here, &log());
    both.extend(rows(&there, &log()[..2]));
    store.append(batch(both.clone())).await.unwrap();

    assert_eq!(store.events(&here, Seq(0), 100).await.unwrap(), log());
    assert_eq!(store.rows(&here, Seq(2), 3).await.unwrap(), both[2..5]);
    let head = store.head(&here).await.unwrap().unwrap();
    let last = &both[log().len() - 1];
    assert_eq!(head, Head { seq: last.seq, hash: last.hash, at: last.at });
    assert_eq!(store.head(&there).await.unwrap().unwrap().seq, Seq(2));
    assert_eq!(store.rooms().await.unwrap(), [there, here]);
}

pub async fn what_was_never_written_is_not_there(store: &dyn EventStore) {
    assert_eq!(store.head(&room_id()).await.unwrap(), None);
    assert!(store.events(&room_id(), Seq(0), 10).await.unwrap().is_empty());
    assert!(store.rooms().await.unwrap().is_empty());
    assert_eq!(store.snapshot(&room_id()).await.unwrap(), None);
    assert!(store.answered(&[]).await.unwrap().is_empty());
}

pub async fn a_number_is_given_once_and_a_clash_writes_nothing(store: &dyn EventStore) {
    let here = room_id();
    store.append(batch(rows(&here, &log()[..3]))).await.unwrap();
    let mut late = rows(&other_room(), &log()[..1]);
    late.extend(rows(&here, &log()[..3]).pop());
    match store.append(batch(late)).await {
        Err(AppendError::Clash { room }) => assert_eq!(room, here),
        other => panic!("the third event was written twice: {other:?}"),
    }
    assert_eq!(store.head(&other_room()).await.unwrap(), None, "half of the batch was written");
    // The connection is as good as new.
    let next = rows(&here, &log()[..4]).pop().unwrap();
    store.append(batch(vec![next])).await.unwrap();
}

pub async fn a_hole_is_refused(store: &dyn EventStore) {
    let mut holed = rows(&room_id(), &log()[..3]);
    holed.remove(1);
    assert!(matches!(store.append(batch(holed)).await, Err(AppendError::Failed(_))));
    assert_eq!(store.head(&room_id()).await.unwrap(), None);
}

pub async fn a_key_belongs_to_a_person_in_a_room(store: &dyn EventStore) {
    let key = |by: &Actor| KeyOf::new(room_id(), by, Key::parse("key-1").unwrap());
    let mine = key(&actor(Role::Tech));
    let answered = Answered { digest: Hash::of(b"asked"), seq: Seq(1) };
    let first =
        Batch { rows: rows(&room_id(), &log()[..1]), answers: vec![(mine.clone(), answered)] };
    store.append(first).await.unwrap();

    let asked = [key(&actor(Role::Lead)), mine.clone(), key(&Actor::Bascule)];
    assert_eq!(store.answered(&asked).await.unwrap(), [None, Some(answered), None]);
    let again = Batch { rows: Vec::new(), answers: vec![(mine, answered)] };
    assert!(matches!(store.append(again).await, Err(AppendError::Clash { .. })));
}

pub async fn a_later_snapshot_takes_the_place_of_an_earlier_one(store: &dyn EventStore) {
    let snapshot = |seq, body: &[u8]| Snapshot {
        seq: Seq(seq),
        hash: Hash::of(body),
        format: 1,
        body: body.to_vec(),
    };
    store.save_snapshot(&room_id(), snapshot(5, b"five")).await.unwrap();
    store.save_snapshot(&room_id(), snapshot(9, b"nine")).await.unwrap();
    store.save_snapshot(&room_id(), snapshot(7, b"seven")).await.unwrap();
    let kept = store.snapshot(&room_id()).await.unwrap();
    assert_eq!(kept, Some(snapshot(9, b"nine")));
}

/// The caller goes away as soon as the write has begun.
pub async fn an_append_survives_its_caller(store: Arc<dyn EventStore>) {
    let mut log = log();
    log.extend((11..200).map(|seq| message(seq, Audience::Everyone)));
    let mut append = Box::pin(store.append(batch(rows(&room_id(), &log))));
    futures::future::poll_fn(|cx| {
        let _pending = append.as_mut().poll(cx);
        std::task::Poll::Ready(())
    })
    .await;
    drop(append);
    let written = async {
        while store.head(&room_id()).await.unwrap().is_none() {
            tokio::task::yield_now().await;
        }
    };
    within(written).await;
    assert_eq!(store.head(&room_id()).await.unwrap().unwrap().seq, Seq(199));
}
