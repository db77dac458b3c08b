//! Eight tabs, one stream: browsers allow six connections to a host, so one tab of a person
//! opens the stream of a room and tells the others. Who that is, as a pure state machine.
//!
//! The lead is a lease in the browser's storage, renewed while it is held. Web Locks would do
//! the same, but exist on https only, and a war room may run on a laptop's address.

mod words;

pub use words::{Lease, Said, What};

/// The leader renews its lease this often, in milliseconds.
const RENEW_MS: f64 = 2_000.0;

/// A lease older than this is nobody's.
const STALE_MS: f64 = 6_000.0;

/// A follower that hears nothing from a leader for this long tries to lead.
const SILENT_MS: f64 = 5_000.0;

/// A tab on screen passes over a hidden leader that has passed on no frame for this long: the
/// timers of hidden tabs may be slowed to one a minute, their retries with them.
const IDLE_MS: f64 = 6_000.0;

/// A bid whose answer was not read after this long is forgotten.
const BID_MS: f64 = 2_000.0;

/// The part of one tab.
#[derive(Debug, Clone)]
pub struct Election {
    me: String,
    duty: Duty,
    /// When the leader was last heard, its last frame, and whether its tab is hidden.
    heard: f64,
    frame: f64,
    leader_hidden: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Duty {
    Follow,
    Bid { since: f64 },
    Lead { renewed: f64 },
}

/// Now, by the monotonic clock and by the wall's, which all tabs share; and whether this tab is
/// hidden.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// Monotonic milliseconds of this tab.
    pub mono: f64,
    /// Milliseconds since 1970.
    pub wall: f64,
    /// Whether nobody sees this tab.
    pub hidden: bool,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Rest,
    /// Write the own lease, wait a random moment, read it back.
    Bid,
    /// Write the own lease and say that one is alive.
    Renew,
    /// Open the stream.
    Lead,
    /// Close the stream: another tab leads.
    Yield,
}

impl Election {
    /// A tab that has just been opened; it waits for a leader unless there is no lease.
    #[must_use]
    pub const fn new(me: String, mono: f64) -> Self {
        Self { me, duty: Duty::Follow, heard: mono, frame: mono, leader_hidden: false }
    }

    /// Once a second, with the stored lease.
    pub fn tick(&mut self, now: Now, lease: Option<&Lease>) -> Act {
        let others = lease.filter(|lease| lease.tab != self.me && lease.is_fresh(now.wall));
        match self.duty {
            Duty::Follow if others.is_some() && !self.is_forsaken(now) => Act::Rest,
            Duty::Follow => {
                self.duty = Duty::Bid { since: now.mono };
                Act::Bid
            }
            Duty::Bid { since } => {
                if now.mono - since > BID_MS {
                    self.follow(now);
                }
                Act::Rest
            }
            Duty::Lead { renewed } => match others {
                Some(other) => self.meet(now, &other.tab, other.hidden),
                None if now.mono - renewed >= RENEW_MS => self.renew(now),
                None => Act::Rest,
            },
        }
    }

    /// The lease after a bid.
    pub fn read_back(&mut self, now: Now, lease: Option<&Lease>) -> Act {
        match self.duty {
            Duty::Bid { .. } if lease.is_some_and(|lease| lease.tab == self.me) => {
                self.duty = Duty::Lead { renewed: now.mono };
                Act::Lead
            }
            Duty::Bid { .. } => {
                self.follow(now);
                Act::Rest
            }
            Duty::Follow | Duty::Lead { .. } => Act::Rest,
        }
    }

    /// Another tab speaks.
    pub fn hear(&mut self, now: Now, said: &Said) -> Act {
        match (self.duty, &said.what) {
            (Duty::Lead { .. }, What::Bye) => Act::Rest,
            (Duty::Lead { .. }, What::Alive | What::Frame { .. }) => {
                self.meet(now, &said.from, said.hidden)
            }
            (Duty::Follow, What::Bye) => {
                self.duty = Duty::Bid { since: now.mono };
                Act::Bid
            }
            (Duty::Bid { .. }, What::Bye) => Act::Rest,
            (Duty::Follow | Duty::Bid { .. }, what) => {
                self.heard = now.mono;
                self.leader_hidden = said.hidden;
                if matches!(what, What::Frame { .. }) {
                    self.frame = now.mono;
                }
                Act::Rest
            }
        }
    }

    /// A frame of the own stream: proof of life that no timer can slow down.
    pub fn lives(&mut self, now: Now) -> Act {
        match self.duty {
            Duty::Lead { renewed } if now.mono - renewed >= RENEW_MS => self.renew(now),
            Duty::Lead { .. } | Duty::Follow | Duty::Bid { .. } => Act::Rest,
        }
    }

    /// Whether this tab leads.
    #[must_use]
    pub const fn leads(&self) -> bool {
        matches!(self.duty, Duty::Lead { .. })
    }

    /// Gives up the lead, if it is held; true when the lease is to be taken away and bye said.
    pub fn leave(&mut self, now: Now) -> bool {
        let led = self.leads();
        self.follow(now);
        led
    }

    /// Two lead. One that has slept through its lease yields; else the tab on screen keeps, and
    /// of equals the lower id. Both decide alike, whichever hears of the other first.
    fn meet(&mut self, now: Now, other: &str, other_hidden: bool) -> Act {
        let slept = matches!(self.duty, Duty::Lead { renewed } if now.mono - renewed > STALE_MS);
        if slept || (other_hidden, other) < (now.hidden, self.me.as_str()) {
            self.follow(now);
            Act::Yield
        } else {
            self.renew(now)
        }
    }

    fn renew(&mut self, now: Now) -> Act {
        self.duty = Duty::Lead { renewed: now.mono };
        Act::Renew
    }

    fn follow(&mut self, now: Now) {
        self.duty = Duty::Follow;
        self.heard = now.mono;
        self.frame = now.mono;
    }

    fn is_forsaken(&self, now: Now) -> bool {
        let idle = self.leader_hidden && !now.hidden && now.mono - self.frame >= IDLE_MS;
        now.mono - self.heard >= SILENT_MS || idle
    }
}

#[cfg(test)]
mod tests;
