//! Who is here: people with at least one open stream. Not in the log; nobody needs to read it in
//! ten years.

use super::LiveRoom;
use crate::stream::frame;
use axum::body::Bytes;
use domain::{Person, PersonId, wire::Presence};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// The people with a room open somewhere.
#[derive(Default)]
pub(super) struct Here(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    people: BTreeMap<PersonId, (Person, usize)>,
    /// When the others left.
    gone: BTreeMap<PersonId, Instant>,
    /// The frame that says so, made once for all streams.
    frame: Option<Bytes>,
}

impl Here {
    /// Counts a stream of a person; says whether that changed who is here.
    pub(super) fn come_in(&self, person: &Person) -> bool {
        let mut inside = self.inside();
        let known = inside.people.get_mut(&person.id);
        let changed = match known {
            Some((shown, streams)) => {
                *streams += 1;
                let changed = shown != person;
                shown.clone_from(person);
                changed
            }
            None => {
                inside.gone.remove(&person.id);
                inside.people.insert(person.id.clone(), (person.clone(), 1));
                true
            }
        };
        if changed {
            inside.frame = None;
        }
        changed
    }

    fn go(&self, person: &PersonId) -> bool {
        let mut inside = self.inside();
        let Some((_, streams)) = inside.people.get_mut(person) else { return false };
        *streams -= 1;
        if *streams > 0 {
            return false;
        }
        inside.people.remove(person);
        inside.gone.insert(person.clone(), Instant::now());
        inside.frame = None;
        true
    }

    pub(super) fn presence(&self) -> Presence {
        self.inside().presence()
    }

    pub(super) fn gone_for(&self, person: &PersonId) -> Option<u64> {
        self.inside().gone.get(person).map(|left| left.elapsed().as_secs())
    }

    pub(super) fn frame(&self) -> Result<Bytes, serde_json::Error> {
        let mut inside = self.inside();
        if let Some(frame) = &inside.frame {
            return Ok(frame.clone());
        }
        let frame = frame::presence(&inside.presence())?;
        inside.frame = Some(frame.clone());
        Ok(frame)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn presence(&self) -> Presence {
        let mut here: Vec<Person> = self.people.values().map(|(p, _)| p.clone()).collect();
        here.sort_by(|a, b| a.name.cmp(&b.name));
        Presence { here }
    }
}

/// Somebody's presence: it ends when this is dropped.
pub struct Stay {
    room: Arc<LiveRoom>,
    person: PersonId,
}

impl Stay {
    pub(super) const fn new(room: Arc<LiveRoom>, person: PersonId) -> Self {
        Self { room, person }
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        if self.room.here.go(&self.person) {
            self.room.hub.moved();
        }
    }
}
