//! The room over plain HTTP, for what must be compared with what the page says.

use crate::{
    demo::{Demo, ROOM},
    stream::Stream,
};
use domain::{
    Audience, Command, Key, Role, RoomId, Seq, StepId,
    event::MessageKind,
    text::{MessageText, Reason},
    wire::{
        CommandRequest, ErrorBody, EventFrame, Receipt, Snapshot, commands_path, events_path,
        log_path, snapshot_path,
    },
    word::notice::NoticeId,
};
use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};

/// Somebody in a room, without a browser.
#[derive(Clone)]
pub struct Api {
    http: Client,
    origin: String,
    room: RoomId,
}

/// Why a command was refused.
pub type Refused = (u16, ErrorBody);

impl Api {
    /// Comes into the room of the demo by the link of a role.
    pub async fn join(demo: &Demo, role: Role, name: &str) -> Self {
        let api = Self::nobody(demo);
        let sent = api.post(demo.link(role)).form(&[("name", name)]).send().await;
        let status = sent.expect("the server answers").status();
        assert!(status.is_redirection(), "{name} is let in as {}: {status}", role.slug());
        api
    }

    /// The same where no demo runs, by a path.
    ///
    /// # Panics
    /// When nobody is let in.
    pub async fn join_at(origin: &str, link: &str, name: &str) -> Self {
        let api = Self::nobody_at(origin);
        let sent = api.post(link).form(&[("name", name)]).send().await;
        let status = sent.expect("the server answers").status();
        assert!(status.is_redirection(), "{name} is let in: {status}");
        api
    }

    /// A client that is not signed in.
    #[must_use]
    pub fn nobody(demo: &Demo) -> Self {
        Self::nobody_at(&demo.origin())
    }

    /// The same where no demo runs.
    #[must_use]
    pub fn nobody_at(origin: &str) -> Self {
        let origin = origin.to_owned();
        let http = Client::builder().cookie_store(true).redirect(Policy::none()).build();
        let http = http.expect("a client");
        Self { http, origin, room: RoomId::parse(ROOM).expect("a slug") }
    }

    /// A `GET` of a path.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.origin))
    }

    /// A `POST` to a path.
    pub fn post(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.origin))
    }

    /// Sends a command with a fresh key.
    ///
    /// # Errors
    /// Status and body of the refusal.
    pub async fn ask(&self, command: Command) -> Result<Receipt, Refused> {
        self.ask_with(fresh_key(), None, command).await
    }

    /// Sends a command with a key, and with the last event that its sender has seen.
    ///
    /// # Errors
    /// Status and body of the refusal.
    pub async fn ask_with(
        &self,
        key: Key,
        expected: Option<Seq>,
        command: Command,
    ) -> Result<Receipt, Refused> {
        let request = CommandRequest { key, expected, command };
        let sent = self.post(&commands_path(&self.room)).json(&request).send().await;
        let answer = sent.expect("the server answers");
        let status = answer.status();
        let body = answer.text().await.expect("a body");
        if status.is_success() {
            Ok(serde_json::from_str(&body).unwrap_or_else(|e| panic!("{e} in {body}")))
        } else {
            let body = serde_json::from_str(&body).unwrap_or_else(|e| panic!("{e} in {body}"));
            Err((status.as_u16(), body))
        }
    }

    /// Sends a command that must be accepted.
    ///
    /// # Panics
    /// When it is not.
    pub async fn does(&self, command: Command) -> Seq {
        let asked = format!("{command:?}");
        match self.ask(command).await {
            Ok(receipt) => receipt.seq,
            Err((status, body)) => panic!("{asked}: {status} {}", body.message),
        }
    }

    /// Ticks a step.
    pub async fn ticks(&self, id: &str) -> Seq {
        self.does(Command::FinishStep { step: step(id), anyway: None }).await
    }

    /// Writes a note.
    pub async fn writes(&self, to: Audience, words: &str) -> Seq {
        let text = MessageText::parse(words).expect("words");
        let message = MessageKind::Note;
        self.does(Command::PostMessage { message, audience: to, text, asks: Vec::new() }).await
    }

    /// Writes a note to a server that may die meanwhile; `None` when nobody acknowledged it.
    pub async fn tries_to_write(&self, to: Audience, words: &str) -> Option<Seq> {
        let text = MessageText::parse(words).expect("words");
        let message = MessageKind::Note;
        let command = Command::PostMessage { message, audience: to, text, asks: Vec::new() };
        let request = CommandRequest { key: fresh_key(), expected: None, command };
        let answer = self.post(&commands_path(&self.room)).json(&request).send().await.ok()?;
        answer.error_for_status().ok()?.json::<Receipt>().await.ok().map(|receipt| receipt.seq)
    }

    /// The room as this role sees it.
    ///
    /// # Panics
    /// When the server does not give it.
    pub async fn snapshot(&self) -> Snapshot {
        let answer = answered(self.get(&snapshot_path(&self.room))).await;
        answer.json().await.expect("a snapshot")
    }

    /// Every event after a number that this role may see.
    ///
    /// # Panics
    /// When the server does not give them.
    pub async fn log(&self, after: u64) -> Vec<EventFrame> {
        let path = format!("{}?after={after}", log_path(&self.room));
        let answer = answered(self.get(&path)).await;
        answer.json().await.expect("a log")
    }

    /// The notice that was begun at a number. Pages are only told of such events; the file of what
    /// happened has them whole.
    ///
    /// # Panics
    /// When none was.
    pub async fn begun(&self, at: Seq) -> NoticeId {
        let answer = answered(self.get(&format!("/rooms/{}/log.json", self.room))).await;
        let file: Value = answer.json().await.expect("a log");
        let events = file["events"].as_array().expect("events").iter();
        let number = events
            .filter(|line| line["seq"] == at.0)
            .find_map(|line| line["event"]["word"]["notice"]["opened"]["notice"].as_u64());
        let number = number.expect("a notice was begun then");
        NoticeId(u32::try_from(number).expect("a small number"))
    }

    /// The stream after a number.
    ///
    /// # Panics
    /// When the server does not give it.
    pub async fn stream(&self, after: u64) -> Stream {
        let path = format!("{}?after={after}", events_path(&self.room));
        Stream::of(answered(self.get(&path)).await)
    }
}

async fn answered(request: RequestBuilder) -> Response {
    let answer = request.send().await.expect("the server answers");
    assert!(answer.status().is_success(), "{}: {}", answer.url(), answer.status());
    answer
}

/// A key that no other command of this test has.
///
/// # Panics
/// Never: numbers make a slug.
#[must_use]
pub fn fresh_key() -> Key {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    Key::parse(&format!("test-{next}")).expect("a slug")
}

/// A step's id.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn step(id: &str) -> StepId {
    StepId::parse(id).expect("the id of a step")
}

/// A reason.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn reason(words: &str) -> Reason {
    Reason::parse(words).expect("a reason")
}
