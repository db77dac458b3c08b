//! Views as bytes, to start faster. What folds share is written once and shared again when read.

use super::{READERS, Views};
use domain::{Recorded, Room, Step};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::Arc};

/// The version of the shape below. Raised with every change of it, of [`Room`] or of [`Step`]:
/// an older snapshot is then ignored and the log is folded again.
pub const FORMAT: i64 = 8;

#[derive(Serialize, Deserialize)]
struct Saved {
    records: Vec<Arc<Recorded>>,
    steps: Vec<SavedStep>,
    folds: Vec<SavedRoom>,
    fold_of: [usize; READERS],
}

/// A step without its history, which is shared.
#[derive(Serialize, Deserialize)]
struct SavedStep {
    step: Step,
    history: Vec<usize>,
}

/// A room without its steps and its feed, which are shared.
#[derive(Serialize, Deserialize)]
struct SavedRoom {
    room: Room,
    steps: Vec<usize>,
    feed: Vec<usize>,
}

impl Views {
    /// As bytes.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut shelf = Shelf::default();
        let folds = self.folds.iter().map(|room| shelf.put_room(room)).collect();
        let Shelf { records, steps, .. } = shelf;
        serde_json::to_vec(&Saved { records, steps, folds, fold_of: self.fold_of })
    }

    /// From bytes; `None` when they are not whole. The log can always be folded again.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let saved: Saved = serde_json::from_slice(bytes).ok()?;
        let take = |place: usize| saved.records.get(place).cloned();
        let step = |SavedStep { mut step, history }| {
            step.history = history.into_iter().map(take).collect::<Option<_>>()?;
            Some(Arc::new(step))
        };
        let steps: Vec<Arc<Step>> = saved.steps.into_iter().map(step).collect::<Option<_>>()?;
        let room = |SavedRoom { mut room, steps: places, feed }| {
            room.feed = feed.into_iter().map(take).collect::<Option<_>>()?;
            let found = places.into_iter().map(|place: usize| steps.get(place).cloned());
            let found = found.map(|step| step.map(|step| (step.plan.id.clone(), step)));
            room.steps = found.collect::<Option<_>>()?;
            Some(Arc::new(room))
        };
        let folds: Vec<Arc<Room>> = saved.folds.into_iter().map(room).collect::<Option<_>>()?;
        let fold_of = saved.fold_of;
        fold_of.iter().all(|place| *place < folds.len()).then_some(Self { folds, fold_of })
    }
}

/// Where shared things are put once, and found again by where they are in memory.
#[derive(Default)]
struct Shelf {
    records: Vec<Arc<Recorded>>,
    place_of_record: HashMap<*const Recorded, usize>,
    steps: Vec<SavedStep>,
    place_of_step: HashMap<*const Step, usize>,
}

impl Shelf {
    fn put_room(&mut self, room: &Room) -> SavedRoom {
        let mut room = room.clone();
        let (steps, feed) = (std::mem::take(&mut room.steps), std::mem::take(&mut room.feed));
        let steps = steps.values().map(|step| self.put_step(step)).collect();
        let feed = feed.iter().map(|recorded| self.put_record(recorded)).collect();
        SavedRoom { room, steps, feed }
    }

    fn put_step(&mut self, step: &Arc<Step>) -> usize {
        if let Some(place) = self.place_of_step.get(&Arc::as_ptr(step)) {
            return *place;
        }
        let mut kept = (**step).clone();
        let history = std::mem::take(&mut kept.history);
        let history = history.iter().map(|recorded| self.put_record(recorded)).collect();
        self.steps.push(SavedStep { step: kept, history });
        self.place_of_step.insert(Arc::as_ptr(step), self.steps.len() - 1);
        self.steps.len() - 1
    }

    fn put_record(&mut self, recorded: &Arc<Recorded>) -> usize {
        let Self { records, place_of_record, .. } = self;
        *place_of_record.entry(Arc::as_ptr(recorded)).or_insert_with(|| {
            records.push(recorded.clone());
            records.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{log, room_id};
    use domain::Role;

    #[test]
    fn views_come_back_equal_and_as_shared_as_they_were() {
        let mut views = Views::empty(room_id());
        log().iter().for_each(|recorded| views.evolve(recorded));
        let bytes = views.to_bytes().unwrap();
        let back = Views::from_bytes(&bytes).unwrap();
        assert_eq!(back, views);
        let (whole, tech) = (back.whole(), back.of(Role::Tech));
        assert!(whole.steps.iter().all(|(id, step)| Arc::ptr_eq(step, &tech.steps[id])));
        assert_eq!(back.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn what_is_not_whole_is_no_views() {
        assert_eq!(Views::from_bytes(b"{}"), None);
        let bytes = Views::empty(room_id()).to_bytes().unwrap();
        let text = String::from_utf8(bytes).unwrap().replace("[0,0,0,0,0,0]", "[0,0,0,0,0,9]");
        assert_eq!(Views::from_bytes(text.as_bytes()), None);
    }
}
