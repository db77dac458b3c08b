//! A dispatch in a folder of its own, with the channels of a file.

use super::mail_server::eventually;
use crate::{
    channel::{Channels, NoticeNumber, Office, Outgoing, Said, Words, email::MailAddress},
    clock::{Clock, SystemClock},
    dispatch::{Delivery, Dispatch, Patience, Run, State},
    outgoing::Guard,
    sample::room_id,
    store::{Ask, SqliteStore, SubscriberStore, connect},
};
use domain::{ChannelId, Seq, Timestamp};
use frontend::boot::Locale;
use std::{path::Path, sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

pub const ORIGIN: &str = "https://status.example.org";

/// Quick, so that a test with three attempts is quick.
const QUICK: Patience =
    Patience { first: Duration::from_millis(20), most: Duration::from_millis(40) };

pub struct PostRoom {
    pub store: SqliteStore,
    pub dispatch: Dispatch,
    pub office: Arc<Office>,
    pub stop: CancellationToken,
    pub ended: JoinHandle<()>,
    _folder: Option<TempDir>,
}

impl PostRoom {
    pub async fn open(file: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let room = Self::open_in(folder.path(), file).await;
        Self { _folder: Some(folder), ..room }
    }

    pub async fn open_in(folder: &Path, file: &str) -> Self {
        Self::open_at(folder, file, Arc::new(SystemClock)).await
    }

    pub async fn open_at(folder: &Path, file: &str, clock: Arc<dyn Clock>) -> Self {
        let store = connect(folder).await.unwrap();
        let channels = Arc::new(Channels::read(file, &|_| None, &Guard::public(None)).unwrap());
        let office = Arc::new(Office::new(channels, clock, ORIGIN).unwrap());
        let stop = CancellationToken::new();
        let kept = Arc::new(store.clone());
        let started = Dispatch::start_with(kept, office.clone(), QUICK, stop.clone()).await;
        let (dispatch, ended) = started.unwrap();
        Self { store, dispatch, office, stop, ended, _folder: None }
    }

    /// Puts a notice in for these channels.
    pub async fn send(
        &self,
        seq: u64,
        outgoing: &Outgoing,
        to: &[&str],
    ) -> crate::dispatch::Posted {
        let to: Vec<ChannelId> = to.iter().map(|id| ChannelId::parse(id).unwrap()).collect();
        let since = self.office.now();
        self.dispatch.enqueue(Run::ForReal, Seq(seq), outgoing, &to, since).await.unwrap()
    }

    pub async fn deliveries(&self) -> Vec<Delivery> {
        self.dispatch.deliveries(&room_id(), NoticeNumber(3)).await.unwrap()
    }

    /// Waits until every delivery is over, and gives them.
    pub async fn all_over(&self) -> Vec<Delivery> {
        let over = |delivery: &Delivery| matches!(delivery.state, State::Sent | State::Failed);
        eventually(async || {
            let deliveries = self.deliveries().await;
            Some(deliveries).filter(|all| !all.is_empty() && all.iter().all(over))
        })
        .await
    }

    /// Somebody who has said yes.
    pub async fn subscriber(&self, address: &str, locale: Locale) {
        add_subscriber(&self.store, address, locale).await;
    }
}

pub async fn add_subscriber(store: &SqliteStore, address: &str, locale: Locale) {
    let address: MailAddress = address.parse().unwrap();
    let (id, now) = (format!("id-{address}"), SystemClock.wall());
    let ask = Ask {
        id: &id,
        room: &room_id(),
        address: &address,
        locale,
        now,
        not_since: now,
        today: now,
        a_day: 9,
    };
    store.ask(&ask).await.unwrap().unwrap();
    store.confirm(&id, now).await.unwrap();
}

pub fn mail_file(port: u16) -> String {
    format!(
        "[smtp]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n\
         from = \"Aurora <notices@example.org>\"\n{}",
        channel("sellers-mail", "kind = \"email\"")
    )
}

pub fn channel(id: &str, lines: &str) -> String {
    format!(
        "\n[[channel]]\nid = \"{id}\"\nroom = \"aurora\"\nlead_time = \"5 min\"\n\
         language = \"fr\"\n{lines}\n"
    )
}

pub fn hook(id: &str, kind: &str, url: &str) -> String {
    let secret = if kind == "webhook" { format!("secret = \"{SECRET}\"") } else { String::new() };
    channel(id, &format!("kind = \"{kind}\"\nallow = [\"127.0.0.1\"]\nurl = \"{url}\"\n{secret}"))
}

/// An address of this machine where nobody listens.
pub fn nowhere() -> String {
    format!("http://127.0.0.1:{}/", crate::tests::source::target::free_port())
}

/// Notice 3 of the story.
pub fn notice(said: Said) -> Outgoing {
    Outgoing {
        said,
        room: room_id(),
        notice: NoticeNumber(3),
        published_at: Timestamp::from_seconds(1_473_235_560),
        replaces: None,
        at: Timestamp::from_seconds(1_473_235_560),
        fr: Words {
            title: "Maintenance de 30 minutes".into(),
            text: "Le site est fermé jusqu’à 10 h 36.\n\nVos commandes sont en sécurité.".into(),
        },
        en: Words {
            title: "Maintenance of 30 minutes".into(),
            text: "The site is closed until 10:36.\n\nYour orders are safe.".into(),
        },
        promised_end: Some(Timestamp::from_seconds(1_473_237_360)),
        page: Some(format!("{ORIGIN}/status/aurora")),
        is_test: false,
    }
}
