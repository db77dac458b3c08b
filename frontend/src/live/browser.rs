//! The few things a live page asks of its browser, each in a form that cannot panic. Closures
//! live exactly as long as the value that stands for them.

use std::future::Future;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget, Storage, window};

/// Milliseconds since the page was opened, never going back.
pub fn mono() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970 as this computer believes; only to be compared between tabs.
pub fn wall() -> f64 {
    js_sys::Date::now()
}

/// Between 0 and 1.
pub fn chance() -> f64 {
    js_sys::Math::random()
}

/// 128 random bits in hex; from a source that works without https.
pub fn random_hex() -> String {
    let mut bytes = [0_u8; 16];
    let crypto = window().and_then(|window| window.crypto().ok());
    let filled =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        bytes.fill_with(|| (chance() * 256.0) as u8);
    }
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Whether the browser believes in a network.
pub fn online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Whether nobody sees this tab.
pub fn hidden() -> bool {
    window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Says something to the other scripts of the page.
pub fn tell(name: &str) {
    let document = window().and_then(|window| window.document());
    if let (Some(document), Ok(event)) = (document, Event::new(name)) {
        let _ = document.dispatch_event(&event);
    }
}

/// Hands a number to the script of the panels, as it came.
pub fn pass_on(data: &str) {
    let document = window().and_then(|window| window.document());
    if let (Some(document), Ok(event)) = (document, Event::new("bascule:sample"))
        && js_sys::Reflect::set(&event, &"data".into(), &data.into()).is_ok()
    {
        let _ = document.dispatch_event(&event);
    }
}

/// Runs something that waits for answers.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// A running timer; stops when dropped.
pub struct Timer {
    id: i32,
    _run: Closure<dyn FnMut()>,
}

/// Runs something after a while. `None`: the browser refused.
pub fn after(millis: f64, run: impl FnOnce() + 'static) -> Option<Timer> {
    let run = Closure::once(run);
    let id = window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            run.as_ref().unchecked_ref(),
            millis as i32,
        )
        .ok()?;
    Some(Timer { id, _run: run })
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// Something listened to; no longer when dropped.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    hear: Closure<dyn FnMut(Event)>,
}

/// Listens to the window.
pub fn on_window(name: &'static str, hear: impl FnMut(Event) + 'static) -> Option<Listener> {
    listen(window()?.into(), name, hear)
}

/// Listens to the document.
pub fn on_document(name: &'static str, hear: impl FnMut(Event) + 'static) -> Option<Listener> {
    listen(window()?.document()?.into(), name, hear)
}

/// Listens to anything.
pub fn listen(
    target: EventTarget,
    name: &'static str,
    hear: impl FnMut(Event) + 'static,
) -> Option<Listener> {
    let hear = Closure::<dyn FnMut(Event)>::new(hear);
    target.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref()).ok()?;
    Some(Listener { target, name, hear })
}

impl Drop for Listener {
    fn drop(&mut self) {
        let hear = self.hear.as_ref().unchecked_ref();
        // It can only fail for a listener that is gone already.
        let _ = self.target.remove_event_listener_with_callback(self.name, hear);
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Asks before the page is left.
pub fn warn(event: &Event) {
    event.prevent_default();
}

/// What is kept; `None` also when storage is refused.
pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps something; false when storage is refused or full.
pub fn store(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Forgets something.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        // What cannot be forgotten was never kept.
        let _ = storage.remove_item(key);
    }
}

/// The keys that begin so.
pub fn stored_keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
