//! Every byte that reaches a reader, surface by surface, headers included.

use super::Planted;
use crate::{
    clock::Clock,
    invite::invite,
    sample::within,
    tests::house::{Answer, request},
};
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::{Role, RoomId};
use futures::StreamExt;
use tower::ServiceExt;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    As(Role),
    Public,
}

impl Reader {
    pub const ALL: [Self; 6] = [
        Self::As(Role::Lead),
        Self::As(Role::Tech),
        Self::As(Role::Support),
        Self::As(Role::Comms),
        Self::As(Role::Observer),
        Self::Public,
    ];

    pub const fn column(self) -> &'static str {
        match self {
            Self::As(role) => role.slug(),
            Self::Public => "public",
        }
    }
}

/// What came back from one address.
pub struct Surface {
    pub name: String,
    pub bytes: String,
    /// Whether everything the reader may see is in it.
    pub whole: bool,
}

/// Asks for everything there is.
pub async fn surfaces(planted: &Planted, reader: Reader, cookie: &str) -> Vec<Surface> {
    let house = &planted.house;
    let mut all = vec![Surface {
        name: "the stream".into(),
        bytes: stream(planted, cookie).await,
        whole: reader != Reader::Public,
    }];
    for (path, whole) in [
        ("/api/rooms/planted/log?after=0", true),
        ("/rooms/planted/log.json", true),
        ("/rooms/planted/log.csv", false),
        ("/api/rooms/planted", false),
        ("/rooms/planted", false),
        ("/rooms/planted?step=step-1", false),
        ("/rooms/planted/plan?edit=", true),
        ("/rooms/planted/people", false),
        ("/rooms/planted/support", false),
        ("/rooms/planted/panels/support", false),
        ("/rooms/planted/feed", false),
        ("/rooms/planted/feed?q=canary", false),
        ("/rooms/planted/comms", false),
        ("/rooms/planted/comms?notice=1", false),
        ("/rooms/planted/comms?notice=2", false),
        ("/rooms/planted/panels/comms", false),
        ("/rooms/planted/panels/comms?notice=2", false),
        ("/rooms/planted/panels/room", false),
        ("/rooms/planted/entry-points", false),
        ("/rooms/planted/panels/entry-points", false),
        ("/rooms/planted/metrics/left", false),
        ("/rooms/planted/panels/metric?metric=left", false),
        ("/rooms/planted/wall", false),
        ("/rooms/planted/panels/wall", false),
        ("/rooms/planted/promises", false),
        ("/rooms/planted/panels/promises", false),
        ("/api/rooms/planted/steps/step-1/instructions", false),
        ("/api/rooms/planted/steps/extra/instructions", false),
        ("/api/me", false),
        ("/", false),
        ("/rooms/nowhere", false),
        ("/no/such/page", false),
        ("/status/planted", false),
        ("/status/planted?lang=fr", false),
        ("/status/planted.json", false),
        ("/status/planted.atom", false),
        ("/status/planted.ics", false),
        ("/status/planted/badge.svg", false),
        ("/status/planted/subscribe", false),
        ("/api/rooms/planted/log?after=x", false),
    ] {
        let whole = whole && reader != Reader::Public;
        all.push(surface(path, house.get(path, cookie).await, whole));
    }
    // What is refused says why, and must not say more than the reader may see.
    for body in [
        r#"{"key":"k","command":{"start_step":{"step":"step-3"}}}"#,
        r#"{"key":"k","expected":0,"command":{"start_step":{"step":"step-2"}}}"#,
        r#"{"key":"k","command":{"start_step":{"step":"nothing"}}}"#,
        r#"{"key":"k","command":"#,
    ] {
        let request = request(Method::POST, "/api/rooms/planted/commands", cookie)
            .header(header::CONTENT_TYPE, "application/json");
        let answer = house.ask(request.body(Body::from(body)).unwrap()).await;
        all.push(surface(body, answer, false));
    }
    let bytes = outside(planted).await;
    all.push(Surface { name: "the stream outside".into(), bytes, whole: false });
    let form = house.form("/rooms/planted/steps/step-3/start", cookie, &[]).await;
    all.push(surface("a refused form", form, false));
    all
}

fn surface(name: &str, answer: Answer, whole: bool) -> Surface {
    let bytes = format!("{:?}\n{}", answer.headers, answer.body);
    Surface { name: name.to_owned(), bytes, whole }
}

/// One address.
pub async fn surface_of(planted: &Planted, path: &str, cookie: &str) -> Surface {
    surface(path, planted.house.get(path, cookie).await, false)
}

/// Signs somebody in who may read as this.
pub async fn come_in(planted: &Planted, reader: Reader) -> String {
    match reader {
        Reader::As(role) => sign_in(planted, role).await,
        Reader::Public => String::new(),
    }
}

async fn sign_in(planted: &Planted, role: Role) -> String {
    let house = &planted.house;
    let room = RoomId::parse("planted").unwrap();
    let link = invite(&house.app.store, &room, role, house.clock.wall(), 1).await.unwrap();
    let live = house.app.rooms.open(&room).await.unwrap().unwrap();
    let whole = live.views().whole().clone();
    let me = whole.people.values().find(|person| person.id.as_str() == role.slug()).unwrap();
    house.form(&link, "", &[("name", me.name.as_str())]).await.cookie()
}

/// Everything the stream says until it is live; of somebody who may not follow, the answer.
async fn stream(planted: &Planted, cookie: &str) -> String {
    let path = "/api/rooms/planted/events?after=0";
    let request = request(Method::GET, path, cookie).body(Body::empty()).unwrap();
    let response = planted.house.router.clone().oneshot(request).await.unwrap();
    let mut bytes = format!("{:?}\n", response.headers());
    let mut body = response.into_body().into_data_stream();
    while !bytes.contains("event: heartbeat") {
        let Some(frame) = within(body.next()).await else { break };
        bytes.push_str(&String::from_utf8_lossy(&frame.unwrap()));
    }
    bytes
}

/// What the stream for people outside says first.
async fn outside(planted: &Planted) -> String {
    let request = request(Method::GET, "/status/planted/events", "").body(Body::empty()).unwrap();
    let response = planted.house.router.clone().oneshot(request).await.unwrap();
    // Of a room that was removed there is none: what is said instead is searched as well.
    let shown = response.status() == axum::http::StatusCode::OK;
    let mut bytes = format!("{:?}\n", response.headers());
    let mut body = response.into_body().into_data_stream();
    while !bytes.contains("event: beat") {
        let Some(frame) = within(body.next()).await else { break };
        bytes.push_str(&String::from_utf8_lossy(&frame.unwrap()));
    }
    assert_eq!(shown, bytes.contains("event: edition"), "{bytes}");
    bytes
}
