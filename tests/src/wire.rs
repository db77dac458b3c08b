//! What stands between a browser and its server: a wire that can be cut, or that swallows what
//! it is given without a word, as a dead VPN does.

use crate::demo::{Demo, ROOM};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    sync::watch,
    task::JoinHandle,
};

/// What the wire does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Pass,
    /// Live frames do not get through, everything else does.
    HoldStreams,
    /// Connections stay open and nothing gets through.
    Hole,
    /// Connections are closed, new ones at once.
    Cut,
}

/// A wire to a demo. Dropping it closes everything that goes through it.
pub struct Wire {
    address: SocketAddr,
    mode: watch::Sender<Mode>,
    streams: Arc<Streams>,
    accepting: JoinHandle<()>,
}

/// The streams that go through a wire.
#[derive(Debug, Default)]
struct Streams {
    open: AtomicUsize,
    opened: AtomicUsize,
}

impl Wire {
    /// Lays a wire to a demo.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn to(demo: &Demo) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let (mode, modes) = watch::channel(Mode::Pass);
        let streams = Arc::new(Streams::default());
        let server = demo.address();
        let accepting = tokio::spawn(accept(listener, server, modes, streams.clone()));
        Self { address, mode, streams, accepting }
    }

    /// Its address for browsers.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything gets through; also what was held.
    pub fn pass(&self) {
        self.mode.send_replace(Mode::Pass);
    }

    /// Nothing gets through, and nobody is told.
    pub fn hole(&self) {
        self.mode.send_replace(Mode::Hole);
    }

    /// Every connection is closed.
    pub fn cut(&self) {
        self.mode.send_replace(Mode::Cut);
    }

    /// Live frames are held; requests and their answers get through.
    pub fn hold_streams(&self) {
        self.mode.send_replace(Mode::HoldStreams);
    }

    /// How many streams are open.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.streams.open.load(Ordering::SeqCst)
    }

    /// How many streams have ever been opened.
    #[must_use]
    pub fn streams_opened(&self) -> usize {
        self.streams.opened.load(Ordering::SeqCst)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.mode.send_replace(Mode::Cut);
        self.accepting.abort();
    }
}

async fn accept(
    listener: TcpListener,
    server: SocketAddr,
    modes: watch::Receiver<Mode>,
    streams: Arc<Streams>,
) {
    while let Ok((client, _)) = listener.accept().await {
        tokio::spawn(connection(client, server, modes.clone(), streams.clone()));
    }
}

async fn connection(
    client: TcpStream,
    server: SocketAddr,
    mut modes: watch::Receiver<Mode>,
    streams: Arc<Streams>,
) {
    // In a hole, even the greeting of a connection goes nowhere.
    if modes.wait_for(|mode| *mode != Mode::Hole).await.is_ok_and(|mode| *mode == Mode::Cut) {
        return;
    }
    let Ok(server) = TcpStream::connect(server).await else { return };
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let (is_stream, stream) = watch::channel(false);
    let up = upstream(from_client, to_server, modes.clone(), is_stream, &streams);
    let down = downstream(from_server, to_client, modes.clone(), stream.clone());
    tokio::select! {
        _ = modes.wait_for(|mode| *mode == Mode::Cut) => {}
        () = up => {}
        () = down => {}
    }
    if *stream.borrow() {
        streams.open.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn upstream(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut modes: watch::Receiver<Mode>,
    is_stream: watch::Sender<bool>,
    streams: &Streams,
) {
    let asks_for_stream = format!("GET /api/rooms/{ROOM}/events");
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if modes.wait_for(|mode| *mode != Mode::Hole).await.is_err() {
            return;
        }
        if bytes[..count].starts_with(asks_for_stream.as_bytes()) && !is_stream.send_replace(true) {
            streams.open.fetch_add(1, Ordering::SeqCst);
            streams.opened.fetch_add(1, Ordering::SeqCst);
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

async fn downstream(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut modes: watch::Receiver<Mode>,
    stream: watch::Receiver<bool>,
) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let held = |mode: &Mode| match mode {
            Mode::Hole => true,
            Mode::HoldStreams => *stream.borrow(),
            Mode::Pass | Mode::Cut => false,
        };
        if modes.wait_for(|mode| !held(mode)).await.is_err() {
            return;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
