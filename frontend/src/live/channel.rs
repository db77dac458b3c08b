//! What the tabs of one person say to each other about one room.

use super::{
    browser::{Listener, listen},
    leader::Said,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel; left when dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Option<Listener>,
}

impl Channel {
    /// Joins a channel. `None`: this browser has none, and every tab is on its own.
    pub fn join(name: &str, hear: impl Fn(Said) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = listen(channel.clone().into(), "message", move |event| {
            let text =
                event.dyn_into::<MessageEvent>().ok().and_then(|said| said.data().as_string());
            if let Some(said) = text.as_deref().and_then(Said::parse) {
                hear(said);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Says something to the other tabs.
    pub fn say(&self, said: &Said) {
        // Only a closed channel refuses, and then nobody is left to hear.
        let _ = self.channel.post_message(&JsValue::from_str(&said.write()));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
