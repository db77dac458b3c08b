//! Taking frames in, and reading the log when something is missing.

use super::{Core, Resync, with};
use crate::{
    api::{self, ApiError},
    live::{
        backoff::Backoff,
        browser,
        clock::Heard,
        connection::Ended,
        sync::{Frame, Patience, Step, sync, take},
    },
};
use domain::{
    Seq,
    wire::{EventFrame, Farewell, Heartbeat, Snapshot},
};
use std::rc::Rc;

/// Restarted servers take their readers back over this span, in milliseconds.
const RESTART_SPREAD_MS: f64 = 4_500.0;

impl Core {
    /// Takes a frame, from the own stream or from the leader's. Events are folded here, inside
    /// the callback: a signal of the latest frame would lose all but the last of a turn.
    pub fn take_in(self: &Rc<Self>, kind: &str, data: &str) {
        if self.pulse.ended() == Some(Ended::Reload) {
            return;
        }
        if kind == Frame::PASSED_ON {
            return browser::pass_on(data);
        }
        let (Some(frame), Some(last)) = (Frame::parse(kind, data), self.pulse.seq()) else {
            // A newer server speaks of things this page does not know. Skipping them would show
            // a room that does not exist.
            return self.stop();
        };
        let step = sync(last, self.pulse.epoch(), &frame);
        match (frame, step) {
            (_, Step::Reload) => self.stop(),
            (Frame::Heartbeat(beat), _) => self.beat(&beat, last),
            (Frame::Event(event), Step::Apply) => {
                self.apply(&[event]);
            }
            (Frame::Event(_), Step::Resync) => {
                self.pulse.doubt();
                self.resync();
            }
            (Frame::Presence(presence), _) => self.pulse.greet(presence),
            (Frame::Farewell(farewell), _) => self.part(farewell),
            (Frame::Event(_), Step::Ignore) | (Frame::Reload, _) => {}
        }
    }

    fn beat(self: &Rc<Self>, beat: &Heartbeat, last: Seq) {
        let was_live = self.pulse.shown().is_live();
        let heard = self.pulse.hear(beat);
        if self.parts.borrow_mut().patience.is_over(last, beat.head) {
            self.resync();
        }
        let live = self.pulse.shown().is_live();
        if live && heard == Some(Heard::InTime) {
            self.outbox.settle();
        }
        if live && !was_live {
            self.outbox.retry_now();
        } else {
            self.outbox.pump();
        }
    }

    fn part(self: &Rc<Self>, farewell: Farewell) {
        self.pulse.doubt();
        match farewell {
            Farewell::SignedOut => self.sign_out(),
            // The server knows what this reader may see now, or says why it is nothing.
            Farewell::RoleChanged | Farewell::Revoked | Farewell::RoomRemoved => {
                browser::reload();
            }
            Farewell::Lagging => self.retry_after(browser::chance() * Backoff::STREAM.first()),
            // All of its readers hear this in one instant; they must not come back in one.
            Farewell::Restarting => {
                self.retry_after(Backoff::STREAM.first() + browser::chance() * RESTART_SPREAD_MS);
            }
        }
    }

    /// Folds frames in order, up to one that does not follow; false if there was one.
    fn apply(self: &Rc<Self>, frames: &[EventFrame]) -> bool {
        let epoch = self.pulse.epoch();
        let whole = self
            .pulse
            .fold(|room| frames.iter().all(|frame| take(room, epoch, frame) != Step::Resync));
        self.outbox.folded();
        whole.unwrap_or(false)
    }

    /// Reads the log after the last number. One read at a time; what is missed meanwhile is read
    /// afterwards.
    pub fn resync(self: &Rc<Self>) {
        let Some(last) = self.pulse.seq() else { return };
        {
            let mut parts = self.parts.borrow_mut();
            if parts.resync != Resync::No {
                parts.resync = Resync::Again;
                return;
            }
            parts.resync = Resync::Running;
        }
        let (weak, room) = (Rc::downgrade(self), self.room.clone());
        browser::spawn(async move {
            let log = api::fetch_log(&room, last).await;
            with(&weak, |core| match log {
                Ok(log) => core.resynced(&log.value, log.millis),
                // The log does not reach back to here any more.
                Err(ApiError::Refused(..)) => core.start_over(),
                Err(error) => core.not_resynced(&error),
            });
        });
    }

    /// Reads the whole room where its log cannot be resumed.
    fn start_over(self: &Rc<Self>) {
        let (weak, room) = (Rc::downgrade(self), self.room.clone());
        browser::spawn(async move {
            let snapshot = api::fetch_snapshot(&room).await;
            with(&weak, |core| match snapshot {
                Ok(snapshot) => core.replace(snapshot.value),
                Err(error) => core.not_resynced(&error),
            });
        });
    }

    fn resynced(self: &Rc<Self>, log: &[EventFrame], millis: u32) {
        self.pulse.round_trip(millis);
        if !self.apply(log) {
            return self.start_over();
        }
        // A long log comes in several answers. Asked again only when this one took us further;
        // else the next heartbeat asks.
        let missed = self.resync_ended();
        if (missed || self.pulse.is_behind()) && !log.is_empty() {
            self.resync();
        }
    }

    fn replace(self: &Rc<Self>, snapshot: Snapshot) {
        self.resync_ended();
        if snapshot.epoch != self.pulse.epoch() {
            self.stop();
        } else if self.pulse.seq().is_some_and(|last| snapshot.room.seq > last) {
            self.pulse.replace(snapshot);
            self.outbox.folded();
        }
    }

    /// The page stays as it is, not live; the next heartbeat that is ahead tries again.
    fn not_resynced(self: &Rc<Self>, error: &ApiError) {
        self.resync_ended();
        match error {
            ApiError::SignedOut => self.sign_out(),
            ApiError::Unreadable => self.stop(),
            ApiError::Network | ApiError::Unavailable { .. } | ApiError::Refused(..) => {}
        }
    }

    fn resync_ended(&self) -> bool {
        let mut parts = self.parts.borrow_mut();
        let again = parts.resync == Resync::Again;
        parts.resync = Resync::No;
        again
    }

    /// A follower has not heard what was said before it came.
    pub fn be_impatient(&self) {
        if let Some(last) = self.pulse.seq() {
            self.parts.borrow_mut().patience = Patience::none_left(last);
        }
    }
}
