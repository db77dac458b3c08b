//! A demo that begins in the middle has a past: what the sources would have said until then, and
//! what the product would have made of it, each at its own time.

use super::{DemoError, Fatal, old_house};
use crate::{
    clock::StoryClock, samples::Groups, source::Group, state::AppState, store::Series,
    watch::Watcher,
};
use domain::{Length, MetricId, RoomId, Timestamp, metric::Sample};

/// How often the past is measured.
const STEP: Length = Length::from_seconds(5);

/// The past, as far as it was gone through.
pub struct Past<'a> {
    app: &'a AppState,
    room: &'a RoomId,
    clock: &'a StoryClock,
    watcher: Watcher,
    at: Timestamp,
}

impl<'a> Past<'a> {
    /// Of a room, from a moment on.
    ///
    /// # Errors
    /// When the room cannot be read.
    pub async fn of(
        app: &'a AppState,
        room: &'a RoomId,
        clock: &'a StoryClock,
        from: Timestamp,
    ) -> Result<Self, DemoError> {
        let live = app.rooms.open(room).await.map_err(Fatal::Store)?;
        let live = live.ok_or_else(|| DemoError::Room("it was not made".into()))?;
        Ok(Self { app, room, clock, watcher: Watcher::new(app.clone(), live), at: from })
    }

    /// Measures and looks up to a moment.
    pub async fn goes_on(&mut self, until: Timestamp) {
        while self.at < until {
            self.measure(self.at).await;
            self.at = self.at.plus(STEP);
        }
    }

    /// Goes up to the moment at which the sources take over: what they find is not old from the
    /// start.
    pub async fn ends(&mut self, until: Timestamp) {
        self.goes_on(until).await;
        self.measure(until).await;
    }

    async fn measure(&mut self, at: Timestamp) {
        let Some(live) = self.app.rooms.opened(self.room) else { return };
        self.clock.hold(at);
        let seen = old_house::seen(live.views().whole(), at);
        for (name, value) in seen.numbers() {
            let metric = MetricId::parse(name).expect("a slug");
            let series = Series { room: self.room.clone(), metric };
            let sample = Sample { at, value };
            // A past that does not fit into memory is no past worth stopping for.
            let _full = self.app.samples.record(&series, &[sample]);
            if name == old_house::COUNTED {
                let groups = seen.by_user().map(|(user, count)| Group::new(user, count));
                let groups = Groups { at, groups: groups.collect() };
                self.app.samples.record_groups(&series, groups);
            }
        }
        self.watcher.look().await;
    }
}
