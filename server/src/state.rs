//! What every handler shares.

use crate::{
    clock::Clock,
    config::Config,
    dispatch::Dispatch,
    execute::Executor,
    page::join::Tries,
    rooms::Rooms,
    samples::Samples,
    session::{KnownSessions, OpenSessions},
    source::{Asked, Pace, Scheduler},
    status::Boards,
    store::{SqliteStore, StoreError, connect},
    subscriber::{Asks, Desk},
};
use axum::extract::FromRef;
use std::{
    ops::Deref,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::task::JoinHandle;
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
    /// Numbers over time.
    pub samples: Arc<Samples>,
    /// Those who ask for them.
    pub probes: Scheduler,
    /// The one write path.
    pub executor: Executor,
    /// Sessions in memory.
    pub known: KnownSessions,
    /// Sessions with a stream open.
    pub sessions: OpenSessions,
    /// Unknown sign-in links and access tokens, by address.
    pub tries: Tries,
    /// What goes out of the house.
    pub dispatch: Dispatch,
    /// Ends when nothing goes out any more.
    sending: Mutex<Option<JoinHandle<()>>>,
    /// Who subscribes to notices.
    pub desk: Arc<Desk>,
    /// What people outside are shown.
    pub boards: Boards,
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
        let office = config.office.clone();
        let (dispatch, sending) = Dispatch::start(store.clone(), office, stop.clone()).await?;
        let (desk_store, asks) = (store.clone(), Asks::default());
        let desk = Arc::new(Desk { store: desk_store, dispatch: dispatch.clone(), asks });
        let samples = Samples::open(Arc::new(store.clone())).await?;
        let weak = Arc::downgrade(&samples);
        tokio::spawn(Samples::keep(weak, clock.clone(), stop.clone(), fatal.clone()));
        let pace = pace(Arc::downgrade(&rooms));
        let asked = config.sources.asked.clone();
        let probes = Scheduler::start(asked, &samples, &clock, &pace, &stop);
        let shared = Shared {
            config,
            clock,
            store,
            rooms,
            samples,
            probes,
            executor,
            known,
            sessions,
            tries,
            dispatch,
            sending: Mutex::new(Some(sending)),
            desk,
            boards: Boards::default(),
            stop,
            fatal,
        };
        Ok(Self(Arc::new(shared)))
    }

    /// Waits until nothing goes out any more, which is soon after the server was told to stop.
    /// The store must not be closed before: what was handed over is still to be written down.
    pub async fn sent(&self) {
        let sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(error)) = match sending {
            Some(sending) => Some(sending.await),
            None => None,
        } {
            tracing::error!(%error, "what goes out broke off");
        }
    }
}

impl FromRef<AppState> for Arc<Desk> {
    fn from_ref(app: &AppState) -> Self {
        app.desk.clone()
    }
}

/// The plan's word on how often; what it does not name is not asked for. A room that nobody has
/// opened yet is opened by whoever watches over it (`watch.rs`).
fn pace(rooms: Weak<Rooms>) -> Pace {
    Arc::new(move |asked: &Asked| {
        let room = rooms.upgrade()?.opened(&asked.series.room)?;
        let views = room.views();
        let whole = views.whole();
        if whole.removed().is_some() {
            return None;
        }
        let metric = whole.watch.paced(&asked.series.metric, whole.stage)?;
        Some(metric.period())
    })
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
