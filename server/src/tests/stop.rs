//! Over a real connection: a stream, and how it ends.

use super::house::{House, start};
use crate::{
    lifecycle,
    server::{Fatal, serve},
};
use domain::Role;
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};

struct Open {
    house: House,
    socket: TcpStream,
    served: JoinHandle<()>,
    cookie: String,
}

async fn with_stream_open() -> Open {
    let house = House::open().await;
    let cookie = house.lead().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (router, stop) = (house.router.clone(), house.app.stop.clone());
    let served = tokio::spawn(lifecycle::serve(router, listener, stop));
    let mut socket = TcpStream::connect(address).await.unwrap();
    let ask = format!(
        "GET /api/rooms/aurora/events?after=0 HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n"
    );
    socket.write_all(ask.as_bytes()).await.unwrap();
    let seen = read_until(&mut socket, "room_created").await;
    assert!(seen.starts_with("HTTP/1.1 200 OK"), "{seen}");
    assert!(seen.contains("text/event-stream"), "{seen}");
    Open { house, socket, served, cookie }
}

async fn read_until(socket: &mut TcpStream, mark: &str) -> String {
    let mut seen = String::new();
    let mut buffer = vec![0; 65_536];
    let reading = async {
        while !seen.contains(mark) {
            let read = socket.read(&mut buffer).await.unwrap();
            assert!(read > 0, "closed before {mark:?}: {seen}");
            seen.push_str(&String::from_utf8_lossy(&buffer[..read]));
        }
    };
    let in_time = timeout(Duration::from_secs(5), reading).await;
    assert!(in_time.is_ok(), "no {mark:?} in time");
    seen
}

#[tokio::test]
async fn an_open_stream_does_not_keep_the_server_from_stopping() {
    let mut open = with_stream_open().await;
    let began = Instant::now();
    open.house.app.stop.cancel();
    let last = read_until(&mut open.socket, "restarting").await;
    assert!(!last.is_empty());
    open.served.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(3), "it took {:?}", began.elapsed());
}

#[tokio::test]
async fn a_failing_disk_stops_the_server_and_says_so() {
    let house = House::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let served = tokio::spawn(serve(house.app.clone(), listener));
    house.app.fatal.cancel();
    assert!(matches!(served.await.unwrap(), Err(Fatal::Disk)));
}

#[tokio::test]
async fn a_tick_reaches_an_open_stream_and_signing_out_ends_it() {
    let mut open = with_stream_open().await;
    open.house.command(&open.cookie, "k", start("crons")).await;
    read_until(&mut open.socket, "step_started").await;
    open.house.form("/sign-out", &open.cookie, &[]).await;
    read_until(&mut open.socket, "signed_out").await;
    open.house.app.stop.cancel();
    open.served.await.unwrap();
}

#[tokio::test]
async fn a_guesser_is_slowed_down_and_a_good_link_is_not() {
    let open = with_stream_open().await;
    let address = open.socket.peer_addr().unwrap();
    let ask = async |path: &str| {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let ask = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        socket.write_all(ask.as_bytes()).await.unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.unwrap();
        answer[9..12].to_owned()
    };
    let guess = format!("/join/{}", "1".repeat(64));
    let mut answers = Vec::new();
    for _ in 0..21 {
        answers.push(ask(&guess).await);
    }
    assert_eq!((answers[0].as_str(), answers[20].as_str()), ("404", "429"));
    let good = open.house.link(Role::Tech).await;
    assert_eq!(ask(&good).await, "200");
    open.house.app.stop.cancel();
    open.served.await.unwrap();
}
