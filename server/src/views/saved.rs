//! Views as bytes, to start faster. What folds share is written once and shared again when read.

use super::{READERS, Views};
use domain::{
    Person, PersonId, PhaseId, Progress, Recorded, Room, RoomId, Seq, Step, StepId, Timestamp,
    plan::StepPlan,
    room::{Charter, Handover, Phase, Stage},
    step::Origin,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The version of the shape below. Raised with every change of it, of [`Room`] or of [`Step`]:
/// an older snapshot is then ignored and the log is folded again.
pub const FORMAT: i64 = 2;

#[derive(Serialize, Deserialize)]
struct Saved {
    records: Vec<Arc<Recorded>>,
    steps: Vec<SavedStep>,
    folds: Vec<SavedRoom>,
    fold_of: [usize; READERS],
}

#[derive(Serialize, Deserialize)]
struct SavedStep {
    plan: StepPlan,
    phase: PhaseId,
    origin: Origin,
    progress: Progress,
    history: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct SavedRoom {
    id: RoomId,
    seq: Seq,
    charter: Option<Charter>,
    stage: Stage,
    stage_since: Timestamp,
    people: BTreeMap<PersonId, Person>,
    revoked: Vec<PersonId>,
    handover: Option<Handover>,
    phases: Vec<Phase>,
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
        let step = |step: SavedStep| {
            let SavedStep { plan, phase, origin, progress, history } = step;
            let history = history.into_iter().map(take).collect::<Option<_>>()?;
            Some(Arc::new(Step { plan, phase, origin, progress, history }))
        };
        let steps: Vec<Arc<Step>> = saved.steps.into_iter().map(step).collect::<Option<_>>()?;
        let room = |room: SavedRoom| {
            let SavedRoom { id, seq, charter, stage, stage_since, people, phases, .. } = room;
            let (revoked, handover) = (room.revoked, room.handover);
            let feed = room.feed.into_iter().map(take).collect::<Option<_>>()?;
            let steps = room.steps.into_iter().map(|place| steps.get(place).cloned());
            let steps = steps.map(|step| step.map(|step| (step.plan.id.clone(), step)));
            let steps = steps.collect::<Option<_>>()?;
            Some(Arc::new(Room {
                id,
                seq,
                charter,
                stage,
                stage_since,
                people,
                revoked,
                handover,
                phases,
                steps,
                feed,
            }))
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
        let room = room.clone();
        let Room { id, seq, charter, stage, stage_since, people, phases, steps, feed, .. } = room;
        let (revoked, handover) = (room.revoked, room.handover);
        let steps: BTreeMap<StepId, Arc<Step>> = steps;
        let steps = steps.values().map(|step| self.put_step(step)).collect();
        let feed = feed.iter().map(|recorded| self.put_record(recorded)).collect();
        SavedRoom {
            id,
            seq,
            charter,
            stage,
            stage_since,
            people,
            revoked,
            handover,
            phases,
            steps,
            feed,
        }
    }

    fn put_step(&mut self, step: &Arc<Step>) -> usize {
        if let Some(place) = self.place_of_step.get(&Arc::as_ptr(step)) {
            return *place;
        }
        let Step { plan, phase, origin, progress, history } = (**step).clone();
        let history = history.iter().map(|recorded| self.put_record(recorded)).collect();
        self.steps.push(SavedStep { plan, phase, origin, progress, history });
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
