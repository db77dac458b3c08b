//! Who is here: people with at least one open stream. Not in the log; nobody needs to read it in
//! ten years.

use super::LiveRoom;
use crate::{store::TokenHash, stream::frame};
use axum::body::Bytes;
use domain::{Person, PersonId, Timestamp, wire::Presence};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// The people with a room open somewhere.
#[derive(Default)]
pub(super) struct Here(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    people: BTreeMap<PersonId, Sitting>,
    /// When the others left.
    gone: BTreeMap<PersonId, Instant>,
    /// The frame that says so, made once for all streams.
    frame: Option<Bytes>,
}

/// Somebody who is here, at one browser or several.
struct Sitting {
    person: Person,
    at: HashMap<TokenHash, Browser>,
}

#[derive(Default)]
struct Browser {
    streams: usize,
    /// Since when nobody touches it.
    idle: Option<Timestamp>,
}

impl Sitting {
    /// Somebody who touches one of their browsers is not idle, whatever the others say.
    fn idle_since(&self) -> Option<Timestamp> {
        let each: Option<Vec<Timestamp>> = self.at.values().map(|browser| browser.idle).collect();
        each?.into_iter().max()
    }
}

impl Here {
    /// Counts a stream of a person; says whether that changed who is here.
    pub(super) fn come_in(&self, person: &Person, session: TokenHash) -> bool {
        let mut inside = self.inside();
        inside.gone.remove(&person.id);
        let fresh = || Sitting { person: person.clone(), at: HashMap::new() };
        let is_new = !inside.people.contains_key(&person.id);
        let sitting = inside.people.entry(person.id.clone()).or_insert_with(fresh);
        let before = sitting.idle_since();
        sitting.at.entry(session).or_default().streams += 1;
        let changed = is_new || sitting.person != *person || sitting.idle_since() != before;
        sitting.person.clone_from(person);
        inside.changed_if(changed)
    }

    /// Notes since when a browser is not touched; says whether that changed who is idle. One
    /// without a stream is not here at all.
    pub(super) fn sits_idle(
        &self,
        person: &PersonId,
        session: &TokenHash,
        since: Option<Timestamp>,
    ) -> bool {
        let mut inside = self.inside();
        let Some(sitting) = inside.people.get_mut(person) else { return false };
        let before = sitting.idle_since();
        let Some(browser) = sitting.at.get_mut(session) else { return false };
        // Said again, it is idle since it first was.
        browser.idle = since.map(|since| browser.idle.unwrap_or(since));
        let changed = sitting.idle_since() != before;
        inside.changed_if(changed)
    }

    fn go(&self, person: &PersonId, session: &TokenHash) -> bool {
        let mut inside = self.inside();
        let Some(sitting) = inside.people.get_mut(person) else { return false };
        let before = sitting.idle_since();
        let Some(browser) = sitting.at.get_mut(session) else { return false };
        browser.streams -= 1;
        if browser.streams == 0 {
            sitting.at.remove(session);
        }
        if !sitting.at.is_empty() {
            let changed = sitting.idle_since() != before;
            return inside.changed_if(changed);
        }
        inside.people.remove(person);
        inside.gone.insert(person.clone(), Instant::now());
        inside.changed_if(true)
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
    fn changed_if(&mut self, changed: bool) -> bool {
        if changed {
            self.frame = None;
        }
        changed
    }

    fn presence(&self) -> Presence {
        let mut here: Vec<Person> = self.people.values().map(|it| it.person.clone()).collect();
        here.sort_by(|a, b| a.name.cmp(&b.name));
        let idle = |(person, sitting): (&PersonId, &Sitting)| {
            Some((person.clone(), sitting.idle_since()?))
        };
        Presence { here, idle: self.people.iter().filter_map(idle).collect() }
    }
}

/// Somebody's presence: it ends when this is dropped.
pub struct Stay {
    room: Arc<LiveRoom>,
    person: PersonId,
    session: TokenHash,
}

impl Stay {
    pub(super) const fn new(room: Arc<LiveRoom>, person: PersonId, session: TokenHash) -> Self {
        Self { room, person, session }
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        if self.room.here.go(&self.person, &self.session) {
            self.room.hub.moved();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::person;
    use domain::Role;

    #[test]
    fn somebody_is_idle_only_when_none_of_their_browsers_is_touched() {
        let (here, me) = (Here::default(), person(Role::Tech));
        let (desk, phone) = (TokenHash::of(b"desk"), TokenHash::of(b"phone"));
        let at = Timestamp::from_seconds;
        let since = || here.presence().idle_since(&me.id);
        assert!(!here.sits_idle(&me.id, &desk, Some(at(1))), "whoever is not here is not idle");
        assert!(here.come_in(&me, desk));
        assert!(here.sits_idle(&me.id, &desk, Some(at(100))));
        assert!(!here.sits_idle(&me.id, &desk, Some(at(160))), "said again, nothing is new");
        assert_eq!(since(), Some(at(100)));
        // They come in by the phone as well: they are here.
        assert!(here.come_in(&me, phone));
        assert_eq!(since(), None);
        assert!(here.sits_idle(&me.id, &phone, Some(at(200))));
        assert_eq!(since(), Some(at(200)));
        assert!(here.sits_idle(&me.id, &desk, None));
        assert_eq!(since(), None);
        // The desk closes; what is left is the phone in a pocket.
        assert!(here.go(&me.id, &desk));
        assert_eq!(since(), Some(at(200)));
        assert!(here.go(&me.id, &phone));
        assert_eq!((since(), here.presence().here.len()), (None, 0));
    }

    #[test]
    fn a_second_tab_of_a_browser_changes_nothing() {
        let (here, me) = (Here::default(), person(Role::Tech));
        let desk = TokenHash::of(b"desk");
        assert!(here.come_in(&me, desk));
        assert!(here.sits_idle(&me.id, &desk, Some(Timestamp::from_seconds(1))));
        assert!(!here.come_in(&me, desk));
        assert!(!here.go(&me.id, &desk));
        assert_eq!(here.presence().idle.len(), 1);
    }
}
