//! The room, live: the page starts from a snapshot, follows the log after it and folds. Parts
//! read signals from here and know nothing of streams, tabs or retries.
//!
//! [`sync`], [`connection`], [`clock`], [`leader`], [`backoff`] and the outbox's queue decide,
//! without a browser, and are tested so; [`engine`] moves; `browser`, `source` and `channel`
//! touch the browser and have inert twins for the server.

pub mod backoff;
pub mod clock;
pub mod connection;
mod engine;
pub mod leader;
pub mod outbox;
pub mod presence;
mod pulse;
pub mod sync;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod channel;
#[cfg(not(feature = "hydrate"))]
mod inert;
#[cfg(feature = "hydrate")]
mod source;

#[cfg(not(feature = "hydrate"))]
use inert::{browser, channel, source};

pub use connection::Connection;
pub use outbox::{Delivery, Entry, Outbox, Pending};

use crate::ui::kept::{Kept, Told};
use domain::{
    Person, Room, Step, StepId, Timestamp,
    wire::{ClockKind, Presence, Snapshot},
};
use engine::Engine;
use leptos::prelude::*;
use pulse::Pulse;
use std::sync::Arc;

/// Everything a room's page needs, as a handle to copy around.
#[derive(Clone, Copy)]
pub struct LiveRoom {
    pulse: Pulse,
    outbox: Outbox,
}

impl LiveRoom {
    /// Starts from a snapshot: the same code and the same first paint on both sides. On the
    /// server nothing more happens; in the browser the stream opens once the page is hydrated.
    #[must_use]
    pub fn start(me: Person, snapshot: Snapshot) -> Self {
        let (room, person) = (snapshot.room.id.clone(), me.id.clone());
        let pulse = Pulse::new(me, snapshot);
        let outbox = Outbox::new(pulse, room.clone(), &person);
        Effect::new(move |_| {
            // Kept with the page: when the page goes, the engine is dropped and closes all.
            StoredValue::new_local(Engine::start(pulse, outbox, room.clone(), person.clone()));
        });
        Self { pulse, outbox }
    }

    /// The room as folded so far. Changed in place: read it with `with`, not `get`.
    #[must_use]
    pub fn room(&self) -> ReadSignal<Room> {
        self.pulse.room.read_only()
    }

    /// A step; changes only when that step does.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Kept<Option<Arc<Step>>> {
        let (room, id) = (self.pulse.room, id.clone());
        Kept::new(move || room.with(|room| room.steps.get(&id).cloned()))
    }

    /// What the page says about itself.
    #[must_use]
    pub fn connection(&self) -> Told<Connection> {
        self.pulse.connection
    }

    /// Who is here, the reader first.
    #[must_use]
    pub fn presence(&self) -> Told<Presence> {
        self.pulse.presence
    }

    /// The room's clock; changes with each of its seconds.
    #[must_use]
    pub fn now(&self) -> Told<Timestamp> {
        self.pulse.now
    }

    /// Whether that is the real time or a story's.
    #[must_use]
    pub fn clock_kind(&self) -> Told<ClockKind> {
        self.pulse.kind
    }

    /// How many seconds it shows per second that passes.
    #[must_use]
    pub fn rate(&self) -> Told<u32> {
        self.pulse.rate
    }

    /// Where commands go.
    #[must_use]
    pub const fn outbox(&self) -> Outbox {
        self.outbox
    }
}
