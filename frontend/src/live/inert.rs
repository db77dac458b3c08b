//! The twins for the server, of equal signatures: nothing is opened, kept or heard there.

pub mod browser {
    //! No browser.

    use std::future::Future;

    pub struct Event;
    pub struct Timer;
    pub struct Listener;

    /// Hands a number on; nobody is there.
    pub const fn pass_on(_: &str) {}

    pub fn mono() -> f64 {
        0.0
    }
    pub fn wall() -> f64 {
        0.0
    }
    pub fn chance() -> f64 {
        0.0
    }
    pub fn random_hex() -> String {
        "0".repeat(32)
    }
    pub fn online() -> bool {
        true
    }
    pub fn hidden() -> bool {
        false
    }
    pub fn spawn(_task: impl Future<Output = ()> + 'static) {}
    pub const fn tell(_name: &str) {}
    pub fn after(_millis: f64, _run: impl FnOnce() + 'static) -> Option<Timer> {
        None
    }
    pub fn on_window(_name: &'static str, _hear: impl FnMut(Event) + 'static) -> Option<Listener> {
        None
    }
    pub fn on_document(
        _name: &'static str,
        _hear: impl FnMut(Event) + 'static,
    ) -> Option<Listener> {
        None
    }
    pub fn reload() {}
    pub fn warn(_event: &Event) {}
    pub fn stored(_key: &str) -> Option<String> {
        None
    }
    pub fn store(_key: &str, _value: &str) -> bool {
        false
    }
    pub fn forget(_key: &str) {}
    pub fn stored_keys(_prefix: &str) -> Vec<String> {
        Vec::new()
    }
}

pub mod source {
    //! No stream.

    pub struct Source;

    impl Source {
        pub fn open(
            _path: &str,
            _hear: impl Fn(&'static str, String) + Clone + 'static,
            _lost: impl Fn() + 'static,
        ) -> Option<Self> {
            None
        }
    }
}

pub mod channel {
    //! No other tabs.

    use crate::live::leader::Said;

    pub struct Channel;

    impl Channel {
        pub fn join(_name: &str, _hear: impl Fn(Said) + 'static) -> Option<Self> {
            None
        }
        pub fn say(&self, _said: &Said) {}
    }
}
