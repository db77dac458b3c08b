//! How the server accepts connections, and how it stops: streams say farewell, requests in
//! flight are answered, and after two seconds it goes in any case.

use crate::config::Config;
use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tower::Service;

/// How many connections are held at once; more wait in the system's queue. Ten thousand viewers
/// and room for those who work.
const CONNECTIONS: usize = 12_000;

/// A request's head must have arrived after this long. axum's own loop has no such limit.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// The largest head of a request, in bytes.
const HEAD_MAX: usize = 64 * 1024;

/// How long answers in flight may take once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(2);

/// Where a request came from: the other end of the connection, or whom the trusted proxies in
/// front were asked by ([`crate::proxy`]). Headers of anybody else are not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// Accepts connections until told to stop, then drains them.
pub async fn serve(router: Router, listener: TcpListener, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let cut = CancellationToken::new();
    let _cut_at_last = cut.clone().drop_guard();
    let next = async || {
        // A place first: a connection that was accepted but not served would look like a fault.
        let place = places.clone().acquire_owned().await.ok()?;
        Some((place, accept(&listener).await))
    };
    while let Some(Some((place, (socket, peer)))) = stop.run_until_cancelled(next()).await {
        let connection = connection(&router, socket, peer);
        let served = graceful.watch(connection);
        let cut = cut.clone();
        tokio::spawn(async move {
            // A connection that breaks off is the other side's affair.
            let _ = cut.run_until_cancelled(served).await;
            drop(place);
        });
    }
    drop(listener);
    if timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::info!("some connections were still open after {DRAIN:?} and were cut");
    }
}

fn connection(
    router: &Router,
    socket: TcpStream,
    peer: SocketAddr,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + use<> {
    // Frames are small and must not wait for one another.
    let _ = socket.set_nodelay(true);
    let router = router.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        router.clone().call(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(HEAD_MAX);
    builder.serve_connection(TokioIo::new(socket), service)
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                // Out of file handles, most likely: waiting lets some close.
                tracing::warn!(%error, "cannot accept connections");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

/// Cancels `stop` when the system or somebody at the terminal asks for it.
///
/// # Errors
/// When the system does not let us listen for its signals.
pub fn stop_on_signals(stop: CancellationToken) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        stop.cancel();
    });
    Ok(())
}

/// Says where the server can be reached.
pub fn announce(config: &Config, address: SocketAddr) {
    let public = config.public_url.as_ref().map(|url| url.origin().to_owned());
    let url = public.unwrap_or_else(|| format!("http://{address}"));
    tracing::info!(data = %config.data.display(), "serving on {address}: {url}");
}
