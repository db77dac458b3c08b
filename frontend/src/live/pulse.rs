//! What is known now, as signals: written by the stream and the outbox, read by the parts. Every
//! write happens where something arrives, never in an effect.

use super::{
    browser,
    clock::{Heard, RoomClock},
    connection::{Connection, Ended, Health},
    presence::here,
};
use crate::ui::kept::Told;
use domain::{
    Person, Room, Seq, Timestamp,
    wire::{ClockKind, Heartbeat, Presence, Snapshot},
};
use leptos::prelude::*;

/// A handle on all of it.
#[derive(Clone, Copy)]
pub struct Pulse {
    pub room: RwSignal<Room>,
    pub presence: Told<Presence>,
    pub connection: Told<Connection>,
    pub now: Told<Timestamp>,
    pub kind: Told<ClockKind>,
    pub rate: Told<u32>,
    epoch: u64,
    me: StoredValue<Person>,
    health: StoredValue<Health>,
    clock: StoredValue<RoomClock>,
}

impl Pulse {
    /// At first paint, the same on both sides.
    pub fn new(me: Person, snapshot: Snapshot) -> Self {
        let mono = browser::mono();
        let Snapshot { epoch, room, clock, presence } = snapshot;
        Self {
            room: RwSignal::new(room),
            presence: Told::new(here(&me, presence)),
            connection: Told::new(Connection::Opening),
            now: Told::new(clock.now),
            kind: Told::new(clock.kind),
            rate: Told::new(clock.rate),
            epoch,
            me: StoredValue::new(me),
            health: StoredValue::new(Health::new(mono, clock.now)),
            clock: StoredValue::new(RoomClock::new(clock, mono)),
        }
    }

    /// The log this page belongs to.
    pub const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Whose page it is.
    pub fn me(&self) -> Option<Person> {
        self.me.try_get_value()
    }

    /// The last event folded in; `None` once the page is gone.
    pub fn seq(&self) -> Option<Seq> {
        self.room.try_with_untracked(|room| room.seq)
    }

    /// Changes the room in place.
    pub fn fold<T>(&self, change: impl FnOnce(&mut Room) -> T) -> Option<T> {
        let result = self.room.try_update(change);
        browser::tell("bascule:moved");
        self.know(|health, own| health.folded(own));
        result
    }

    /// Replaces the room by a newer one.
    pub fn replace(&self, snapshot: Snapshot) {
        self.room.try_set(snapshot.room);
        browser::tell("bascule:moved");
        self.greet(snapshot.presence);
        self.know(|health, own| health.folded(own));
    }

    /// Who is here now.
    pub fn greet(&self, presence: Presence) {
        if let Some(me) = self.me() {
            self.presence.set(here(&me, presence));
        }
    }

    /// Takes a heartbeat. What was held up on its way proves nothing.
    pub fn hear(&self, beat: &Heartbeat) -> Option<Heard> {
        let mono = browser::mono();
        let heard = self.clock.try_update_value(|clock| clock.hear(beat.clock, mono))?;
        if heard == Heard::InTime {
            let clock = beat.clock;
            self.know(|health, own| health.heartbeat(mono, beat.head, clock.now, own));
            self.kind.set_if_new(clock.kind);
            self.rate.set_if_new(clock.rate);
        }
        Some(heard)
    }

    /// Whether the last heartbeat was further than what is folded.
    pub fn is_behind(&self) -> bool {
        self.know(|health, own| health.is_behind(own)).unwrap_or(false)
    }

    /// A sign of our own life; true when the page has been asleep until now.
    pub fn wake(&self) -> bool {
        self.know(|health, _| health.wake(browser::mono(), browser::wall())).unwrap_or(false)
    }

    /// Shows the present second and, when its proof has grown old, that it is not live. Says in
    /// how many milliseconds the second changes.
    pub fn tick(&self) -> Option<u32> {
        let mono = browser::mono();
        let clock = self.clock.try_get_value()?;
        let shown = self.now.try_get_once()?;
        self.now.set_if_new(clock.onward(shown, mono));
        self.know(|_, _| ());
        Some(clock.until_tick(mono))
    }

    /// Not live until the next heartbeat.
    pub fn doubt(&self) {
        self.know(|health, _| health.doubt());
    }

    /// What the browser says about the network.
    pub fn network(&self) {
        self.know(|health, _| health.network(browser::online()));
    }

    /// How long a request took.
    pub fn round_trip(&self, millis: u32) {
        self.know(|health, _| health.round_trip(millis));
    }

    /// Stops following.
    pub fn end(&self, why: Ended) {
        self.know(|health, _| health.end(why));
    }

    /// The same person has signed in again.
    pub fn signed_in(&self) {
        self.know(|health, _| health.signed_in());
    }

    /// Why the page does not follow, if it does not.
    pub fn ended(&self) -> Option<Ended> {
        self.health.try_with_value(Health::ended).flatten()
    }

    /// What the page says about itself.
    pub fn shown(&self) -> Connection {
        self.connection.try_get_once().unwrap_or(Connection::Opening)
    }

    /// Learns something about the line and shows what follows from it.
    fn know<T>(&self, learn: impl FnOnce(&mut Health, Seq) -> T) -> Option<T> {
        let own = self.seq()?;
        let (result, state) = self.health.try_update_value(|health| {
            let result = learn(health, own);
            (result, health.state(browser::mono(), own))
        })?;
        self.connection.set_if_new(state);
        Some(result)
    }
}
