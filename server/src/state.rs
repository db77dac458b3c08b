//! What every handler shares.

use crate::{
    api::samples::{KeepsNone, TakesSamples},
    clock::Clock,
    config::Config,
    execute::Executor,
    page::join::Tries,
    rooms::Rooms,
    session::{KnownSessions, OpenSessions},
    store::{SqliteStore, StoreError, connect},
};
use std::{ops::Deref, sync::Arc};
use tokio_util::sync::CancellationToken;

/// What every handler shares; a copy is another handle on the same.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// The parts.
pub struct Shared {
    /// What the server was told.
    pub config: Config,
    /// The room's time and the wall's.
    pub clock: Arc<dyn Clock>,
    /// The log and the people.
    pub store: SqliteStore,
    /// The rooms in memory.
    pub rooms: Arc<Rooms>,
    /// The one write path.
    pub executor: Executor,
    /// Sessions in memory.
    pub known: KnownSessions,
    /// Sessions with a stream open.
    pub sessions: OpenSessions,
    /// Unknown sign-in links and access tokens, by address.
    pub tries: Tries,
    /// Where samples of metrics go.
    pub samples: Arc<dyn TakesSamples>,
    /// Cancelled when the server is to stop: streams say farewell.
    pub stop: CancellationToken,
    /// Cancelled when nothing may be promised any more: the disk has failed.
    pub fatal: CancellationToken,
}

impl AppState {
    /// Opens the data folder and starts the writer.
    ///
    /// # Errors
    /// Why the folder cannot be used; nothing is served then.
    pub async fn open(config: Config, stop: CancellationToken) -> Result<Self, StoreError> {
        let store = connect(&config.data).await?;
        let events = Arc::new(store.clone());
        let rooms = Arc::new(Rooms::new(events.clone()));
        let fatal = CancellationToken::new();
        let clock = config.clock.clone();
        let executor = Executor::start(events, rooms.clone(), clock.clone(), fatal.clone());
        let (sessions, tries) = (OpenSessions::default(), Tries::default());
        let known = KnownSessions::default();
        let samples = Arc::new(KeepsNone);
        let shared = Shared {
            config,
            clock,
            store,
            rooms,
            executor,
            known,
            sessions,
            tries,
            samples,
            stop,
            fatal,
        };
        Ok(Self(Arc::new(shared)))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
