//! A demo that begins in the middle has a past: what the sources would have said until then, and
//! what the product would have made of it, each at its own time.

use super::{DemoError, Fatal, old_house};
use crate::{
    channel::NoticeNumber,
    clock::StoryClock,
    dispatch::{Follower, State},
    samples::Groups,
    source::Group,
    state::AppState,
    store::{Series, Tally},
    watch::Watcher,
};
use domain::{Length, MetricId, RoomId, Timestamp, metric::Sample};
use std::time::Duration;

/// How often the past is measured.
const STEP: Length = Length::from_seconds(5);

/// How long letters of the past may take, and how often it is looked whether they have arrived.
const ARRIVES: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(5);

/// The past, as far as it was gone through.
pub struct Past<'a> {
    app: &'a AppState,
    room: &'a RoomId,
    clock: &'a StoryClock,
    watcher: Watcher,
    follower: Follower,
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
        let follower = Follower::new(app.clone(), live.clone());
        Ok(Self { app, room, clock, watcher: Watcher::new(app.clone(), live), follower, at: from })
    }

    /// Measures and looks up to a moment.
    pub async fn goes_on(&mut self, until: Timestamp) {
        while self.at < until {
            self.measure(self.at).await;
            self.at = self.at.plus(STEP);
        }
    }

    /// What was published is sent, and has arrived, at its own time too.
    pub async fn is_told_outside(&mut self) {
        if let Err(error) = self.follower.catch_up().await {
            tracing::warn!(%error, "the past of the demo was not sent");
            return;
        }
        let arrived = async {
            while self.is_on_its_way().await {
                tokio::time::sleep(LOOK).await;
            }
        };
        // Whatever takes longer arrives a little later in the story, as it would in life.
        let _late = tokio::time::timeout(ARRIVES, arrived).await;
    }

    async fn is_on_its_way(&self) -> bool {
        let Some(live) = self.app.rooms.opened(self.room) else { return false };
        let whole = live.views().whole().clone();
        for notice in whole.word.notices.published.keys() {
            let tallies = self.app.dispatch.tallies(self.room, NoticeNumber(notice.0)).await;
            let moves = |tally: &Tally| matches!(tally.state, State::Waiting | State::Sending);
            if tallies.is_ok_and(|tallies| tallies.iter().any(moves)) {
                return true;
            }
        }
        false
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
