//! A room as each role sees it: one fold a role, over the events that reach it.
//!
//! Five folds would cost five times the memory and five times the work, and nearly always say
//! the same. So readers share a fold until an event reaches them differently, and folds that
//! part ways go on sharing every step and entry that is equal.

mod saved;

use domain::{Event, Recorded, Role, Room, RoomId, StepId, audience, evolve};
use std::sync::Arc;

pub use saved::FORMAT;

/// The whole log first, then the roles in the order of [`Role::ALL`].
const READERS: usize = 1 + Role::ALL.len();

/// The whole log's place among the readers.
const WHOLE: usize = 0;

/// A room, whole and as each role sees it. A copy is cheap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Views {
    /// The folds that differ.
    folds: Vec<Arc<Room>>,
    /// For each reader, the place of its fold.
    fold_of: [usize; READERS],
}

impl Views {
    /// Of a room about which nothing has been recorded.
    #[must_use]
    pub fn empty(id: RoomId) -> Self {
        Self { folds: vec![Arc::new(Room::empty(id))], fold_of: [0; READERS] }
    }

    /// The room as the rules see it.
    #[must_use]
    pub fn whole(&self) -> &Arc<Room> {
        &self.folds[self.fold_of[WHOLE]]
    }

    /// The room as a role sees it; its `seq` is the last event that reached the role.
    #[must_use]
    pub fn of(&self, role: Role) -> &Arc<Room> {
        &self.folds[self.fold_of[1 + role.index()]]
    }

    /// Folds one event into every view that it reaches.
    pub fn evolve(&mut self, recorded: &Recorded) {
        self.fold(&Projections::of(recorded));
    }

    /// Folds what each reader sees of one event.
    pub(crate) fn fold(&mut self, seen: &Projections) {
        self.part(seen);
        for (place, fold) in self.folds.iter_mut().enumerate() {
            let reader = self.fold_of.iter().position(|of| *of == place);
            if let Some(recorded) = reader.and_then(|reader| seen.0[reader].as_ref()) {
                evolve(Arc::make_mut(fold), recorded);
            }
        }
        if let Some(recorded) = &seen.0[WHOLE] {
            self.share_what_is_equal(&recorded.event);
        }
    }

    /// Readers of one fold who see an event differently go on with folds of their own.
    fn part(&mut self, seen: &Projections) {
        let before = self.fold_of;
        for reader in 1..READERS {
            let together = |other: &usize| before[*other] == before[reader];
            let alike = |other: &usize| seen.0[*other] == seen.0[reader];
            if let Some(other) = (0..reader).find(|other| together(other) && alike(other)) {
                self.fold_of[reader] = self.fold_of[other];
            } else if (0..reader).any(|other| together(&other)) {
                self.fold_of[reader] = self.folds.len();
                self.folds.push(self.folds[before[reader]].clone());
            }
        }
    }

    /// The entry and the steps that an event has just made in several folds become one again
    /// where they are equal.
    fn share_what_is_equal(&mut self, event: &Event) {
        for place in 1..self.folds.len() {
            let (earlier, later) = self.folds.split_at_mut(place);
            let fold = Arc::make_mut(&mut later[0]);
            for other in earlier.iter() {
                share_entry(other, fold, event);
                touched(event).for_each(|step| share_step(other, fold, step));
            }
        }
    }
}

fn share_entry(from: &Room, to: &mut Room, event: &Event) {
    let (Some(shared), Some(own)) = (from.feed.back(), to.feed.back_mut()) else { return };
    if Arc::ptr_eq(shared, own) || shared != own {
        return;
    }
    *own = shared.clone();
    let step = event.step().and_then(|step| to.steps.get_mut(step));
    if let Some(last) = step.and_then(|step| Arc::make_mut(step).history.last_mut())
        && last == shared
    {
        *last = shared.clone();
    }
}

fn share_step(from: &Room, to: &mut Room, step: &StepId) {
    if let (Some(shared), Some(own)) = (from.steps.get(step), to.steps.get_mut(step))
        && shared == own
    {
        *own = shared.clone();
    }
}

/// The steps an event changes.
fn touched(event: &Event) -> impl Iterator<Item = &StepId> {
    let before: &[StepId] = match event {
        Event::StepInserted { before, .. } => before,
        _ => &[],
    };
    event.step().into_iter().chain(before)
}

/// What each reader sees of one event.
pub(crate) struct Projections([Option<Recorded>; READERS]);

impl Projections {
    pub(crate) fn of(recorded: &Recorded) -> Self {
        Self(std::array::from_fn(|reader| match reader.checked_sub(1) {
            None => Some(recorded.clone()),
            Some(role) => audience::seen_by(recorded, Role::ALL[role]),
        }))
    }

    pub(crate) const fn to(&self, role: Role) -> Option<&Recorded> {
        self.0[1 + role.index()].as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{log, message, room_id};
    use domain::Audience;

    fn views_of(log: &[Recorded]) -> Views {
        let mut views = Views::empty(room_id());
        log.iter().for_each(|recorded| views.evolve(recorded));
        views
    }

    #[test]
    fn a_view_is_the_fold_of_what_the_role_sees() {
        let log = log();
        let views = views_of(&log);
        assert_eq!(**views.whole(), Room::fold(room_id(), &log));
        for role in Role::ALL {
            let seen: Vec<Recorded> =
                log.iter().filter_map(|recorded| audience::seen_by(recorded, role)).collect();
            assert_eq!(**views.of(role), Room::fold(room_id(), &seen), "{role:?}");
        }
    }

    #[test]
    fn readers_share_a_fold_until_an_event_parts_them() {
        let mut log = log();
        log.truncate(1);
        let mut views = views_of(&log);
        assert_eq!(views.folds.len(), 2, "with instructions, and without");
        assert!(Arc::ptr_eq(views.whole(), views.of(Role::Tech)));
        views.evolve(&message(2, Audience::Support));
        assert!(Arc::ptr_eq(views.whole(), views.of(Role::Lead)));
        assert!(Arc::ptr_eq(views.of(Role::Support), views.of(Role::Observer)));
        assert_eq!(views.of(Role::Tech).seq.0, 1);
        assert_eq!(views.of(Role::Comms).seq.0, 1);
    }

    #[test]
    fn folds_that_parted_still_share_equal_steps_and_entries() {
        let views = views_of(&log());
        let (whole, tech) = (views.whole(), views.of(Role::Tech));
        assert!(!Arc::ptr_eq(whole, tech));
        for (id, step) in &whole.steps {
            assert!(Arc::ptr_eq(step, &tech.steps[id]), "step {id} is held twice");
        }
        let support = views.of(Role::Support);
        assert!(Arc::ptr_eq(&whole.feed[0], &support.feed[0]));
    }
}
