//! A name server of the test's own, which answers as badly as it is told to.

use super::{channel_with, post};
use crate::{
    channel::{Channels, Trouble},
    outgoing::{Guard, Names},
    tests::{
        channel::post_room::hook,
        source::{ask, read_with, target::free_port},
    },
};
use async_trait::async_trait;
use std::{
    collections::VecDeque,
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};
use tokio::net::TcpListener;

/// Gives prepared answers one after the other, the last one for ever.
pub struct Prepared {
    answers: Mutex<VecDeque<Vec<IpAddr>>>,
    pub asked: AtomicU32,
}

impl Prepared {
    pub fn new(answers: &[&[&str]]) -> Arc<Self> {
        let answer = |addresses: &&[&str]| addresses.iter().map(|a| a.parse().unwrap()).collect();
        let answers = Mutex::new(answers.iter().map(answer).collect());
        Arc::new(Self { answers, asked: AtomicU32::new(0) })
    }
}

#[async_trait]
impl Names for Prepared {
    async fn addresses(&self, _name: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut answers = self.answers.lock().unwrap();
        if answers.len() > 1 {
            return Ok(answers.pop_front().unwrap());
        }
        answers.front().cloned().ok_or_else(|| io::Error::other("no such name"))
    }
}

/// Counts who connects to this machine, and hangs up.
pub struct Canary {
    pub port: u16,
    pub connections: Arc<AtomicU32>,
}

impl Canary {
    /// On 127.0.0.1 and on ::1, where there is one, with the same port.
    pub async fn open() -> Self {
        let four = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = four.local_addr().unwrap().port();
        let connections = Arc::new(AtomicU32::new(0));
        let six = TcpListener::bind(("::1", port)).await.ok();
        for listener in [Some(four), six].into_iter().flatten() {
            let connections = connections.clone();
            tokio::spawn(async move {
                while listener.accept().await.is_ok() {
                    connections.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        Self { port, connections }
    }

    pub fn count(&self) -> u32 {
        self.connections.load(Ordering::SeqCst)
    }
}

fn check(allow: &str, port: u16) -> String {
    format!(
        "allow = [{allow}]\n[[source]]\nroom = \"aurora\"\nmetric = \"m\"\nkind = \"http\"\n\
         url = \"http://site.example.org:{port}/\"\n"
    )
}

#[tokio::test]
async fn one_bad_address_among_good_ones_is_enough_to_call_none() {
    let canary = Canary::open().await;
    for bad in ["169.254.169.254", "10.0.0.1", "::1", "fe80::1", "::ffff:10.0.0.1"] {
        for answers in [["127.0.0.1", bad], [bad, "127.0.0.1"]] {
            let file = check("\"127.0.0.1/32\"", canary.port);
            let sources = read_with(&file, Prepared::new(&[&answers])).unwrap();
            let refused = ask(&sources.asked[0]).await.unwrap_err().to_string();
            assert!(refused.contains("allow"), "{answers:?}: {refused}");
        }
    }
    assert_eq!(canary.count(), 0);
}

#[tokio::test]
async fn a_notice_goes_to_the_address_that_was_checked_and_to_no_worse_one() {
    let canary = Canary::open().await;
    let url = format!("http://site.example.org:{}/s3cr3t", canary.port);
    let allowed = "\"127.0.0.1\"";
    let names = Prepared::new(&[&["127.0.0.1"], &["169.254.169.254"]]);
    let channels = channel_with(allowed, "slack", &url, names.clone()).unwrap();
    let _hung_up = post(channels).await.unwrap_err();
    assert_eq!((names.asked.load(Ordering::Relaxed), canary.count()), (1, 1));
    for bad in [&["127.0.0.1", "10.0.0.1"][..], &["169.254.169.254", "127.0.0.1"], &["::1"]] {
        let channels = channel_with(allowed, "slack", &url, Prepared::new(&[bad])).unwrap();
        let trouble = post(channels).await.unwrap_err().trouble;
        assert!(matches!(trouble, Trouble::OutOfReach { .. }), "{bad:?}: {trouble:?}");
    }
    let nobody = channel_with(allowed, "slack", &url, Prepared::new(&[])).unwrap();
    let trouble = post(nobody).await.unwrap_err().trouble;
    assert!(matches!(trouble, Trouble::Unreachable { .. }) && !trouble.is_final(), "{trouble:?}");
    assert_eq!(canary.count(), 1);
}

#[tokio::test]
async fn nothing_we_send_comes_back_to_ourselves() {
    let ourselves = Canary::open().await;
    let own = Some(SocketAddr::from(([127, 0, 0, 1], ourselves.port)));
    let guard = Guard::new(Vec::new(), own, Prepared::new(&[&["127.0.0.1"]]));
    for host in ["127.0.0.1", "site.example.org"] {
        let url = format!("http://{host}:{}/", ourselves.port);
        let file = hook("ops", "slack", &url);
        let trouble = post(Channels::read(&file, &|_| None, &guard).unwrap()).await.unwrap_err();
        assert!(matches!(trouble.trouble, Trouble::OutOfReach { .. }), "{host}: {trouble:?}");
    }
    assert_eq!(ourselves.count(), 0);
}

#[tokio::test]
async fn the_address_that_was_checked_is_the_one_that_is_called() {
    // Good when it is looked at, bad when it is called: the trick only works on who asks twice.
    let canary = Canary::open().await;
    let names = Prepared::new(&[&["127.0.0.1"], &["169.254.169.254"]]);
    let sources = read_with(&check("\"127.0.0.1/32\"", canary.port), names.clone()).unwrap();
    let _hung_up = ask(&sources.asked[0]).await;
    assert_eq!((names.asked.load(Ordering::Relaxed), canary.count()), (1, 1));
    let refused = ask(&sources.asked[0]).await.unwrap_err().to_string();
    assert!(refused.contains("metadata"), "{refused}");
    // And the other way round: what was refused once is asked about anew.
    let names = Prepared::new(&[&["127.0.0.1"], &["8.8.8.8"]]);
    let sources = read_with(&check("", canary.port), names).unwrap();
    assert!(ask(&sources.asked[0]).await.unwrap_err().to_string().contains("this machine itself"));
    assert_eq!(canary.count(), 1);
}

#[tokio::test]
async fn a_name_without_an_address_is_as_silent_as_a_closed_port() {
    let canary = Canary::open().await;
    let ask_of = async |port: u16, answers: &[&[&str]]| {
        let file = check("\"127.0.0.1/32\"", port);
        let sources = read_with(&file, Prepared::new(answers)).unwrap();
        ask(&sources.asked[0]).await.unwrap_err().to_string()
    };
    let closed = ask_of(free_port(), &[&["127.0.0.1"]]).await;
    assert_eq!(closed, "nothing answers there");
    assert_eq!(ask_of(canary.port, &[]).await, closed);
    assert_eq!(ask_of(canary.port, &[&[]]).await, closed);
    let many: Vec<&str> = std::iter::repeat_n("10.0.0.1", 1_000).collect();
    assert!(ask_of(canary.port, &[&many]).await.contains("private"));
    assert_eq!(canary.count(), 0);
}
