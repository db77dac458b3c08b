//! Frames as the bytes of server-sent events. Names and shapes are those of `domain::wire`.

use crate::samples::Frame;
use axum::body::Bytes;
use domain::{
    MetricId, Room, Timestamp,
    metric::{Health, Sample, Value},
    wire::{EventFrame, Farewell, Heartbeat, Presence},
};
use serde::Serialize;
use std::io::Write;

/// After a restart, readers come back spread over this many milliseconds.
const RETRY: (u32, u32) = (500, 2500);

/// An event; the only frame with a number, and so the only one a browser resumes from.
pub(crate) fn event(frame: &EventFrame) -> Result<Bytes, serde_json::Error> {
    let head = format!("id: {}\nevent: event\n", frame.recorded.seq);
    with_data(head.as_bytes(), frame)
}

/// Proof of life.
pub(crate) fn heartbeat(heartbeat: &Heartbeat) -> Result<Bytes, serde_json::Error> {
    with_data(b"event: heartbeat\n", heartbeat)
}

/// New numbers, a frame each and without a number of its own: nobody resumes from one. Only what
/// the plan measures is sent; everybody inside may see that. What a number is made of is not here.
pub(crate) fn samples(room: &Room, frames: &[Frame], now: Timestamp) -> Bytes {
    let mut bytes = Vec::new();
    for Frame { metric, at, value } in frames {
        if room.watch.metric(metric).is_none() {
            continue;
        }
        let last = Some(Sample { at: *at, value: *value });
        let state = room.health_of(metric, last, now);
        let (value, shown) = (*value, value.to_string());
        let sent = Sent { metric, value, shown, at: *at, state };
        // Numbers and names only: there is nothing in it that could not be written.
        if let Ok(frame) = with_data(b"event: sample\n", &sent) {
            bytes.extend_from_slice(&frame);
        }
    }
    bytes.into()
}

/// A new number as it travels.
#[derive(Serialize)]
struct Sent<'a> {
    metric: &'a MetricId,
    /// In thousandths.
    value: Value,
    /// As it is read, with a point.
    shown: String,
    at: Timestamp,
    state: Health,
}

/// Who is here.
pub(crate) fn presence(presence: &Presence) -> Result<Bytes, serde_json::Error> {
    with_data(b"event: presence\n", presence)
}

/// The last frame of a stream that ends on purpose. With `retry`, the browser waits so many
/// milliseconds before it comes back.
pub(crate) fn farewell(why: Farewell, retry: Option<u32>) -> Result<Bytes, serde_json::Error> {
    let retry = retry.map(|millis| format!("retry: {millis}\n")).unwrap_or_default();
    with_data(format!("{retry}event: farewell\n").as_bytes(), &why)
}

/// The reader's number is not of this log: it must load the room again.
#[must_use]
pub const fn reload() -> Bytes {
    // An event without data would be dropped by the browser.
    Bytes::from_static(b"event: reload\ndata: {}\n\n")
}

/// A moment of its own for every reader, so that they do not all come back at once.
pub(crate) fn retry_after() -> u32 {
    let (from, to) = RETRY;
    // Without randomness they do come back at once; that is no reason to end without a word.
    from + getrandom::u32().unwrap_or_default() % (to - from + 1)
}

/// JSON has no line breaks in it, so one `data:` line holds it all.
fn with_data(head: &[u8], data: &impl Serialize) -> Result<Bytes, serde_json::Error> {
    let mut bytes = Vec::with_capacity(512);
    bytes.extend_from_slice(head);
    bytes.extend_from_slice(b"data: ");
    serde_json::to_writer(bytes.by_ref(), data)?;
    bytes.extend_from_slice(b"\n\n");
    Ok(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_farewell_says_why_and_when_to_come_back() {
        let bytes = farewell(Farewell::Restarting, Some(900)).unwrap();
        assert_eq!(&bytes[..], b"retry: 900\nevent: farewell\ndata: \"restarting\"\n\n");
        let bytes = farewell(Farewell::SignedOut, None).unwrap();
        assert_eq!(&bytes[..], b"event: farewell\ndata: \"signed_out\"\n\n");
    }
}
