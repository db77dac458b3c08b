//! A server from its start to its end.

use crate::{
    config::Config,
    dispatch::follow_all,
    lifecycle::{self, announce},
    promises, rehearse,
    router::router,
    session::OpenSessions,
    state::AppState,
    store::StoreError,
    watch::watch_over,
};
use std::time::Duration;
use thiserror::Error;
use tokio::{net::TcpListener, time::timeout};
use tokio_util::sync::CancellationToken;

/// How long the last snapshots and the tidying of the log may take. What is not done then is only
/// slower at the next start.
const LAST_WORK: Duration = Duration::from_millis(700);

/// How long what is being handed over may take, counted from the end of the last request: those
/// who send were told to stop when the server was, and give themselves two seconds.
const LAST_LETTERS: Duration = Duration::from_secs(2);

/// Why the server cannot go on.
#[derive(Debug, Error)]
pub enum Fatal {
    /// The data cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk failed while something was written.
    #[error(
        "the disk failed while the log was written: nobody knows what is on it. Start again; the log is then read and checked"
    )]
    Disk,
}

/// Opens the data and serves it until told to stop.
///
/// # Errors
/// Why it could not start, or could not go on.
pub async fn run(
    config: Config,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<(), Fatal> {
    let app = AppState::open(config, stop).await?;
    serve(app, listener).await
}

/// Serves until told to stop; then streams say farewell, and everything ends within three
/// seconds.
///
/// # Errors
/// [`Fatal::Disk`] when the log could no longer be written.
pub async fn serve(app: AppState, listener: TcpListener) -> Result<(), Fatal> {
    let stop = app.stop.clone();
    if let Ok(address) = listener.local_addr() {
        announce(&app.config, address);
    }
    tokio::spawn(stop_when(app.fatal.clone(), stop.clone()));
    tokio::spawn(OpenSessions::look_after(app.clone()));
    tokio::spawn(watch_over(app.clone()));
    tokio::spawn(promises::look_after(app.clone()));
    tokio::spawn(recall_rehearsals(app.clone()));
    tokio::spawn(follow_all(app.clone()));
    lifecycle::serve(router(&app), listener, stop).await;
    if app.fatal.is_cancelled() {
        // Nothing more may be written: nobody knows what the disk would do with it.
        return Err(Fatal::Disk);
    }
    if timeout(LAST_LETTERS, app.sent()).await.is_err() {
        tracing::info!("letters on their way are left to the next start");
    }
    let last_work = async {
        app.probes.ended().await;
        app.samples.write(&app.fatal).await;
        app.rooms.save_all().await;
        app.store.close().await;
    };
    if timeout(LAST_WORK, last_work).await.is_err() {
        tracing::info!("the last snapshots were not all saved; the next start is slower");
    }
    Ok(())
}

/// A rehearsal that was closed as the server fell is recorded now.
async fn recall_rehearsals(app: AppState) {
    if let Err(error) = rehearse::catch_up(&app).await {
        tracing::warn!(%error, "closed rehearsals could not be looked at");
    }
}

async fn stop_when(fatal: CancellationToken, stop: CancellationToken) {
    if stop.run_until_cancelled(fatal.cancelled()).await.is_some() {
        tracing::error!("stopping: the log can no longer be written");
        stop.cancel();
    }
}
