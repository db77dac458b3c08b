//! The order in which commands are sent, and what became of them. Pure.

use super::{Delivery, Entry, letter::Letter};
use crate::{api::Refusal, live::backoff::Backoff};
use domain::{Key, Seq, wire::Receipt};

/// So many times the server itself must fail at a command before others may pass it.
const STUCK_AFTER: u32 = 5;

/// A confirmed command whose event never reaches this reader is let go after this long.
const SETTLED_MS: f64 = 4_000.0;

/// Commands in the order they were asked for. The first goes first, because a later one may rest
/// on it; only one at which the server keeps failing is passed.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    items: Vec<Item>,
}

#[derive(Debug, Clone)]
struct Item {
    entry: Entry,
    /// When to try next, and when the answer came; monotonic milliseconds.
    due: f64,
    answered: f64,
    /// How often the server, not the network, failed.
    failures: u32,
}

/// Why something was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setback {
    /// Nobody answered.
    Network,
    /// The server could not say; perhaps after so many seconds.
    Busy(Option<u32>),
}

impl Queue {
    /// Puts a command at the end. An older refusal about the same step has been answered by it.
    pub fn add(&mut self, letter: Letter) {
        if self.items.iter().any(|item| item.entry.letter.key == letter.key) {
            return;
        }
        let step = letter.step();
        self.items.retain(|item| {
            let refused = matches!(item.entry.delivery, Delivery::Refused { .. });
            !(refused && step.is_some() && item.entry.letter.step() == step)
        });
        let entry = Entry { letter, delivery: self.behind() };
        self.items.push(Item { entry, due: 0.0, answered: 0.0, failures: 0 });
    }

    /// What to send at a moment, if anything.
    #[must_use]
    pub fn next(&self, now: f64) -> Option<Entry> {
        let unsent = self.items.iter().filter(|item| item.entry.delivery.is_unsent());
        for item in unsent {
            if item.due <= now {
                return Some(item.entry.clone());
            }
            if item.failures < STUCK_AFTER {
                return None;
            }
        }
        None
    }

    /// It is on disk.
    pub fn confirm(&mut self, key: &Key, receipt: Receipt, now: f64) {
        self.set(key, |item| {
            item.answered = now;
            item.entry.delivery = Delivery::Confirmed { seq: receipt.seq };
        });
    }

    /// The answer is no, for good.
    pub fn refuse(&mut self, key: &Key, body: Refusal) {
        let Refusal { code, message } = body;
        self.set(key, |item| item.entry.delivery = Delivery::Refused { code, message });
    }

    /// It may or may not have arrived; it is tried again with the same key.
    pub fn set_back(&mut self, key: &Key, why: Setback, now: f64, chance: f64) {
        self.set(key, |item| {
            let tries = match item.entry.delivery {
                Delivery::NotSent { tries } => tries,
                Delivery::Sending | Delivery::Confirmed { .. } | Delivery::Refused { .. } => 0,
            };
            let wait = Backoff::COMMAND.after(tries, chance);
            let asked = match why {
                Setback::Network => 0.0,
                Setback::Busy(seconds) => {
                    item.failures = item.failures.saturating_add(1);
                    f64::from(seconds.unwrap_or(0)) * 1_000.0
                }
            };
            item.due = now + wait.max(asked);
            item.entry.delivery = Delivery::NotSent { tries: tries.saturating_add(1) };
        });
        // What waits behind it is not on its way either, and must not say so.
        for item in self.items.iter_mut().filter(|item| item.entry.delivery == Delivery::Sending) {
            item.entry.delivery = Delivery::NotSent { tries: 0 };
        }
    }

    /// The room has come this far: what is on screen need not be announced. True if that changed
    /// something.
    pub fn folded(&mut self, seq: Seq) -> bool {
        self.retain(
            |item| !matches!(item.entry.delivery, Delivery::Confirmed { seq: s } if s <= seq),
        )
    }

    /// The reader is in step with the log: what was confirmed a while ago made no event for this
    /// reader.
    pub fn settle(&mut self, now: f64) -> bool {
        self.retain(|item| {
            let confirmed = matches!(item.entry.delivery, Delivery::Confirmed { .. });
            !(confirmed && now - item.answered > SETTLED_MS)
        })
    }

    /// The reader has seen the refusal.
    pub fn dismiss(&mut self, key: &Key) -> bool {
        self.retain(|item| {
            !(item.entry.letter.key == *key
                && matches!(item.entry.delivery, Delivery::Refused { .. }))
        })
    }

    /// No more waiting: the line has come back.
    pub fn hurry(&mut self) {
        self.items.iter_mut().for_each(|item| item.due = 0.0);
    }

    /// In the order they were asked for.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.items.iter().map(|item| &item.entry)
    }

    /// Whether something is not known to be on disk.
    #[must_use]
    pub fn has_unsent(&self) -> bool {
        self.entries().any(|entry| entry.delivery.is_unsent())
    }

    /// What becomes at first of a command at the end: behind one that could not be sent, it
    /// cannot be on its way.
    fn behind(&self) -> Delivery {
        let stuck = self.entries().any(|e| matches!(e.delivery, Delivery::NotSent { .. }));
        if stuck { Delivery::NotSent { tries: 0 } } else { Delivery::Sending }
    }

    fn set(&mut self, key: &Key, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.items.iter_mut().find(|item| item.entry.letter.key == *key) {
            change(item);
        }
    }

    fn retain(&mut self, keep: impl Fn(&Item) -> bool) -> bool {
        let before = self.items.len();
        self.items.retain(keep);
        self.items.len() != before
    }
}

#[cfg(test)]
mod tests;
