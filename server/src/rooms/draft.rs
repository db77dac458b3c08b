//! What a room will be once its new events are on disk. Commands are decided on it, so that many
//! fit into one transaction; if that fails, the draft is dropped and nothing has happened.

use super::ring::Frame;
use crate::{
    store::{Head, Row, StoreError},
    views::{Projections, Views},
};
use domain::{Actor, Event, Recorded, RoomId, Seq, Timestamp};
use std::sync::Arc;

/// A room with events that nobody has seen yet.
pub(crate) struct Draft {
    pub(super) views: Views,
    pub(super) head: Head,
    pub(super) frames: Vec<Arc<Frame>>,
    /// The events to write.
    pub(crate) rows: Vec<Row>,
    /// The event before the first new one.
    pub(super) begun_at: Seq,
    /// The last event of the snapshot it began from.
    pub(super) saved: Seq,
    /// The last new event that changed who takes part, or as what; 0 when none did.
    pub(super) people_at: Seq,
}

impl Draft {
    pub(super) fn empty(room: RoomId) -> Self {
        let head = Head::before_anything(&room);
        Self::after(Views::empty(room), head)
    }

    pub(super) const fn after(views: Views, head: Head) -> Self {
        let begun_at = head.seq;
        Self {
            views,
            head,
            frames: Vec::new(),
            rows: Vec::new(),
            begun_at,
            saved: Seq(0),
            people_at: Seq(0),
        }
    }

    /// The room with its new events, whole and by role.
    pub(crate) const fn views(&self) -> &Views {
        &self.views
    }

    /// The last number, new events included.
    pub(crate) const fn seq(&self) -> Seq {
        self.head.seq
    }

    /// The moment of what happens next: time in a log never runs backwards, whatever the
    /// machine's clock does.
    pub(crate) fn moment(&self, now: Timestamp) -> Timestamp {
        now.max(self.head.at)
    }

    /// Adds an event.
    pub(crate) fn record(
        &mut self,
        at: Timestamp,
        by: &Actor,
        event: Event,
    ) -> Result<(), StoreError> {
        let recorded = Recorded { seq: self.head.seq.next(), at, by: by.clone(), event };
        let row = Row::of(&self.views.whole().id, &recorded, &self.head.hash)?;
        self.fold(&recorded)?;
        self.head = row.head();
        self.rows.push(row);
        Ok(())
    }

    /// Folds an event that is on disk already, if it is the next one and unchanged.
    pub(super) fn replay(&mut self, row: &Row) -> Result<(), StoreError> {
        row.follows(&self.head)?;
        self.fold(&row.recorded()?)?;
        self.head = row.head();
        Ok(())
    }

    /// The same without a frame: for events so old that nobody follows from there.
    pub(super) fn replay_unseen(&mut self, row: &Row) -> Result<(), StoreError> {
        row.follows(&self.head)?;
        self.views.evolve(&row.recorded()?);
        self.head = row.head();
        self.begun_at = self.head.seq;
        Ok(())
    }

    fn fold(&mut self, recorded: &Recorded) -> Result<(), StoreError> {
        if recorded.event.changes_people() {
            self.people_at = recorded.seq;
        }
        let seen = Projections::of(recorded);
        // What a page folds itself needs no comparison, and so no copy of what was before.
        let frame = if recorded.event.is_of_the_page() {
            let frame = Frame::of(recorded.seq, &seen, &self.views, &self.views)?;
            self.views.fold(&seen);
            frame
        } else {
            let before = self.views.clone();
            self.views.fold(&seen);
            Frame::of(recorded.seq, &seen, &before, &self.views)?
        };
        self.frames.push(Arc::new(frame));
        Ok(())
    }
}
