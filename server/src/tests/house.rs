//! A server in a folder of its own, with the room of the story live on a clock that stands still.

use crate::{
    channel::Office,
    clock::{Clock, FixedClock},
    config::Config,
    execute::Order,
    invite::invite,
    metric_token,
    plan_file::read_plan,
    router::router,
    state::AppState,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
};
use domain::{
    Actor, Command, Key, Role, Room, RoomId, Seq, Stage, StepId, Timestamp,
    run::rehearsal::rehearsal_plan,
    text::{PersonName, Reason},
    wire::{CommandRequest, ErrorBody},
};
use serde_json::Value;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// 2016-09-07 08:00 UTC: ten o'clock in Paris.
pub const TEN: Timestamp = Timestamp::from_seconds(1_473_235_200);

/// The address people outside type.
pub const ORIGIN: &str = "https://status.example.org";

pub struct House {
    pub app: AppState,
    pub clock: Arc<FixedClock>,
    pub router: Router,
    keys: AtomicU32,
    folder: TempDir,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    pub fn error(&self) -> ErrorBody {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no error: {}", self.body))
    }

    pub fn code(&self) -> String {
        self.error().code
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// `name=value` of the cookie that was set.
    pub fn cookie(&self) -> String {
        self.header(header::SET_COOKIE).split(';').next().unwrap_or("").to_owned()
    }
}

impl House {
    pub async fn open() -> Self {
        Self::open_at(None).await
    }

    pub async fn open_at(public_url: Option<&str>) -> Self {
        Self::open_with(|config| config.public_url = public_url.map(|url| url.parse().unwrap()))
            .await
    }

    /// With whatever else the server is told.
    pub async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::at(TEN));
        let mut config = Config {
            data: folder.path().to_path_buf(),
            public_url: None,
            clock: clock.clone(),
            office: Arc::new(Office::new(Arc::default(), clock.clone(), ORIGIN).unwrap()),
            oidc: None,
            sources: Arc::default(),
            trusted_proxies: 0,
        };
        change(&mut config);
        let app = AppState::open(config, CancellationToken::new()).await.unwrap();
        let router = router(&app);
        let house = Self { app, clock, router, keys: AtomicU32::new(0), folder };
        let file = read_plan(include_str!("../../../demo/aurora.toml")).unwrap();
        let plan = Box::new(file.plan);
        house.order(Command::CreateRoom { room: room_id(), plan, zone: file.zone }).await;
        house.order(Command::ReachStage { stage: Stage::Ready }).await;
        house.order(Command::ReachStage { stage: Stage::Live }).await;
        house
    }

    /// Another server on what this one has on disk by now, as after a crash: nothing is in its
    /// memory. What it is given lies in a folder of its own.
    pub async fn after_a_crash(&self) -> (AppState, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
        }
        let config = Config { data: folder.path().to_path_buf(), ..self.app.config.clone() };
        (AppState::open(config, CancellationToken::new()).await.unwrap(), folder)
    }

    /// Something the product itself does.
    pub async fn order(&self, command: Command) {
        self.order_as(Actor::Bascule, command).await;
    }

    /// The same in somebody's name.
    pub async fn order_as(&self, actor: Actor, command: Command) {
        self.order_in(&room_id(), actor, command).await;
    }

    /// The same in another room.
    pub async fn order_in(&self, room: &RoomId, actor: Actor, command: Command) {
        let number = self.keys.fetch_add(1, Ordering::Relaxed);
        let order = Order {
            room: room.clone(),
            actor,
            key: Key::parse(&format!("house-{number}")).unwrap(),
            expected: None,
            command,
        };
        self.app.executor.execute(order).await.unwrap();
    }

    /// A rehearsal of the story beside the room, live.
    pub async fn rehearsal(&self, id: &str) -> RoomId {
        let room = RoomId::parse(id).unwrap();
        let file = read_plan(include_str!("../../../demo/aurora.toml")).unwrap();
        let plan = rehearsal_plan(file.plan, Some(room_id()), self.clock.now());
        let (plan, zone) = (Box::new(plan), file.zone);
        let create = Command::CreateRoom { room: room.clone(), plan, zone };
        let live = [Stage::Ready, Stage::Live].map(|stage| Command::ReachStage { stage });
        for command in [create].into_iter().chain(live) {
            self.order_in(&room, Actor::Bascule, command).await;
        }
        room
    }

    pub async fn room(&self) -> Arc<Room> {
        let live = self.app.rooms.open(&room_id()).await.unwrap().unwrap();
        live.views().whole().clone()
    }

    /// The number of the latest message; 0 when there is none.
    pub async fn latest_message(&self) -> Seq {
        let room = self.room().await;
        let posted = room.feed.iter().rev();
        let mut posted =
            posted.filter(|entry| matches!(entry.event, domain::Event::MessagePosted { .. }));
        posted.next().map_or(Seq(0), |entry| entry.seq)
    }

    pub async fn link(&self, role: Role) -> String {
        invite(&self.app.store, &room_id(), role, self.clock.wall(), 24).await.unwrap()
    }

    /// Comes in by a fresh link; gives the cookie.
    pub async fn sign_in(&self, role: Role, name: &str) -> String {
        let link = self.link(role).await;
        let answer = self.form(&link, "", &[("name", name)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.cookie()
    }

    pub async fn lead(&self) -> String {
        self.sign_in(Role::Lead, "Jérôme").await
    }

    /// A good access token of the room, as its header says it.
    pub async fn metric_token(&self) -> String {
        let name = PersonName::parse("Prometheus").unwrap();
        let (store, wall) = (&self.app.store, self.clock.wall());
        let made = metric_token::make(store, &room_id(), name, "Jérôme".into(), wall).await;
        format!("Bearer {}", made.unwrap())
    }

    /// Closes the room and takes it away.
    pub async fn remove_room(&self) {
        for stage in [Stage::Watching, Stage::Closed] {
            self.order(Command::ReachStage { stage }).await;
        }
        let title = self.room().await.charter.as_ref().unwrap().title.clone();
        let reason = Reason::parse("made from the wrong plan").unwrap();
        self.order(Command::RemoveRoom { title, reason }).await;
    }

    pub async fn ask(&self, request: Request) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 4_000_000).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask(request(Method::GET, path, cookie).body(Body::empty()).unwrap()).await
    }

    pub async fn form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
        let request = request(Method::POST, path, cookie)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    pub async fn command(&self, cookie: &str, key: &str, command: Command) -> Answer {
        self.expecting(cookie, key, None, command).await
    }

    /// A command of somebody who had seen the log up to a number.
    pub async fn expecting(
        &self,
        cookie: &str,
        key: &str,
        expected: Option<Seq>,
        command: Command,
    ) -> Answer {
        let request = CommandRequest { key: Key::parse(key).unwrap(), expected, command };
        self.post_json(cookie, &serde_json::to_string(&request).unwrap()).await
    }

    pub async fn post_json(&self, cookie: &str, body: &str) -> Answer {
        self.json("/api/rooms/aurora/commands", cookie, body).await
    }

    pub async fn json(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let request =
            request(Method::POST, path, cookie).header(header::CONTENT_TYPE, "application/json");
        self.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

/// Asks with a cookie; with an access token where it says `Bearer …` instead.
pub fn request(method: Method, path: &str, cookie: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path);
    match cookie {
        "" => request,
        token if token.starts_with("Bearer ") => request.header(header::AUTHORIZATION, token),
        cookie => request.header(header::COOKIE, cookie),
    }
}

pub fn room_id() -> RoomId {
    RoomId::parse("aurora").unwrap()
}

pub fn start(step: &str) -> Command {
    Command::StartStep { step: StepId::parse(step).unwrap(), anyway: None }
}

pub fn finish(step: &str) -> Command {
    Command::FinishStep { step: StepId::parse(step).unwrap(), anyway: None }
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}
