//! The old database and the site in front of it, simulated: a real HTTP server on this machine,
//! measured by the same sources that anybody would configure. What it answers follows from what
//! really happens in the room.
//!
//! The story: maintenance shuts the web site and the seller space, and the connections fall. The
//! apps were forgotten: theirs stay, and their APIs still say 200, until somebody puts in a step
//! that blocks them.

mod model;
mod site;

pub use model::{COUNTED, seen};

use crate::{
    clock::Clock,
    outgoing::SystemNames,
    rooms::Rooms,
    source::{Sources, Surroundings},
    state::AppState,
};
use domain::RoomId;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, OnceLock, Weak},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The site, and where it listens.
pub struct OldHouse {
    address: SocketAddr,
    room: Arc<OnceLock<Stage>>,
}

/// The room that it plays a part in.
struct Stage {
    rooms: Weak<Rooms>,
    clock: Arc<dyn Clock>,
    room: RoomId,
}

impl OldHouse {
    /// Opens it on a free port of this machine.
    ///
    /// # Errors
    /// When there is none.
    pub async fn open(stop: CancellationToken) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let room = Arc::new(OnceLock::new());
        let site = site::router(room.clone());
        tokio::spawn(async move {
            let serving = axum::serve(listener, site);
            let ended = serving.with_graceful_shutdown(async move { stop.cancelled().await });
            if let Err(error) = ended.await {
                tracing::warn!(%error, "the demo's own site has ended");
            }
        });
        Ok(Self { address, room })
    }

    /// From now on its answers follow this room.
    pub fn stands_in(&self, app: &AppState, room: &RoomId) {
        let (rooms, clock) = (Arc::downgrade(&app.rooms), app.clock.clone());
        let _before = self.room.set(Stage { rooms, clock, room: room.clone() });
    }

    /// Where numbers come from, in the operator's own words.
    pub fn sources(&self, room: &RoomId) -> Arc<Sources> {
        let base = format!("http://{}", self.address);
        let mut file = String::from("allow = [\"127.0.0.1/32\"]\n");
        for (metric, path) in site::CHECKS {
            file.push_str(&format!(
                "[[source]]\nroom = \"{room}\"\nmetric = \"{metric}\"\nkind = \"http\"\n\
                 url = \"{base}{path}\"\nmeasure = \"status\"\n"
            ));
        }
        for (metric, query) in site::QUERIES {
            let label = if metric == COUNTED { "label = \"user\"\n" } else { "" };
            file.push_str(&format!(
                "[[source]]\nroom = \"{room}\"\nmetric = \"{metric}\"\nkind = \"prometheus\"\n\
                 url = \"{base}\"\nquery = \"{query}\"\n{label}"
            ));
        }
        let around = Surroundings { env: &|_| None, names: Arc::new(SystemNames), own: None };
        Arc::new(Sources::read(&file, &around).expect("a file of our own, which a test reads"))
    }
}
