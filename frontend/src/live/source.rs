//! The open stream of a room: a plain `EventSource` that hands over every message as it comes.
//! It is closed at the first error: the browser's own retry would resume from a number of its
//! own, without our backoff.

use super::{
    browser::{Listener, listen},
    sync::Frame,
};
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// A stream; closed when dropped.
pub struct Source {
    source: EventSource,
    _listeners: Vec<Listener>,
}

impl Source {
    /// Opens a stream. `None`: the browser refused.
    pub fn open(
        path: &str,
        hear: impl Fn(&'static str, String) + Clone + 'static,
        lost: impl Fn() + 'static,
    ) -> Option<Self> {
        let source = EventSource::new(path).ok()?;
        let mut listeners = Vec::new();
        for kind in Frame::KINDS {
            let hear = hear.clone();
            listeners.extend(listen(source.clone().into(), kind, move |event| {
                if let Some(data) = data_of(event) {
                    hear(kind, data);
                }
            }));
        }
        listeners.extend(listen(source.clone().into(), "error", move |_| lost()));
        Some(Self { source, _listeners: listeners })
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.source.close();
    }
}

fn data_of(event: web_sys::Event) -> Option<String> {
    event.dyn_into::<MessageEvent>().ok()?.data().as_string()
}
