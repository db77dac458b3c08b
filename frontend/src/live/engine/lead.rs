//! Keeping one stream open for all tabs of a person.

use super::{Core, with};
use crate::{
    api::after_path,
    live::{
        backoff::Backoff,
        browser,
        channel::Channel,
        connection::{Ended, FRESH_MS},
        leader::{Act, Election, Lease, Said, What},
        source::Source,
        sync::Patience,
    },
};
use domain::wire::events_path;
use std::rc::Rc;

/// A stream that lasted this long was a good one: the next is tried soon.
const LASTED_MS: f64 = 5_000.0;

/// After so many streams in a row that did not open, the session is asked about.
const PROBE_AFTER: u32 = 3;

impl Core {
    /// Joins the other tabs, if this browser lets tabs agree; else leads alone.
    pub fn join(self: &Rc<Self>, channel: &str) {
        let weak = Rc::downgrade(self);
        let joined = Channel::join(channel, move |said| with(&weak, |core| core.overhear(&said)));
        let probe = [self.lease_key.as_str(), "probe"].join("/");
        let kept = browser::store(&probe, "1");
        browser::forget(&probe);
        let mut parts = self.parts.borrow_mut();
        parts.tab = browser::random_hex();
        if kept && joined.is_some() {
            parts.election = Some(Election::new(parts.tab.clone(), browser::mono()));
            parts.channel = joined;
            drop(parts);
            self.be_impatient();
        } else {
            drop(parts);
            self.connect();
        }
    }

    /// Whether this tab is the one with the stream.
    pub fn leads(&self) -> bool {
        self.parts.borrow().election.as_ref().is_none_or(Election::leads)
    }

    /// Once a second: who leads?
    pub fn contest(self: &Rc<Self>) {
        if self.pulse.ended() == Some(Ended::Reload) {
            return;
        }
        let (now, lease) = (self.now(), self.lease());
        self.elect(|election| election.tick(now, lease.as_ref()));
    }

    /// Another tab speaks.
    fn overhear(self: &Rc<Self>, said: &Said) {
        if self.pulse.ended() == Some(Ended::Reload) {
            return;
        }
        if self.pulse.wake() {
            self.woke();
        }
        let now = self.now();
        self.elect(|election| election.hear(now, said));
        if let What::Frame { kind, data } = &said.what {
            self.take_in(kind, data);
        }
    }

    fn elect(self: &Rc<Self>, ask: impl FnOnce(&mut Election) -> Act) {
        let act = self.parts.borrow_mut().election.as_mut().map_or(Act::Rest, ask);
        self.obey(act);
    }

    fn read_back(self: &Rc<Self>) {
        let (now, lease) = (self.now(), self.lease());
        self.elect(|election| election.read_back(now, lease.as_ref()));
    }

    /// Does what the election decided. Not generic: a bid asks the election again.
    fn obey(self: &Rc<Self>, act: Act) {
        match act {
            Act::Rest => {}
            Act::Bid => {
                self.write_lease();
                let wait = 50.0 + browser::chance() * 200.0;
                let bid = self.later(wait, Self::read_back);
                self.parts.borrow_mut().bid = bid;
            }
            Act::Renew => {
                self.write_lease();
                self.say(What::Alive);
            }
            Act::Lead => {
                self.say(What::Alive);
                self.connect();
            }
            Act::Yield => {
                self.close();
                self.be_impatient();
            }
        }
    }

    /// Opens the stream after what is folded, closing an older one.
    pub fn connect(self: &Rc<Self>) {
        let Some(last) = self.pulse.seq() else { return };
        if !self.leads() || self.pulse.ended().is_some() {
            return;
        }
        let path = after_path(events_path(&self.room), last);
        let (heard, lost) = (Rc::downgrade(self), Rc::downgrade(self));
        let source = Source::open(
            &path,
            move |kind, data| with(&heard, |core| core.stream_says(kind, data)),
            move || with(&lost, Core::lost),
        );
        let (mono, refused) = (browser::mono(), source.is_none());
        // Dropped when the parts are no longer borrowed.
        let _old = {
            let mut parts = self.parts.borrow_mut();
            (parts.opened, parts.heard) = (mono, mono);
            parts.retry = None;
            parts.patience = Patience::default();
            std::mem::replace(&mut parts.source, source)
        };
        if refused {
            self.lost();
        }
    }

    fn stream_says(self: &Rc<Self>, kind: &'static str, data: String) {
        if self.pulse.wake() {
            // Whatever this stream still holds is from before.
            return self.woke();
        }
        self.parts.borrow_mut().heard = browser::mono();
        let now = self.now();
        self.elect(|election| election.lives(now));
        self.take_in(kind, &data);
        self.say(What::Frame { kind: kind.to_owned(), data });
    }

    /// The stream broke off, or did not open.
    fn lost(self: &Rc<Self>) {
        self.close();
        self.pulse.doubt();
        let (wait, tries) = {
            let mut parts = self.parts.borrow_mut();
            if parts.heard - parts.opened >= LASTED_MS {
                parts.backoff.reset();
            }
            (parts.backoff.next(browser::chance()), parts.backoff.tries())
        };
        if tries % PROBE_AFTER == 0 {
            self.probe();
        }
        self.retry_after(wait);
    }

    /// Opens a new stream in a while.
    pub fn retry_after(self: &Rc<Self>, millis: f64) {
        if !self.leads() {
            return;
        }
        self.close();
        let retry = self.later(millis, Core::connect);
        self.parts.borrow_mut().retry = retry;
    }

    /// Opens a new stream now.
    pub fn reconnect(self: &Rc<Self>) {
        self.parts.borrow_mut().backoff = Backoff::STREAM;
        self.connect();
    }

    /// A stream that says nothing is as good as broken: a line can go dead without a word.
    pub fn watch_stream(self: &Rc<Self>) {
        let silent = {
            let parts = self.parts.borrow();
            parts.source.is_some() && browser::mono() - parts.heard >= FRESH_MS
        };
        if silent {
            self.lost();
        }
    }

    /// The page goes, or is put away.
    pub fn leave(self: &Rc<Self>) {
        self.resign();
        self.parts.borrow_mut().away = true;
        self.pulse.doubt();
        self.outbox.leave();
    }

    pub fn resign(&self) {
        self.close();
        let now = self.now();
        let led = self.parts.borrow_mut().election.as_mut().is_some_and(|one| one.leave(now));
        if led {
            browser::forget(&self.lease_key);
            self.say(What::Bye);
        }
    }

    pub fn close(&self) {
        // Dropped when the parts are no longer borrowed.
        let _old = {
            let mut parts = self.parts.borrow_mut();
            parts.retry = None;
            parts.source.take()
        };
    }

    fn say(&self, what: What) {
        let hidden = browser::hidden();
        let parts = self.parts.borrow();
        if let Some(channel) = &parts.channel {
            channel.say(&Said { from: parts.tab.clone(), hidden, what });
        }
    }

    fn lease(&self) -> Option<Lease> {
        browser::stored(&self.lease_key).as_deref().and_then(Lease::parse)
    }

    fn write_lease(self: &Rc<Self>) {
        let now = self.now();
        let tab = self.parts.borrow().tab.clone();
        let lease = Lease { tab, at: now.wall, hidden: now.hidden };
        if !browser::store(&self.lease_key, &lease.write()) {
            // The shelf has filled up since: from here on, this tab is on its own.
            self.parts.borrow_mut().election = None;
            self.connect();
        }
    }
}
