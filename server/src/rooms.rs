//! The rooms in memory: what the log says, folded, and the last frames, ready to be sent.
//!
//! Only [`crate::execute`] changes a room, and only after its events are on disk.

mod draft;
mod here;
mod load;
mod ring;
mod saving;

use crate::{
    hub::Hub,
    store::{EventStore, Head, StoreError, TokenHash},
    views::Views,
};
use axum::body::Bytes;
use domain::{Person, PersonId, Role, RoomId, Seq, Timestamp, wire::Presence};
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::{Mutex, watch};

pub(crate) use draft::Draft;
pub use here::Stay;
pub use ring::{Ahead, RING_KEPT};

/// Every open room.
pub struct Rooms {
    store: Arc<dyn EventStore>,
    open: RwLock<HashMap<RoomId, Arc<LiveRoom>>>,
    /// One room is loaded at a time: nobody loads the same one twice, and open rooms go on.
    opening: Mutex<()>,
}

impl Rooms {
    /// No room is open yet.
    #[must_use]
    pub fn new(store: Arc<dyn EventStore>) -> Self {
        Self { store, open: RwLock::default(), opening: Mutex::default() }
    }

    /// A room, read from the log the first time; `None` when nothing has been recorded about it.
    ///
    /// # Errors
    /// A [`StoreError`] that names the event, when the log cannot be read or was changed.
    pub async fn open(&self, id: &RoomId) -> Result<Option<Arc<LiveRoom>>, StoreError> {
        if let Some(room) = self.opened(id) {
            return Ok(room.has_begun().then_some(room));
        }
        let _turn = self.opening.lock().await;
        if let Some(room) = self.opened(id) {
            return Ok(room.has_begun().then_some(room));
        }
        let Some(draft) = load::load(&*self.store, id).await? else { return Ok(None) };
        let room = Arc::new(LiveRoom::of(id.clone(), draft));
        self.keep(room.clone());
        Ok(Some(room))
    }

    /// A room, or the place of one that is about to be made. Until something is recorded, nobody
    /// else finds it.
    pub(crate) async fn open_or_begin(&self, id: &RoomId) -> Result<Arc<LiveRoom>, StoreError> {
        if let Some(room) = self.open(id).await? {
            return Ok(room);
        }
        let _turn = self.opening.lock().await;
        let fresh = || Arc::new(LiveRoom::of(id.clone(), Draft::empty(id.clone())));
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        Ok(open.entry(id.clone()).or_insert_with(fresh).clone())
    }

    /// Takes in what somebody else has written to a room's log.
    pub(crate) async fn refresh(&self, room: &LiveRoom) -> Result<(), StoreError> {
        let mut draft = room.draft();
        load::catch_up(&*self.store, room.id(), &mut draft).await?;
        room.publish(draft);
        Ok(())
    }

    /// A room that is in memory.
    pub(crate) fn opened(&self, id: &RoomId) -> Option<Arc<LiveRoom>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn keep(&self, room: Arc<LiveRoom>) {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        open.insert(room.id().clone(), room);
    }

    pub(crate) fn all_open(&self) -> Vec<Arc<LiveRoom>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// An open room.
pub struct LiveRoom {
    id: RoomId,
    shown: RwLock<Shown>,
    hub: Hub,
    here: here::Here,
    /// The last event of the latest snapshot.
    saved: AtomicU64,
    /// The last event that changed who takes part, or as what, since the room was opened.
    people_at: AtomicU64,
}

/// What readers get: always of one moment.
struct Shown {
    views: Arc<Views>,
    head: Head,
    ring: ring::Ring,
}

impl LiveRoom {
    fn of(id: RoomId, draft: Draft) -> Self {
        let Draft { views, head, frames, begun_at, saved, people_at, .. } = draft;
        let mut ring = ring::Ring::starting_after(begun_at);
        ring.extend(frames);
        let hub = Hub::new(head.seq);
        let shown = RwLock::new(Shown { views: Arc::new(views), head, ring });
        let (saved, people_at) = (AtomicU64::new(saved.0), AtomicU64::new(people_at.0));
        Self { id, shown, hub, here: here::Here::default(), saved, people_at }
    }

    /// Which.
    #[must_use]
    pub const fn id(&self) -> &RoomId {
        &self.id
    }

    /// The room as it is now, whole and by role.
    #[must_use]
    pub fn views(&self) -> Arc<Views> {
        self.read().views.clone()
    }

    /// The end of its log.
    #[must_use]
    pub fn head(&self) -> Head {
        self.read().head
    }

    /// Frames for a role after a number, at most `limit`; `None` when they are no longer in
    /// memory and must be read from the log.
    #[must_use]
    pub fn frames_after(&self, role: Role, after: Seq, limit: usize) -> Option<Ahead> {
        self.read().ring.after(role, after, limit)
    }

    /// The last event up to `upto` that reached a role; `None` when it is no longer in memory.
    #[must_use]
    pub fn last_seen(&self, role: Role, upto: Seq) -> Option<Seq> {
        let shown = self.read();
        let next = shown.ring.next_seen(role, upto)?;
        Some(next.unwrap_or_else(|| shown.views.of(role).seq))
    }

    /// Somebody who takes part in the room now, with the role they have now. What a session or a
    /// link says about them may be older. In a room that was removed nobody does.
    #[must_use]
    pub fn part_of(&self, person: &PersonId) -> Option<Person> {
        let whole = self.views().whole().clone();
        if whole.removed().is_some() { None } else { whole.part_of(person).cloned() }
    }

    /// Whether the room was taken away.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.read().views.whole().removed().is_some()
    }

    /// A number that moves whenever it changes who takes part, or as what.
    pub(crate) fn people_at(&self) -> u64 {
        self.people_at.load(Ordering::Acquire)
    }

    /// How many seconds ago somebody left; `None` while they are here, and when they have not
    /// been seen since the server started.
    #[must_use]
    pub fn gone_for(&self, person: &PersonId) -> Option<u64> {
        self.here.gone_for(person)
    }

    /// To be woken when the log grows.
    #[must_use]
    pub fn woken(&self) -> watch::Receiver<Seq> {
        self.hub.log()
    }

    /// To be woken when who is here changes.
    #[must_use]
    pub fn presence_changed(&self) -> watch::Receiver<u64> {
        self.hub.presence()
    }

    /// Who is here.
    #[must_use]
    pub fn presence(&self) -> Presence {
        self.here.presence()
    }

    /// The same, as a frame that all streams share.
    pub(crate) fn presence_frame(&self) -> Result<Bytes, serde_json::Error> {
        self.here.frame()
    }

    /// Somebody is here for as long as the result is kept.
    #[must_use]
    pub fn come_in(self: &Arc<Self>, person: Person, session: TokenHash) -> Stay {
        if self.here.come_in(&person, session) {
            self.hub.moved();
        }
        Stay::new(self.clone(), person.id, session)
    }

    /// Somebody has not touched the pages of a session since then, or touches them again.
    pub fn sits_idle(&self, person: &PersonId, session: &TokenHash, since: Option<Timestamp>) {
        if self.here.sits_idle(person, session, since) {
            self.hub.moved();
        }
    }

    /// A copy to try commands on.
    pub(crate) fn draft(&self) -> Draft {
        let shown = self.read();
        Draft::after((*shown.views).clone(), shown.head)
    }

    /// A draft whose events are on disk becomes what everybody sees.
    pub(crate) fn publish(&self, draft: Draft) {
        let (head, people_at) = (draft.head.seq, draft.people_at);
        {
            let mut shown = self.write();
            shown.views = Arc::new(draft.views);
            shown.head = draft.head;
            shown.ring.extend(draft.frames);
        }
        if people_at > Seq(0) {
            self.people_at.store(people_at.0, Ordering::Release);
        }
        self.hub.grown(head);
    }

    fn has_begun(&self) -> bool {
        self.read().head.seq > Seq(0)
    }

    fn read(&self) -> RwLockReadGuard<'_, Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Shown> {
        self.shown.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
