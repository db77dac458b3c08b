//! Whether the session lasts, and whether it is still the same person's.

use super::{Core, with};
use crate::{
    api::{self, ApiError},
    live::{browser, connection::Ended},
};
use std::rc::Rc;

/// An ended session is asked about this often, in milliseconds.
const PROBE_MS: f64 = 10_000.0;

impl Core {
    /// Asks whether an ended session has begun again, for the same person.
    pub fn watch_session(self: &Rc<Self>) {
        let now = browser::mono();
        let due = now - self.parts.borrow().probed >= PROBE_MS;
        if due && self.pulse.ended() == Some(Ended::SignedOut) {
            self.probe();
        }
    }

    /// Tells "signed out" from "down": an `EventSource` does not say which.
    pub fn probe(self: &Rc<Self>) {
        self.parts.borrow_mut().probed = browser::mono();
        let (weak, room) = (Rc::downgrade(self), self.room.clone());
        browser::spawn(async move {
            let answer = api::fetch_me(&room).await;
            with(&weak, |core| match answer {
                Err(ApiError::SignedOut) | Ok(None) => core.sign_out(),
                Ok(Some(person)) if person.id != core.me => core.stop(),
                Ok(Some(_)) if core.pulse.ended() == Some(Ended::SignedOut) => {
                    core.pulse.signed_in();
                    core.reconnect();
                    core.outbox.retry_now();
                }
                Ok(Some(_)) | Err(_) => {}
            });
        });
    }

    /// The session has ended; what was typed is kept.
    pub fn sign_out(&self) {
        self.close();
        self.pulse.end(Ended::SignedOut);
    }

    /// This page is of another time: it follows nothing any more, and leads nobody.
    pub fn stop(&self) {
        self.pulse.end(Ended::Reload);
        self.resign();
    }
}
