//! Rights that change while somebody is connected: over a real listener, with a stream open.

use super::house::{House, finish};
use crate::{
    execute::{Order, Refused},
    lifecycle,
    session::{ABSOLUTE, IDLE, OpenSessions},
};
use axum::http::StatusCode;
use domain::{Actor, Command, Key, PersonId, Rejection, Role, text::Reason};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// How often somebody is put out.
const TRIES: usize = 100;

/// The longest a stream may stay open after its reader's rights have changed.
pub(super) const BOUND: Duration = Duration::from_secs(1);

pub(super) async fn serve(house: &House) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(lifecycle::serve(house.router.clone(), listener, house.app.stop.clone()));
    address
}

pub(super) async fn follow(address: SocketAddr, cookie: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let ask = format!(
        "GET /api/rooms/aurora/events?after=0 HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n"
    );
    socket.write_all(ask.as_bytes()).await.unwrap();
    // Everything up to now, then live: the first heartbeat says so.
    let mut seen = String::new();
    while !seen.contains("event: heartbeat") {
        seen.push_str(&read(&mut socket).await.expect("the stream ended early"));
    }
    socket
}

async fn read(socket: &mut TcpStream) -> Option<String> {
    let mut buffer = vec![0; 65_536];
    let read = timeout(Duration::from_secs(10), socket.read(&mut buffer)).await.unwrap().unwrap();
    (read > 0).then(|| String::from_utf8_lossy(&buffer[..read]).into_owned())
}

/// Reads on until the stream has said this.
pub(super) async fn read_until(socket: &mut TcpStream, word: &str) {
    let mut seen = String::new();
    while !seen.contains(word) {
        seen.push_str(&read(socket).await.expect("the stream ended early"));
    }
}

/// Everything until the stream is over: chunked, so its last chunk is the empty one.
pub(super) async fn rest(socket: &mut TcpStream) -> String {
    let mut seen = String::new();
    while !seen.ends_with("0\r\n\r\n") {
        let Some(more) = read(socket).await else { break };
        seen.push_str(&more);
    }
    seen
}

#[tokio::test]
async fn whoever_is_put_out_sees_nothing_more_within_a_second() {
    let house = House::open().await;
    let lead = house.lead().await;
    let address = serve(&house).await;
    let mut slowest = Duration::ZERO;
    for round in 0..TRIES {
        let name = format!("Guest {round}");
        let cookie = house.sign_in(Role::Observer, &name).await;
        let mut stream = follow(address, &cookie).await;
        let began = Instant::now();
        let person = PersonId::parse(&format!("guest-{round}")).unwrap();
        let reason = Reason::parse("canary of the reason").unwrap();
        let put_out = Command::RevokePerson { person, reason };
        let answer = house.command(&lead, &format!("r-{round}"), put_out).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let last = rest(&mut stream).await;
        slowest = slowest.max(began.elapsed());
        assert!(last.contains("event: farewell\ndata: \"revoked\""), "{last}");
        assert!(!last.contains("canary"), "they were still told something: {last}");
        let again = house.get("/api/rooms/aurora/log", &cookie).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
    }
    println!("revoke to closed stream, {TRIES} tries: at most {slowest:?}");
    assert!(slowest <= BOUND, "it took {slowest:?}");
    house.app.stop.cancel();
}

#[tokio::test]
async fn another_role_ends_the_stream_and_the_next_one_shows_what_that_role_sees() {
    let house = House::open().await;
    let lead = house.lead().await;
    let address = serve(&house).await;
    house.sign_in(Role::Observer, "Guest").await;
    let person = || PersonId::parse("guest").unwrap();
    let mut from = Role::Observer;
    let mut round = 0;
    // Every role to every other one.
    for first in Role::ALL {
        for second in Role::ALL {
            for to in [first, second] {
                if to == from {
                    continue;
                }
                round += 1;
                let cookie = house.sign_in(from, "Guest").await;
                let mut stream = follow(address, &cookie).await;
                let began = Instant::now();
                let change = Command::ChangeRole { person: person(), to, reason: None };
                let answer = house.command(&lead, &format!("c-{round}"), change).await;
                assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
                let last = rest(&mut stream).await;
                assert!(began.elapsed() <= BOUND, "{:?}", began.elapsed());
                assert!(last.contains("data: \"role_changed\""), "{from:?} → {to:?}: {last}");
                let technical = house.get("/api/rooms/aurora", &cookie).await.body;
                let may = matches!(to, Role::Lead | Role::Tech);
                assert_eq!(technical.contains("\"instructions\":\""), may, "as {to:?}");
                from = to;
            }
        }
    }
    assert!(round >= 20, "only {round} changes were tried");
    house.app.stop.cancel();
}

/// Both ends of a session: of age, and of not being used, as after a night's sleep of a laptop.
#[tokio::test]
async fn a_session_that_runs_out_ends_its_open_stream_within_a_second() {
    for (passes, name) in [(ABSOLUTE, "its absolute end"), (IDLE, "its idle end")] {
        let house = House::open().await;
        let address = serve(&house).await;
        tokio::spawn(OpenSessions::look_after(house.app.clone()));
        let cookie = house.sign_in(Role::Tech, "Thierry").await;
        let mut stream = follow(address, &cookie).await;
        let seq = house.room().await.seq;
        house.clock.advance(passes);
        let began = Instant::now();
        let last = rest(&mut stream).await;
        assert!(began.elapsed() <= BOUND, "{name}: {:?}", began.elapsed());
        assert!(last.contains("event: farewell\ndata: \"signed_out\""), "{name}: {last}");
        for path in ["/api/rooms/aurora/events", "/rooms/aurora", "/api/me"] {
            let refused = house.get(path, &cookie).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{name}: {path}");
        }
        let tick = house.command(&cookie, "late", finish("crons")).await;
        assert_eq!(tick.status, StatusCode::UNAUTHORIZED, "{name}");
        assert_eq!(house.room().await.seq, seq, "{name}");
        house.app.stop.cancel();
    }
}

#[tokio::test]
async fn an_order_in_the_queue_behind_a_revocation_is_refused() {
    let house = House::open().await;
    house.sign_in(Role::Tech, "Thierry").await;
    let room = house.room().await;
    let order = |role: Role, key: &str, command| Order {
        room: room.id.clone(),
        actor: Actor::Person(room.people.values().find(|p| p.role == role).unwrap().clone()),
        key: Key::parse(key).unwrap(),
        expected: None,
        command,
    };
    let Actor::Person(thierry) = order(Role::Tech, "k", finish("crons")).actor else { panic!() };
    let put_out = Command::RevokePerson {
        person: thierry.id.clone(),
        reason: Reason::parse("left").unwrap(),
    };
    // Both are past the door; the writer decides the second on what the first made.
    let (first, second) = tokio::join!(
        house.app.executor.execute(order(Role::Lead, "r", put_out)),
        house.app.executor.execute(order(Role::Tech, "t", finish("crons")))
    );
    assert!(first.is_ok(), "{first:?}");
    assert!(matches!(second, Err(Refused::Rejected(Rejection::PartChanged))), "{second:?}");
    let room = house.room().await;
    assert!(room.steps.values().all(|step| step.progress.slug() == "waiting"));
}
