//! Reading a stream of server-sent events, frame by frame.

use crate::wait::SOON;
use domain::wire::{EventFrame, Heartbeat};
use reqwest::Response;
use tokio::time::timeout;

/// One frame of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Its number; only events have one.
    pub id: Option<u64>,
    /// What it is.
    pub kind: String,
    /// Its content.
    pub data: String,
    /// When to come back, in milliseconds.
    pub retry: Option<u64>,
}

impl Frame {
    /// The event in it, if it is one.
    ///
    /// # Panics
    /// When it says it is one and cannot be read.
    #[must_use]
    pub fn event(&self) -> Option<EventFrame> {
        (self.kind == "event").then(|| read(&self.data))
    }

    /// The heartbeat in it, if it is one.
    ///
    /// # Panics
    /// When it says it is one and cannot be read.
    #[must_use]
    pub fn heartbeat(&self) -> Option<Heartbeat> {
        (self.kind == "heartbeat").then(|| read(&self.data))
    }
}

fn read<T: serde::de::DeserializeOwned>(data: &str) -> T {
    serde_json::from_str(data).unwrap_or_else(|error| panic!("{error} in the frame {data}"))
}

/// An open stream.
pub struct Stream {
    response: Response,
    /// What has come and is no whole frame yet; a packet may end in the middle of a letter.
    rest: Vec<u8>,
}

impl Stream {
    /// Reads the frames of an answer.
    #[must_use]
    pub const fn of(response: Response) -> Self {
        Self { response, rest: Vec::new() }
    }

    /// The next frame; `None` when the stream has ended.
    ///
    /// # Panics
    /// When the stream stays silent for [`SOON`]: heartbeats come more often than that.
    pub async fn next(&mut self) -> Option<Frame> {
        loop {
            if let Some(end) = self.rest.windows(2).position(|two| two == b"\n\n") {
                let frame: Vec<u8> = self.rest.drain(..end + 2).collect();
                return Some(parse(std::str::from_utf8(&frame[..end]).expect("frames are UTF-8")));
            }
            let chunk =
                timeout(SOON, self.response.chunk()).await.expect("a stream says something");
            let Ok(Some(bytes)) = chunk else { return None };
            self.rest.extend_from_slice(&bytes);
        }
    }

    /// Every event up to the heartbeat that says: this is all. Gives the events and that head.
    ///
    /// # Panics
    /// When the stream ends before.
    pub async fn until_caught_up(&mut self, head: u64) -> Vec<EventFrame> {
        let mut events = Vec::new();
        loop {
            let frame = self.next().await.expect("the stream goes on");
            if let Some(event) = frame.event() {
                assert_eq!(frame.id, Some(event.recorded.seq.0), "a frame's id is its event's");
                events.push(event);
            } else if frame.heartbeat().is_some_and(|beat| beat.head.0 >= head) {
                return events;
            }
        }
    }
}

fn parse(text: &str) -> Frame {
    let mut frame = Frame::default();
    for line in text.lines() {
        match line.split_once(": ") {
            Some(("id", id)) => frame.id = id.parse().ok(),
            Some(("event", kind)) => kind.clone_into(&mut frame.kind),
            Some(("data", data)) => frame.data.push_str(data),
            Some(("retry", millis)) => frame.retry = millis.parse().ok(),
            _ => panic!("an odd line in a stream: {line:?}"),
        }
    }
    frame
}
