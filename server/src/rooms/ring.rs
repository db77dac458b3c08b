//! The last events of a room as frames ready to be sent, one copy for all who see the same.

use crate::{
    stream::frame,
    views::{Projections, Views},
};
use axum::body::Bytes;
use domain::{Recorded, Role, Room, Seq, wire::EventFrame};
use frontend::told::{patch, told};
use std::{collections::VecDeque, sync::Arc};

/// How many events stay in memory for those who follow; older ones are in the log.
pub const RING_KEPT: usize = 4096;

/// The last frames of a room, dense.
pub(super) struct Ring {
    /// The event before the first one kept.
    floor: Seq,
    frames: VecDeque<Arc<Frame>>,
}

/// Frames for one role.
#[derive(Debug)]
pub struct Ahead {
    /// Them, oldest first, each with its number.
    pub frames: Vec<(Seq, Bytes)>,
    /// Everything up to here has been looked at, seen by the role or not.
    pub upto: Seq,
}

impl Ring {
    pub(super) const fn starting_after(floor: Seq) -> Self {
        Self { floor, frames: VecDeque::new() }
    }

    pub(super) fn extend(&mut self, frames: impl IntoIterator<Item = Arc<Frame>>) {
        self.frames.extend(frames);
        while self.frames.len() > RING_KEPT {
            self.floor = self.frames.pop_front().map_or(self.floor, |gone| gone.seq);
        }
    }

    /// `None` when what comes after the number has left the ring.
    fn after_number(&self, after: Seq) -> Option<impl Iterator<Item = &Arc<Frame>>> {
        let gone = usize::try_from(after.0.checked_sub(self.floor.0)?).unwrap_or(usize::MAX);
        Some(self.frames.range(gone.min(self.frames.len())..))
    }

    pub(super) fn after(&self, role: Role, after: Seq, limit: usize) -> Option<Ahead> {
        let mut ahead = Ahead { frames: Vec::new(), upto: after };
        for frame in self.after_number(after)? {
            if ahead.frames.len() == limit {
                break;
            }
            ahead.upto = frame.seq;
            ahead.frames.extend(frame.to(role).map(|seen| (frame.seq, seen.bytes.clone())));
        }
        Some(ahead)
    }

    /// What the next frame for a role calls the one before it: the last that reached the role.
    pub(super) fn next_seen(&self, role: Role, upto: Seq) -> Option<Option<Seq>> {
        Some(self.after_number(upto)?.find_map(|frame| frame.to(role).map(|seen| seen.prev)))
    }
}

/// One event as each role gets it.
pub(crate) struct Frame {
    seq: Seq,
    seen: [Option<Seen>; Role::ALL.len()],
}

#[derive(Clone)]
struct Seen {
    prev: Seq,
    bytes: Bytes,
}

impl Frame {
    /// Of an event that leads from some views to the next. Roles who get the same share the bytes.
    pub(super) fn of(
        seq: Seq,
        projections: &Projections,
        before: &Views,
        after: &Views,
    ) -> Result<Self, serde_json::Error> {
        let mut seen: [Option<Seen>; Role::ALL.len()] = Default::default();
        for role in Role::ALL {
            let Some(recorded) = projections.to(role) else { continue };
            let prev = before.of(role).seq;
            let alike = |other: &&Role| {
                projections.to(**other) == Some(recorded)
                    && before.of(**other).seq == prev
                    && (recorded.event.is_of_the_page()
                        || Arc::ptr_eq(after.of(**other), after.of(role)))
            };
            let same = Role::ALL[..role.index()].iter().find(alike);
            seen[role.index()] = match same.and_then(|other| seen[other.index()].clone()) {
                Some(shared) => Some(shared),
                None => {
                    let recorded = page_event(recorded, before.of(role), after.of(role));
                    let bytes = frame::event(&EventFrame { prev, recorded })?;
                    Some(Seen { prev, bytes })
                }
            };
        }
        Ok(Self { seq, seen })
    }

    const fn to(&self, role: Role) -> Option<&Seen> {
        self.seen[role.index()].as_ref()
    }
}

/// An event as a page of a role gets it: itself, or in words and with what it changes.
fn page_event(recorded: &Recorded, before: &Room, after: &Room) -> Recorded {
    if recorded.event.is_of_the_page() {
        return recorded.clone();
    }
    told(after, recorded, Some(patch(before, after)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{log, message, room_id};
    use domain::Audience;

    fn ring(log: &[Recorded]) -> Ring {
        let mut views = Views::empty(room_id());
        let mut ring = Ring::starting_after(Seq(0));
        for recorded in log {
            let seen = Projections::of(recorded);
            let before = views.clone();
            views.fold(&seen);
            ring.extend([Arc::new(Frame::of(recorded.seq, &seen, &before, &views).unwrap())]);
        }
        ring
    }

    #[test]
    fn roles_who_get_the_same_share_the_bytes() {
        let ring = ring(&log()[..1]);
        let bytes = |role| ring.frames[0].to(role).unwrap().bytes.as_ptr();
        assert_eq!(bytes(Role::Lead), bytes(Role::Tech));
        assert_eq!(bytes(Role::Support), bytes(Role::Observer));
        assert_ne!(bytes(Role::Lead), bytes(Role::Support), "instructions are for tech and lead");
    }

    #[test]
    fn the_ring_says_when_something_has_left_it() {
        let mut log = log();
        log.truncate(1);
        let many = u64::try_from(RING_KEPT).unwrap() + 10;
        log.extend((2..=many).map(|seq| message(seq, Audience::Support)));
        let ring = ring(&log);
        assert!(ring.after(Role::Lead, Seq(9), 1).is_none());
        let first = ring.after(Role::Lead, Seq(10), 1).unwrap();
        assert_eq!((first.frames[0].0, first.upto), (Seq(11), Seq(11)));
        let none = ring.after(Role::Tech, Seq(10), 5).unwrap();
        assert!(none.frames.is_empty());
        assert_eq!(none.upto, Seq(many), "unseen events are passed over");
        assert_eq!(ring.next_seen(Role::Support, Seq(20)), Some(Some(Seq(20))));
    }
}
