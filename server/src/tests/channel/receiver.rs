//! A real HTTP server that keeps what it is posted, and answers as it is told.

use super::mail_server::eventually;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};
use tokio::{net::TcpListener, sync::Notify};

/// What was posted.
#[derive(Debug, Clone)]
pub struct Posted {
    pub headers: HeaderMap,
    pub body: String,
}

impl Posted {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// How a post is answered.
#[derive(Debug, Clone)]
pub enum Reply {
    /// With a status, headers and words.
    Say(u16, Vec<(&'static str, String)>, &'static str),
    /// Never.
    Hold,
}

/// A running receiver.
#[derive(Clone)]
pub struct Receiver {
    pub port: u16,
    kept: Arc<Kept>,
}

#[derive(Default)]
struct Kept {
    posted: Mutex<Vec<Posted>>,
    replies: Mutex<VecDeque<Reply>>,
    let_go: Notify,
}

impl Receiver {
    /// One that gives these answers in order, and "ok" from then on.
    pub async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let replies = Mutex::new(replies.into_iter().collect());
        let kept = Arc::new(Kept { replies, ..Kept::default() });
        let router = Router::new().fallback(take).with_state(kept.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, kept }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook-s3cr3t", self.port)
    }

    pub fn posted(&self) -> Vec<Posted> {
        self.kept.posted.lock().unwrap().clone()
    }

    /// Waits until it was posted so many.
    pub async fn takes(&self, number: usize) -> Vec<Posted> {
        eventually(async || Some(self.posted()).filter(|posted| posted.len() >= number)).await
    }

    /// Ends what is held.
    pub fn let_go(&self) {
        self.kept.let_go.notify_waiters();
    }
}

async fn take(State(kept): State<Arc<Kept>>, headers: HeaderMap, body: Bytes) -> Response {
    let body = String::from_utf8(body.to_vec()).unwrap();
    let reply = kept.replies.lock().unwrap().pop_front();
    let let_go = kept.let_go.notified();
    kept.posted.lock().unwrap().push(Posted { headers, body });
    match reply {
        None => "ok".into_response(),
        Some(Reply::Say(status, headers, words)) => {
            let mut response = (StatusCode::from_u16(status).unwrap(), words).into_response();
            for (name, value) in headers {
                response.headers_mut().insert(name, value.parse().unwrap());
            }
            response
        }
        Some(Reply::Hold) => {
            let_go.await;
            "ok".into_response()
        }
    }
}
