//! Commands not yet known to be on disk. What somebody did is kept, shown and sent again with
//! the same key until there is an answer: nothing is dropped silently.

pub mod letter;
mod queue;
mod shelf;

use super::{browser, connection::Ended, pulse::Pulse};
use crate::api::{self, ApiError, Timed};
use crate::ui::kept::Kept;
use domain::{Command, Key, PersonId, RoomId, Seq, StepId, wire::Receipt};
use leptos::prelude::*;
use letter::Letter;
use queue::{Queue, Setback};
use shelf::Shelf;

/// A handle on the outbox of this page.
#[derive(Clone, Copy)]
pub struct Outbox {
    queue: RwSignal<Queue>,
    desk: StoredValue<Desk>,
    pulse: Pulse,
}

struct Desk {
    room: RoomId,
    shelf: Shelf,
    /// Whether everything unsent is also on the shelf.
    kept: bool,
    /// Whether a request is under way: commands are sent one after the other.
    busy: bool,
}

/// A command on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The command.
    pub letter: Letter,
    /// What became of it.
    pub delivery: Delivery,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// On its way, or behind one that is.
    Sending,
    /// No answer; it is tried again.
    NotSent {
        /// How often it was tried.
        tries: u32,
    },
    /// On disk; gone from here once its event is on screen.
    Confirmed {
        /// Its event.
        seq: Seq,
    },
    /// Refused for good; shown until dismissed.
    Refused {
        /// A stable word.
        code: String,
        /// The reason in the reader's language; empty when a stranger refused.
        message: String,
    },
}

impl Delivery {
    /// Whether it is not known to be on disk or refused.
    #[must_use]
    pub const fn is_unsent(&self) -> bool {
        matches!(self, Self::Sending | Self::NotSent { .. })
    }
}

/// The newest command about a step that is still in the outbox.
pub type Pending = Option<Entry>;

impl Outbox {
    pub(super) fn new(pulse: Pulse, room: RoomId, me: &PersonId) -> Self {
        let shelf = Shelf::of(&room, me);
        let desk = Desk { room, shelf, kept: true, busy: false };
        Self { queue: RwSignal::default(), desk: StoredValue::new(desk), pulse }
    }

    /// Sends a command, now or when it can be sent. `expected` is the last event its sender had
    /// seen: with it, a clash is answered with who did what.
    pub fn send(&self, command: Command, expected: Option<Seq>) -> Key {
        let key = fresh_key();
        let letter = Letter::seal(key.clone(), command, expected);
        self.desk.try_update_value(|desk| desk.kept &= desk.shelf.keep(&letter));
        self.queue.try_update(|queue| queue.add(letter));
        self.pump();
        key
    }

    /// What is pending about a step.
    #[must_use]
    pub fn state_of_step(&self, step: &StepId) -> Kept<Pending> {
        let (queue, step) = (self.queue, step.clone());
        Kept::new(move || {
            let about = |entry: &&Entry| entry.letter.step() == Some(&step);
            queue.with(|queue| queue.entries().rfind(about).cloned())
        })
    }

    /// Everything in the outbox, in the order it was asked for.
    #[must_use]
    pub fn entries(&self) -> Kept<Vec<Entry>> {
        let queue = self.queue;
        Kept::new(move || queue.with(|queue| queue.entries().cloned().collect()))
    }

    /// Takes a refusal away once it has been read. What is not sent stays.
    pub fn dismiss(&self, key: &Key) {
        self.queue.try_maybe_update(|queue| (queue.dismiss(key), ()));
    }

    /// Tries again without waiting.
    pub fn retry_now(&self) {
        self.queue.try_update_untracked(Queue::hurry);
        self.pump();
    }

    /// Takes up what no living tab sends: what was left by a reload, a crash or a closed tab.
    pub(super) fn adopt(&self) {
        let found = self.desk.try_with_value(|desk| desk.shelf.orphans()).unwrap_or_default();
        for letter in found {
            self.desk.try_with_value(|desk| desk.shelf.keep(&letter));
            self.queue.try_update(|queue| queue.add(letter));
        }
        self.pump();
    }

    /// Tells other tabs that this one still sends what it has.
    pub(super) fn touch(&self) {
        self.queue.try_with_untracked(|queue| {
            for entry in queue.entries().filter(|entry| entry.delivery.is_unsent()) {
                self.desk.try_with_value(|desk| desk.shelf.keep(&entry.letter));
            }
        });
    }

    /// The page goes; its commands stay for the next.
    pub(super) fn leave(&self) {
        self.desk.try_with_value(|desk| desk.shelf.leave());
    }

    /// Whether leaving the page now would lose something.
    pub(super) fn would_lose(&self) -> bool {
        let unsent = self.queue.try_with_untracked(Queue::has_unsent).unwrap_or(false);
        unsent && self.desk.try_with_value(|desk| !desk.kept).unwrap_or(false)
    }

    /// The room has moved on.
    pub(super) fn folded(&self) {
        if let Some(seq) = self.pulse.seq() {
            self.queue.try_maybe_update(|queue| (queue.folded(seq), ()));
        }
    }

    /// The page is in step with the log.
    pub(super) fn settle(&self) {
        self.queue.try_maybe_update(|queue| (queue.settle(browser::mono()), ()));
    }

    /// Sends the next command, if one is due, none is under way and the page still follows. Called
    /// with every tick and heartbeat, so that no timer of its own can be lost.
    pub(super) fn pump(self) {
        let busy = self.desk.try_with_value(|desk| desk.busy).unwrap_or(true);
        if busy || self.pulse.ended().is_some() {
            // Nothing is sent for somebody else; the next page takes the commands up.
            return;
        }
        let next = self.queue.try_with_untracked(|queue| queue.next(browser::mono()));
        if let Some(entry) = next.flatten() {
            self.desk.try_update_value(|desk| desk.busy = true);
            browser::spawn(self.deliver(entry));
        }
    }

    async fn deliver(self, entry: Entry) {
        let Some(room) = self.desk.try_with_value(|desk| desk.room.clone()) else { return };
        let answer = api::post_command(&room, &entry.letter.body).await;
        self.desk.try_update_value(|desk| desk.busy = false);
        self.note(&entry.letter.key, answer);
        self.pump();
    }

    fn note(self, key: &Key, answer: Result<Timed<Receipt>, ApiError>) {
        let now = browser::mono();
        let again = |why| {
            self.queue.try_update(|queue| queue.set_back(key, why, now, browser::chance()));
        };
        match answer {
            Ok(Timed { value, millis }) => {
                self.queue.try_update(|queue| queue.confirm(key, value, now));
                self.desk.try_with_value(|desk| desk.shelf.drop_key(key));
                self.pulse.round_trip(millis);
                self.folded();
            }
            Err(ApiError::Refused(body, _)) => {
                self.queue.try_update(|queue| queue.refuse(key, *body));
                self.desk.try_with_value(|desk| desk.shelf.drop_key(key));
            }
            Err(ApiError::SignedOut) => {
                again(Setback::Network);
                self.pulse.end(Ended::SignedOut);
            }
            Err(ApiError::Unavailable { retry_after }) => again(Setback::Busy(retry_after)),
            // It says yes, but not in our words: asking again with the same key does no harm.
            Err(ApiError::Network | ApiError::Unreadable) => again(Setback::Network),
        }
    }
}

/// 128 bits by chance, in hex, which is always a slug.
fn fresh_key() -> Key {
    loop {
        if let Ok(key) = Key::parse(&browser::random_hex()) {
            return key;
        }
    }
}
