//! The numbers of one room, as rules and panels read them.

use crate::{samples::Samples, source::Scheduler, state::AppState, store::Series};
use domain::{
    MetricId, RoomId,
    metric::Sample,
    watch::{Numbers, Parts},
};
use std::{fmt, sync::Arc};

/// The numbers of one room.
pub struct RoomNumbers<'a> {
    samples: Arc<Samples>,
    probes: &'a Scheduler,
    room: RoomId,
}

impl<'a> RoomNumbers<'a> {
    /// Of a room.
    #[must_use]
    pub fn of(app: &'a AppState, room: &RoomId) -> Self {
        Self { samples: app.samples.clone(), probes: &app.probes, room: room.clone() }
    }

    fn series(&self, metric: &MetricId) -> Series {
        Series { room: self.room.clone(), metric: metric.clone() }
    }
}

impl fmt::Debug for RoomNumbers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoomNumbers").field("room", &self.room).finish_non_exhaustive()
    }
}

impl Numbers for RoomNumbers<'_> {
    fn last(&self, metric: &MetricId) -> Option<Sample> {
        self.samples.newest(&self.series(metric))
    }

    fn recent(&self, metric: &MetricId) -> Vec<Sample> {
        self.samples.recent(&self.series(metric))
    }

    fn parts(&self, metric: &MetricId) -> Option<Parts> {
        let groups = self.samples.groups(&self.series(metric))?;
        let named = groups.groups.into_iter().map(|group| (group.label, group.value));
        Some(Parts { at: groups.at, groups: named.collect() })
    }

    fn fault(&self, metric: &MetricId) -> Option<String> {
        let states = self.probes.states(&self.room);
        let state = states.into_iter().find(|(known, _)| known == metric)?.1;
        state.fault.map(|fault| fault.to_string())
    }
}
