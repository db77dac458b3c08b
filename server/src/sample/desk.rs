//! A whole server without its HTTP: a folder of data, the open rooms, and the writer.

use super::{actor, create, post, room_id};
use crate::{
    clock::FixedClock,
    execute::{Executor, Order, Refused},
    rooms::{LiveRoom, Rooms},
    store::{EventStore, SqliteStore, connect},
};
use domain::{Actor, Audience, Command, Key, Recorded, Role, Seq, room::Stage, wire::Receipt};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

pub struct Desk {
    pub folder: Arc<TempDir>,
    pub store: SqliteStore,
    pub rooms: Arc<Rooms>,
    pub clock: Arc<FixedClock>,
    pub executor: Executor,
    pub fatal: CancellationToken,
    keys: AtomicU64,
}

impl Desk {
    /// In a new folder.
    pub async fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let store = connect(folder.path()).await.unwrap();
        Self::on(folder, store)
    }

    /// In a new folder, with a live room of so many steps: events 1 to 3.
    pub async fn live(steps: usize) -> Self {
        let desk = Self::new().await;
        desk.does(Actor::Bascule, create(steps)).await.unwrap();
        for stage in [Stage::Ready, Stage::Live] {
            desk.does(actor(Role::Lead), Command::ReachStage { stage }).await.unwrap();
        }
        desk
    }

    /// A second server on an open store, with its own idea of the rooms.
    pub fn beside(&self) -> Self {
        let other = Self::on(self.folder.clone(), self.store.clone());
        other.keys.store(1_000_000, Ordering::Relaxed);
        other
    }

    /// Stops and starts again on the same folder.
    pub async fn restart(self) -> Self {
        let Self { folder, store, rooms, executor, .. } = self;
        rooms.save_all().await;
        drop((rooms, executor));
        store.close().await;
        drop(store);
        // The writer may still hold the store for a moment; the lock says when it is gone.
        let again = async {
            loop {
                match connect(folder.path()).await {
                    Ok(store) => return store,
                    Err(_taken) => tokio::task::yield_now().await,
                }
            }
        };
        let store = within(again).await;
        Self::on(folder, store)
    }

    pub fn on(folder: Arc<TempDir>, store: SqliteStore) -> Self {
        let shared: Arc<dyn EventStore> = Arc::new(store.clone());
        let rooms = Arc::new(Rooms::new(shared.clone()));
        let clock = Arc::new(FixedClock::at(super::TEN));
        let fatal = CancellationToken::new();
        let executor = Executor::start(shared, rooms.clone(), clock.clone(), fatal.clone());
        Self { folder, store, rooms, clock, executor, fatal, keys: AtomicU64::new(1) }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// An order with a key of its own.
    pub fn order(&self, actor: Actor, command: Command) -> Order {
        let number = self.keys.fetch_add(1, Ordering::Relaxed);
        let key = Key::parse(&format!("key-{number}")).unwrap();
        Order { room: room_id(), actor, key, expected: None, command }
    }

    pub async fn does(&self, actor: Actor, command: Command) -> Result<Receipt, Refused> {
        self.executor.execute(self.order(actor, command)).await
    }

    /// The lead writes to some.
    pub async fn says(&self, audience: Audience, text: &str) -> Seq {
        self.does(actor(Role::Lead), post(audience, text)).await.unwrap().seq
    }

    /// The lead writes so many times, as fast as it goes.
    pub async fn says_often(&self, audience: Audience, times: usize) {
        for text in (0..times).collect::<Vec<_>>().chunks(500) {
            let all = text.iter().map(|n| self.says(audience, super::number(*n)));
            futures::future::join_all(all).await;
        }
    }

    pub async fn room(&self) -> Arc<LiveRoom> {
        self.rooms.open(&room_id()).await.unwrap().unwrap()
    }

    pub async fn log(&self) -> Vec<Recorded> {
        self.store.events(&room_id(), Seq(0), u32::MAX).await.unwrap()
    }
}

/// Fails instead of hanging for ever.
pub async fn within<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(std::time::Duration::from_secs(30), work).await.unwrap()
}
