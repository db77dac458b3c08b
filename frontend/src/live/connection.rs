//! Whether the page may call itself live. Pure: every moment comes in, none is read.
//!
//! Old data presented as current is the worst failure of a war room, so "live" needs proof, and
//! proof grows old.

use domain::{Seq, Timestamp};

/// How long a heartbeat proves that the page is live, in milliseconds.
pub const FRESH_MS: f64 = 8_000.0;

/// A longer silence between two signs of our own life means that this page, not the server,
/// was asleep.
const ASLEEP_MS: f64 = 4_000.0;

/// What the page says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// First paint, before the first heartbeat.
    Opening,
    /// What is on screen is what the log says.
    Live {
        /// How long the last command or fetch took, there and back.
        millis: Option<u32>,
    },
    /// The server answers; what is on screen is not yet all of it.
    CatchingUp,
    /// The server has not been heard.
    Stale {
        /// The room's time of the last proof.
        since: Timestamp,
    },
    /// The browser itself says that there is no network.
    Offline {
        /// The room's time of the last proof.
        since: Timestamp,
    },
    /// The session has ended; what was typed is kept.
    SignedOut,
    /// The page is of another time than the server: it must be loaded again.
    Reload,
}

impl Connection {
    /// As written in stylesheets.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Live { .. } => "live",
            Self::CatchingUp => "catching-up",
            Self::Stale { .. } => "stale",
            Self::Offline { .. } => "offline",
            Self::SignedOut => "signed-out",
            Self::Reload => "reload",
        }
    }

    /// Whether what is on screen is what the log says.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Live { .. })
    }
}

/// What is known about the line to the server.
#[derive(Debug, Clone)]
pub struct Health {
    opened: f64,
    beat: Option<Beat>,
    fresh: Timestamp,
    doubt: bool,
    online: bool,
    ended: Option<Ended>,
    millis: Option<u32>,
    awake: Option<(f64, f64)>,
}

#[derive(Debug, Clone, Copy)]
struct Beat {
    at: f64,
    head: Seq,
    clock: Timestamp,
}

/// Why a page stops following.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The session is over.
    SignedOut,
    /// The page is of another time.
    Reload,
}

impl Health {
    /// At first paint: nothing is proven but the snapshot's own moment.
    #[must_use]
    pub const fn new(opened: f64, snapshot: Timestamp) -> Self {
        Self {
            opened,
            beat: None,
            fresh: snapshot,
            doubt: false,
            online: true,
            ended: None,
            millis: None,
            awake: None,
        }
    }

    /// What the page may say at a moment, having folded up to `own`.
    #[must_use]
    pub fn state(&self, mono: f64, own: Seq) -> Connection {
        match (self.ended, self.beat) {
            (Some(Ended::Reload), _) => Connection::Reload,
            (Some(Ended::SignedOut), _) => Connection::SignedOut,
            (None, _) if !self.online => Connection::Offline { since: self.fresh },
            (None, None) if mono - self.opened < FRESH_MS => Connection::Opening,
            (None, None) => Connection::Stale { since: self.fresh },
            (None, Some(beat)) if mono - beat.at >= FRESH_MS => {
                Connection::Stale { since: self.fresh }
            }
            (None, Some(beat)) if self.doubt || own < beat.head => Connection::CatchingUp,
            (None, Some(_)) => Connection::Live { millis: self.millis },
        }
    }

    /// A sign of our own life: a tick, or a message. True when the page has been asleep, by
    /// either clock: in a suspended computer the monotonic one may stand still.
    pub fn wake(&mut self, mono: f64, wall: f64) -> bool {
        let before = self.awake.replace((mono, wall));
        let slept = before
            .is_some_and(|(m, w)| mono - m > ASLEEP_MS || (wall - w) - (mono - m) > ASLEEP_MS);
        if slept {
            self.doubt();
        }
        slept
    }

    /// A heartbeat that was not late.
    pub fn heartbeat(&mut self, mono: f64, head: Seq, clock: Timestamp, own: Seq) {
        self.beat = Some(Beat { at: mono, head, clock });
        self.doubt = false;
        self.online = true;
        self.folded(own);
    }

    /// Something was folded: being in step with the last heartbeat is as fresh as it was.
    pub fn folded(&mut self, own: Seq) {
        if let Some(beat) = self.beat.filter(|beat| !self.doubt && own >= beat.head) {
            self.fresh = beat.clock;
        }
    }

    /// Whether the last heartbeat was further than what is folded.
    #[must_use]
    pub fn is_behind(&self, own: Seq) -> bool {
        self.beat.is_some_and(|beat| own < beat.head)
    }

    /// Not live until the next heartbeat: after waking, coming back to the tab, losing the
    /// stream, or being told farewell.
    pub const fn doubt(&mut self) {
        self.doubt = true;
    }

    /// What the browser says about the network. It may be wrong with "yes", not with "no".
    pub const fn network(&mut self, online: bool) {
        self.online = online;
        self.doubt = true;
    }

    /// Remembers how long a request took.
    pub const fn round_trip(&mut self, millis: u32) {
        self.millis = Some(millis);
    }

    /// Stops following. A page of another time stays one, whoever signs in.
    pub fn end(&mut self, why: Ended) {
        if self.ended != Some(Ended::Reload) {
            self.ended = Some(why);
        }
    }

    /// The same person has signed in again.
    pub fn signed_in(&mut self) {
        if self.ended == Some(Ended::SignedOut) {
            self.ended = None;
            self.doubt = true;
        }
    }

    /// Why the page does not follow, if it does not.
    #[must_use]
    pub const fn ended(&self) -> Option<Ended> {
        self.ended
    }
}

#[cfg(test)]
mod tests;
