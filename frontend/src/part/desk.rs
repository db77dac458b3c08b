//! What every part of the room page shares: the live room, who reads it, in which language, and
//! what is open on their screen.

use crate::ui::kept::{Held, Kept, Told};
use crate::ui::whole::look;
use crate::{
    boot::{RoomBoot, Theme},
    live::LiveRoom,
    text::{Messages, messages, when},
};
use domain::{
    Actor, Command, Context, Forecast, Key, Person, Rejection, Role, Room, RoomId, Seq, Step,
    StepId, Timestamp, Zone, decide_on_page, forecast,
    rights::{Action, Permission, may, permission},
    room::Charter,
};
use leptos::prelude::*;
use std::sync::Arc;

/// A handle to all of it; copied freely, provided once as context.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The room, live.
    pub live: LiveRoom,
    /// The words.
    pub text: &'static Messages,
    /// The colours, for the switch.
    pub theme: Theme,
    /// What stands in the drawer beside the steps.
    pub drawer: Told<Drawer>,
    /// Instructions that the server has already rendered, by step.
    pub instructions: Told<Option<(StepId, Instructions)>>,
    /// Whether the list of keys is open.
    pub keys_open: Told<bool>,
    /// The reader's last tick on this page, and when.
    pub last_tick: Told<Option<(StepId, Timestamp)>>,
    /// Where the end will be; worked out again with every event and every second.
    pub forecast: Kept<Arc<Forecast>>,
    zone: Held<Zone>,
    me: Held<Person>,
    room_id: Held<RoomId>,
}

/// What stands in the drawer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawer {
    /// Nothing: the feed is seen.
    Closed,
    /// The details of a step.
    Step(StepId),
    /// The form of an unplanned step.
    Insert,
}

/// Instructions of the open step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instructions {
    /// On their way.
    Loading,
    /// There are none, or not for this reader.
    Absent,
    /// Sanitised HTML.
    Html(String),
    /// They could not be fetched.
    Failed,
}

impl Desk {
    /// Sets the page up from what the server wrote, and provides it to every part.
    #[must_use]
    pub fn provide(boot: RoomBoot) -> Self {
        let room_id = boot.snapshot.room.id.clone();
        let charter = boot.snapshot.room.charter.as_ref();
        let zone = charter.map_or_else(Zone::utc, |charter| charter.zone.clone());
        let live = LiveRoom::start(boot.me.clone(), boot.snapshot);
        let opened = boot.opened.map(|opened| {
            let html = opened.instructions_html.map_or(Instructions::Absent, Instructions::Html);
            (opened.step, html)
        });
        let drawer = opened.as_ref().map_or(Drawer::Closed, |(step, _)| Drawer::Step(step.clone()));
        let forecast = Kept::new(move || {
            let now = live.now().get();
            live.room().with(|room| Arc::new(forecast(room, now)))
        });
        let desk = Self {
            live,
            text: messages(boot.locale),
            theme: boot.theme,
            drawer: Told::new(drawer),
            instructions: Told::new(opened),
            keys_open: Told::new(false),
            last_tick: Told::new(None),
            forecast,
            zone: Held::new(zone),
            me: Held::new(boot.me),
            room_id: Held::new(room_id),
        };
        provide_context(desk);
        desk
    }

    /// The desk of the page this part stands on.
    #[must_use]
    pub fn here() -> Self {
        expect_context()
    }

    /// Who reads.
    #[must_use]
    pub fn me(&self) -> Person {
        self.me.get()
    }

    /// The reader's role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.me.look(|me| me.role)
    }

    /// The room's id.
    #[must_use]
    pub fn room_id(&self) -> RoomId {
        self.room_id.get()
    }

    /// Whether the reader's role may do something that no owner decides.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        may(&Actor::Person(self.me()), action, Some(self.role()))
    }

    /// Why the reader can do nothing to a step, in words; `None` when it is not their role and not
    /// the hour that stands in the way.
    #[must_use]
    pub fn why_not(&self, room: &Room, step: &Step) -> Option<&'static str> {
        let mine = room.owner(step).map(|owner| owner.role) == Some(self.role());
        match permission(self.role(), Action::TickStep) {
            Permission::No => Some(self.text.only_reads),
            Permission::Own if !mine => Some(self.text.not_yours),
            Permission::Own | Permission::Yes => {
                (!room.stage.is_running()).then_some(self.text.not_under_way)
            }
        }
    }

    /// Reads something of the room; runs again when the room changes.
    pub fn read<T>(&self, read: impl FnOnce(&Room) -> T) -> T {
        look(&self.live.room(), read)
    }

    /// Reads something of the plan's charter. A room page is only shown once there is one.
    pub fn charter<T>(&self, read: impl FnOnce(&Charter) -> T) -> Option<T> {
        self.read(|room| room.charter.as_ref().map(read))
    }

    /// `10:06` in the room's zone.
    #[must_use]
    pub fn hour_minute(&self, at: Timestamp) -> String {
        self.zone.look(|zone| when::hour_minute(zone, at))
    }

    /// `10:06:42` in the room's zone.
    #[must_use]
    pub fn hour_minute_second(&self, at: Timestamp) -> String {
        self.zone.look(|zone| when::hour_minute_second(zone, at))
    }

    /// The room's zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone.get()
    }

    /// Asks the rules themselves whether a command would be accepted now.
    ///
    /// # Errors
    /// The rejection it would meet.
    pub fn would(&self, room: &Room, command: Command) -> Result<(), Rejection> {
        let context =
            Context { now: self.live.now().look_once(|now| *now), actor: Actor::Person(self.me()) };
        decide_on_page(room, command, &context).map(drop)
    }

    /// Sends a command that is about what the reader sees; its key tells it apart in the outbox.
    pub fn send(&self, command: Command) -> Key {
        self.live.outbox().send(command, Some(self.seq()))
    }

    /// The last event the reader has seen.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.live.room().with_untracked(|room| room.seq)
    }

    /// The room's clock, once.
    #[must_use]
    pub fn now_once(&self) -> Timestamp {
        self.live.now().look_once(|now| *now)
    }
}
