//! What stands outside in the demo: a mail server and a receiver of posts, real ones on this
//! machine, with a page that shows what arrived. Nothing of the demo leaves the machine.

mod mail;
mod page;

use super::DemoError;
use crate::{
    channel::Channels,
    clock::Clock,
    outgoing::Guard,
    state::AppState,
    store::{Ask, SubscriberStore as _},
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse},
    routing::{get, post},
};
use domain::{RoomId, Timestamp};
use frontend::boot::Locale;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Who is on the list before the story begins.
const SUBSCRIBERS: [(&str, Locale); 3] = [
    ("pottery@example.org", Locale::Fr),
    ("jewellery@example.org", Locale::Fr),
    ("knitting@example.org", Locale::En),
];

/// Signs what the seller space gets. It is no secret: everybody has this file.
const SECRET: &str = "whsec_dGhlIGRlbW8gaGFzIG5vIHNlY3JldHMgYXQgYWxs";

/// So much is shown: a demo that runs for days must not fill the memory.
const KEPT: usize = 200;

/// The receivers, and where they listen.
pub struct Sellers {
    mail: SocketAddr,
    page: SocketAddr,
}

/// What arrived.
struct Kept {
    clock: Arc<dyn Clock>,
    arrived: Mutex<Vec<Arrived>>,
}

/// Something that arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// When, in the time of the story.
    pub at: Timestamp,
    /// By which way.
    pub by: By,
}

/// By which way something arrived.
#[derive(Debug, Clone)]
pub enum By {
    /// As e-mail.
    Mail {
        /// To whom.
        to: Vec<String>,
        /// What it is about.
        subject: String,
        /// What it says.
        text: String,
        /// What it has besides the text that mail programs look at.
        unsubscribe: Option<String>,
    },
    /// As a post.
    Post {
        /// To which of the addresses.
        to: String,
        /// What receivers know it by, when it is signed.
        id: Option<String>,
        /// What came.
        body: String,
    },
}

impl Kept {
    fn take(&self, by: By) {
        let at = self.clock.now();
        let mut arrived = self.arrived.lock().unwrap_or_else(PoisonError::into_inner);
        if arrived.len() == KEPT {
            arrived.remove(0);
        }
        arrived.push(Arrived { at, by });
    }

    fn all(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Sellers {
    /// Opens both on free ports of this machine.
    ///
    /// # Errors
    /// When there are none.
    pub async fn open(clock: Arc<dyn Clock>, stop: CancellationToken) -> io::Result<Self> {
        let kept = Arc::new(Kept { clock, arrived: Mutex::default() });
        let mail = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let page = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let sellers = Self { mail: mail.local_addr()?, page: page.local_addr()? };
        let takes = kept.clone();
        tokio::spawn(stop.clone().run_until_cancelled_owned(async move {
            mail::serve(mail, move |mail| takes.take(mail)).await;
        }));
        let router = Router::new()
            .route("/", get(page::whole))
            .route(
                "/arrived",
                get(async |State(kept): State<Arc<Kept>>| Html(page::list(&kept.all()))),
            )
            .route("/{to}", post(take_post))
            .with_state(kept);
        tokio::spawn(async move {
            let serving = axum::serve(page, router);
            let ended = serving.with_graceful_shutdown(async move { stop.cancelled().await });
            if let Err(error) = ended.await {
                tracing::warn!(%error, "the page of the sellers has ended");
            }
        });
        Ok(sellers)
    }

    /// The address of the page.
    #[must_use]
    pub fn page(&self) -> String {
        format!("http://{}/", self.page)
    }

    /// The ways out, in the operator's own words.
    pub fn channels(&self, room: &RoomId) -> Channels {
        let mut file = format!(
            "[smtp]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n\
             from = \"La place de marché <annonces@example.org>\"\n",
            self.mail.port()
        );
        for (id, kind) in [
            ("email", "email"),
            ("seller-space", "webhook"),
            ("support-slack", "slack"),
            ("partners-teams", "teams"),
        ] {
            let posted = format!("url = \"http://{}/{id}\"\nallow = [\"127.0.0.1\"]\n", self.page);
            let secret = format!("secret = \"{SECRET}\"\n");
            let lines = match kind {
                "email" => "test_to = \"celine@example.org\"\n".to_owned(),
                "webhook" => posted + &secret,
                _ => posted,
            };
            file.push_str(&format!(
                "[[channel]]\nid = \"{id}\"\nroom = \"{room}\"\nkind = \"{kind}\"\n\
                 lead_time = \"10 min\"\nlanguage = \"fr\"\n{lines}"
            ));
        }
        Channels::read(&file, &|_| None, &Guard::public(None))
            .expect("a file of our own, which a test reads")
    }

    /// Puts on the list who has asked for notices before the story begins.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn subscribe(app: &AppState, room: &RoomId) -> Result<(), DemoError> {
        let now = app.clock.wall();
        for (number, (address, locale)) in SUBSCRIBERS.into_iter().enumerate() {
            let id = format!("demo-{number}");
            let address = address.parse().expect("an address");
            let (not_since, today, a_day) = (now, now, 3);
            let ask =
                Ask { id: &id, room, address: &address, locale, now, not_since, today, a_day };
            let asked = app.store.ask(&ask).await;
            asked.map_err(|error| DemoError::Room(error.to_string()))?;
            let confirmed = app.store.confirm(&id, now).await;
            confirmed.map_err(|error| DemoError::Room(error.to_string()))?;
        }
        Ok(())
    }
}

async fn take_post(
    State(kept): State<Arc<Kept>>,
    Path(to): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let id = headers.get("webhook-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = String::from_utf8_lossy(&body).into_owned();
    kept.take(By::Post { to, id, body });
    (StatusCode::OK, "thank you")
}
