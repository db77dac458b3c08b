//! The moving part: what the browser reports goes in, the stream and the tabs are kept going.
//! It makes no decision that `sync`, `connection`, `leader`, `clock` or `backoff` could make.

mod follow;
mod lead;
mod session;

use super::{
    backoff::Backoff,
    browser::{self, Listener, Timer},
    channel::Channel,
    leader::{Election, Now},
    outbox::Outbox,
    pulse::Pulse,
    source::Source,
    sync::Patience,
};
use domain::{PersonId, RoomId};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

/// Every so many ticks, own commands are touched and those that no tab sends are looked for.
const SHELF_EVERY: u32 = 5;

/// The engine of one page. Dropping it closes the stream, the channel and every timer.
pub struct Engine(Rc<Core>);

pub(super) struct Core {
    pulse: Pulse,
    outbox: Outbox,
    room: RoomId,
    me: PersonId,
    lease_key: String,
    parts: RefCell<Parts>,
}

/// What changes; borrowed for a moment only, never across a call to the page.
struct Parts {
    source: Option<Source>,
    /// When the open stream was last heard, or opened.
    heard: f64,
    opened: f64,
    channel: Option<Channel>,
    /// `None` where tabs cannot agree: each opens its own stream.
    election: Option<Election>,
    tab: String,
    backoff: Backoff,
    patience: Patience,
    resync: Resync,
    probed: f64,
    ticks: u32,
    /// The page has been left; browsers may bring it back as it was.
    away: bool,
    tick: Option<Timer>,
    retry: Option<Timer>,
    bid: Option<Timer>,
    listeners: Vec<Listener>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Resync {
    No,
    Running,
    /// Something was missed again while the log was being read.
    Again,
}

impl Engine {
    /// Starts following. Called once the page has been hydrated.
    pub fn start(pulse: Pulse, outbox: Outbox, room: RoomId, me: PersonId) -> Self {
        // Slugs hold no slash: these names belong to one room and person only.
        let name = |what| [what, room.as_str(), me.as_str()].join("/");
        let (lease_key, channel) = (name("bascule-lead"), name("bascule"));
        let core =
            Rc::new(Core { pulse, outbox, room, me, lease_key, parts: RefCell::new(Parts::new()) });
        core.join(&channel);
        core.listen();
        core.pulse.network();
        core.outbox.adopt();
        core.tick();
        Self(core)
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.0.leave();
        // Taken out first: what is dropped may not find the parts borrowed.
        let parts = self.0.parts.replace(Parts::new());
        drop(parts);
    }
}

impl Parts {
    fn new() -> Self {
        let mono = browser::mono();
        Self {
            source: None,
            heard: mono,
            opened: mono,
            channel: None,
            election: None,
            tab: String::new(),
            backoff: Backoff::STREAM,
            patience: Patience::default(),
            resync: Resync::No,
            probed: f64::NEG_INFINITY,
            ticks: 0,
            away: false,
            tick: None,
            retry: None,
            bid: None,
            listeners: Vec::new(),
        }
    }
}

impl Core {
    /// Once a second of the room's clock.
    fn tick(self: &Rc<Self>) {
        if self.pulse.wake() {
            self.woke();
        }
        self.watch_stream();
        self.contest();
        self.watch_session();
        self.outbox.pump();
        let ticks = {
            let mut parts = self.parts.borrow_mut();
            parts.ticks = parts.ticks.wrapping_add(1);
            parts.ticks
        };
        if ticks % SHELF_EVERY == 0 {
            self.outbox.touch();
            if self.leads() {
                self.outbox.adopt();
            }
        }
        if let Some(millis) = self.pulse.tick() {
            let next = self.later(f64::from(millis), |core| core.tick());
            self.parts.borrow_mut().tick = next;
        }
    }

    /// Listens to what the browser says about network, tab and page.
    fn listen(self: &Rc<Self>) {
        let on = |name, run: fn(&Rc<Self>)| {
            let weak = Rc::downgrade(self);
            browser::on_window(name, move |_| with(&weak, run))
        };
        let mut listeners: Vec<Listener> = [
            on("online", Self::back_online),
            on("offline", |core| core.pulse.network()),
            on("pagehide", Self::leave),
            on("pageshow", Self::taken_out),
        ]
        .into_iter()
        .flatten()
        .collect();
        let weak = Rc::downgrade(self);
        listeners
            .extend(browser::on_document("visibilitychange", move |_| with(&weak, Self::returned)));
        let outbox = self.outbox;
        listeners.extend(browser::on_window("beforeunload", move |event| {
            if outbox.would_lose() {
                browser::warn(&event);
            }
        }));
        self.parts.borrow_mut().listeners = listeners;
    }

    fn back_online(self: &Rc<Self>) {
        self.pulse.network();
        self.reconnect();
        self.outbox.retry_now();
    }

    /// The page was put away, not closed, and is back. Every page is shown once at first, too.
    fn taken_out(self: &Rc<Self>) {
        if std::mem::take(&mut self.parts.borrow_mut().away) {
            self.returned();
        }
    }

    /// The tab is on screen again, or has just left it.
    fn returned(self: &Rc<Self>) {
        if browser::hidden() {
            return;
        }
        let was_live = self.pulse.shown().is_live() && !self.pulse.wake();
        self.pulse.doubt();
        if !was_live {
            self.reconnect();
        }
        self.outbox.retry_now();
        self.parts.borrow_mut().probed = f64::NEG_INFINITY;
        self.contest();
        self.watch_session();
    }

    /// After sleep, what a stream still holds is old: a new one says what is true now.
    fn woke(self: &Rc<Self>) {
        self.reconnect();
        self.outbox.retry_now();
    }

    fn now(&self) -> Now {
        Now { mono: browser::mono(), wall: browser::wall(), hidden: browser::hidden() }
    }

    fn later(self: &Rc<Self>, millis: f64, run: fn(&Rc<Self>)) -> Option<Timer> {
        let weak = Rc::downgrade(self);
        browser::after(millis, move || with(&weak, run))
    }
}

/// Runs something unless the page has gone.
fn with(weak: &Weak<Core>, run: impl FnOnce(&Rc<Core>)) {
    if let Some(core) = weak.upgrade() {
        run(&core);
    }
}
