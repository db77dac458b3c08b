//! Checks against a real site: open inside, shut outside, slow, moved.

use super::{number, source};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect},
    routing::get,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// A site in maintenance: the office may come in, everybody else gets 503.
struct Site {
    address: String,
    port: u16,
    elsewhere: Arc<AtomicU32>,
}

async fn front(headers: HeaderMap) -> impl IntoResponse {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|given| given == value);
    if is("x-office", "s3cret-s3cret-s3cret") {
        (StatusCode::OK, "the shop")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "<h1>Maintenance, back soon</h1>")
    }
}

async fn open() -> Site {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let elsewhere = Arc::new(AtomicU32::new(0));
    let counted = |State(count): State<Arc<AtomicU32>>| async move {
        count.fetch_add(1, Ordering::SeqCst);
    };
    let slow = || async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        "slow"
    };
    let host = |headers: HeaderMap| async move {
        headers.get(header::HOST).unwrap().to_str().unwrap().to_owned()
    };
    let cookie = |headers: HeaderMap| async move { format!("{headers:?}") };
    let router = Router::new()
        .route("/", get(front))
        .route("/slow", get(slow))
        .route("/host", get(host))
        .route("/headers", get(cookie))
        .route("/moved", get(|| async { Redirect::temporary("/elsewhere") }))
        .route("/elsewhere", get(counted))
        .with_state(elsewhere.clone());
    tokio::spawn(async { axum::serve(listener, router).await });
    Site { address: format!("http://127.0.0.1:{port}"), port, elsewhere }
}

impl Site {
    async fn check(&self, path: &str, more: &str) -> Result<String, String> {
        let url = format!("{}{path}", self.address);
        number(&source(&format!("kind = \"http\"\nurl = \"{url}\"\n{more}"))).await
    }
}

#[tokio::test]
async fn outside_is_shut_and_the_office_comes_in() {
    let site = open().await;
    let one = Ok("1".to_owned());
    assert_eq!(site.check("/", "expect = 503\ncontains = \"Maintenance\"").await, one);
    let office = "headers = { \"X-Office\" = { env = \"SECRET\" } }";
    assert_eq!(site.check("/", &format!("{office}\ncontains = \"shop\"")).await, one);
    assert_eq!(site.check("/", &format!("{office}\nmethod = \"HEAD\"")).await, one);
    // What is not as it should be is a number as well: it was measured.
    let zero = Ok("0".to_owned());
    assert_eq!(site.check("/", "").await, zero);
    assert_eq!(site.check("/", "expect = 503\ncontains = \"Wartung\"").await, zero);
    assert_eq!(site.check("/", &format!("{office}\nexpect = 503")).await, zero);
    assert_eq!(site.check("/", "expect = [200, 503]").await, one);
    assert_eq!(site.check("/", "measure = \"status\"").await, Ok("503".to_owned()));
}

#[tokio::test]
async fn latency_is_in_seconds_and_only_of_a_good_answer() {
    let site = open().await;
    let seconds = site.check("/slow", "measure = \"latency\"").await.unwrap();
    assert!(seconds.starts_with("0.") && seconds.as_str() >= "0.15", "{seconds}");
    let shut = site.check("/", "measure = \"latency\"").await.unwrap_err();
    assert_eq!(shut, "the answer has status 503");
    let other = site.check("/slow", "measure = \"latency\"\ncontains = \"fast\"").await;
    assert_eq!(other.unwrap_err(), "the answer lacks the text it must hold");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let site = open().await;
    assert_eq!(site.check("/moved", "measure = \"status\"").await, Ok("307".to_owned()));
    assert_eq!(site.check("/moved", "").await, Ok("0".to_owned()));
    assert_eq!(site.elsewhere.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn the_same_name_is_asked_at_another_address() {
    let site = open().await;
    // The name does not exist: only the address given leads there.
    let outside = format!(
        "kind = \"http\"\nurl = \"http://shop.example.org:{}/host\"\naddress = \"127.0.0.1\"\n\
         contains = \"shop.example.org\"",
        site.port
    );
    assert_eq!(number(&source(&outside)).await, Ok("1".to_owned()));
}

#[tokio::test]
async fn each_question_is_a_new_connection_and_tells_no_more_than_it_must() {
    let site = open().await;
    let told = source(&format!(
        "kind = \"http\"\nurl = \"{}/headers\"\ncontains = \"bascule\"",
        site.address
    ));
    assert_eq!(number(&told).await, Ok("1".to_owned()));
    for header in ["cookie", "referer", "accept-encoding", "x-forwarded-for", "authorization"] {
        let told = format!("contains = \"\\\"{header}\\\"\"");
        assert_eq!(site.check("/headers", &told).await, Ok("0".to_owned()), "{header} was sent");
    }
}

/// A port that lets nobody in and says nothing: its queue is full, so the system drops whoever
/// knocks, as a firewall does.
async fn silent() -> (TcpListener, u16, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    // Until one is not taken: how many fit is the system's to say.
    let patience = Duration::from_millis(300);
    while let Ok(taken) = tokio::time::timeout(patience, TcpStream::connect(address)).await {
        waiting.push(taken.unwrap());
    }
    (listener, address.port(), waiting)
}

#[tokio::test]
async fn a_firewall_is_shut_when_it_refuses_or_says_nothing_and_open_when_somebody_answers() {
    let site = open().await;
    let shut = |address: &str| {
        source(&format!("kind = \"http\"\nexpect = \"unreachable\"\nurl = \"{address}\""))
    };
    let (zero, one) = (Ok("0".to_owned()), Ok("1".to_owned()));
    let nobody = super::target::free_port();
    assert_eq!(number(&shut(&format!("http://127.0.0.1:{nobody}/"))).await, one);
    let (_listener, port, _waiting) = silent().await;
    assert_eq!(number(&shut(&format!("http://127.0.0.1:{port}/"))).await, one, "silence");
    assert_eq!(number(&shut(&format!("{}/", site.address))).await, zero, "it answers 503");
    assert_eq!(number(&shut(&format!("https://127.0.0.1:{}/", site.port))).await, zero, "no TLS");
    let nowhere = number(&shut("http://no-such-name.invalid/")).await;
    assert_eq!(nowhere, Err("nothing answers there".to_owned()), "it shows nothing");
}
