//! One batch: every order decided in turn, each on what the ones before it made.

use super::{Answer, Order, Refused, Waiting};
use crate::{
    clock::Clock,
    rooms::{Draft, LiveRoom, Rooms},
    store::{Answered, Batch, EventStore, KeyOf, StoreError},
};
use domain::{Actor, Command, Context, Recorded, RoomId, Seq, decide, wire::Receipt};
use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

/// What a batch comes to, before anything of it is on disk.
pub(super) struct Decided {
    /// For each order, in order.
    pub(super) answers: Vec<Answer>,
    drafts: HashMap<RoomId, (Arc<LiveRoom>, Draft)>,
    keys: HashMap<KeyOf, Answered>,
    new_keys: Vec<(KeyOf, Answered)>,
}

impl Decided {
    /// Decides all orders. One that makes our own code fail is set aside and answered "unknown";
    /// the others are decided again without it.
    ///
    /// # Errors
    /// When nobody can say which keys were answered already.
    pub(super) async fn of(
        batch: &[Waiting],
        store: &dyn EventStore,
        rooms: &Rooms,
        clock: &dyn Clock,
    ) -> Result<Self, StoreError> {
        let mut set_aside = HashSet::new();
        let keys = known_keys(batch, store).await?;
        loop {
            let mut decided = Self::nothing_yet(keys.clone());
            match decided.take_all(batch, &set_aside, rooms, clock).await {
                None => return Ok(decided),
                Some(place) => set_aside.insert(place),
            };
        }
    }

    /// What is to be written.
    pub(super) fn take_batch(&mut self) -> Batch {
        let rows = self.drafts.values_mut().flat_map(|(_, draft)| draft.rows.drain(..)).collect();
        Batch { rows, answers: std::mem::take(&mut self.new_keys) }
    }

    /// The rooms that changed, with what they will be.
    pub(super) fn take_drafts(&mut self) -> impl Iterator<Item = (Arc<LiveRoom>, Draft)> + use<> {
        let drafts = std::mem::take(&mut self.drafts);
        drafts.into_values().filter(|(room, draft)| draft.seq() > room.head().seq)
    }

    /// The rooms that were asked about.
    pub(super) fn rooms(&self) -> impl Iterator<Item = &LiveRoom> {
        self.drafts.values().map(|(room, _)| &**room)
    }

    fn nothing_yet(keys: HashMap<KeyOf, Answered>) -> Self {
        Self { answers: Vec::new(), drafts: HashMap::new(), keys, new_keys: Vec::new() }
    }

    /// Decides all orders but those set aside. Gives the place of one that our own code failed
    /// on: its draft can no longer be trusted.
    async fn take_all(
        &mut self,
        batch: &[Waiting],
        set_aside: &HashSet<usize>,
        rooms: &Rooms,
        clock: &dyn Clock,
    ) -> Option<usize> {
        for (place, waiting) in batch.iter().enumerate() {
            let answer = if set_aside.contains(&place) {
                Err(Refused::Unknown)
            } else if let Some(answer) = self.already_answered(waiting) {
                answer
            } else if let Err(refused) = self.find_room(&waiting.order, rooms).await {
                Err(refused)
            } else {
                let decided = catch_unwind(AssertUnwindSafe(|| self.decide(waiting, clock)));
                let Some(answer) = without_failure(&waiting.order.room, decided) else {
                    return Some(place);
                };
                answer
            };
            self.answers.push(answer);
        }
        None
    }

    /// The same key gets the same answer, if it asks for the same.
    fn already_answered(&self, waiting: &Waiting) -> Option<Answer> {
        let known = self.keys.get(&waiting.key)?;
        Some(if known.digest == waiting.digest {
            Ok(Receipt { seq: known.seq })
        } else {
            Err(Refused::KeyReused)
        })
    }

    /// Brings the room of an order into the batch; only one that makes a room may name a new one.
    async fn find_room(&mut self, order: &Order, rooms: &Rooms) -> Result<(), Refused> {
        if let Some((_, draft)) = self.drafts.get(&order.room) {
            let there = draft.seq() > Seq(0) || makes_a_room(order);
            return if there { Ok(()) } else { Err(Refused::NoSuchRoom) };
        }
        let found = if makes_a_room(order) {
            rooms.open_or_begin(&order.room).await.map(Some)
        } else {
            rooms.open(&order.room).await
        };
        let found = found.map_err(|error| {
            // Only this room is refused: the others of the batch go on.
            tracing::error!(room = %order.room, %error, "the room cannot be opened");
            Refused::Busy
        })?;
        let Some(room) = found else { return Err(Refused::NoSuchRoom) };
        let draft = room.draft();
        self.drafts.insert(order.room.clone(), (room, draft));
        Ok(())
    }

    fn decide(&mut self, waiting: &Waiting, clock: &dyn Clock) -> Result<Answer, StoreError> {
        let order = &waiting.order;
        let Some((_, draft)) = self.drafts.get_mut(&order.room) else {
            return Ok(Err(Refused::NoSuchRoom));
        };
        if let Some(clash) = clash(order, draft) {
            return Ok(Err(clash));
        }
        let now = draft.moment(clock.now());
        let context = Context { now, actor: order.actor.clone() };
        let events = match decide(draft.views().whole(), order.command.clone(), &context) {
            Ok(events) => events,
            Err(rejection) => return Ok(Err(Refused::Rejected(rejection))),
        };
        for event in events {
            draft.record(now, &order.actor, event)?;
        }
        let seq = draft.seq();
        let answered = Answered { digest: waiting.digest, seq };
        self.keys.insert(waiting.key.clone(), answered);
        self.new_keys.push((waiting.key.clone(), answered));
        Ok(Ok(Receipt { seq }))
    }
}

/// The answer, unless our own code panicked or could not write what it made.
fn without_failure(
    room: &RoomId,
    decided: Result<Result<Answer, StoreError>, Box<dyn std::any::Any + Send>>,
) -> Option<Answer> {
    match decided {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(error)) => {
            tracing::error!(%room, %error, "an order could not be recorded");
            None
        }
        Err(_panic) => {
            tracing::error!(%room, "an order made the rules panic");
            None
        }
    }
}

/// The keys of a batch that were answered before it, read in one go.
async fn known_keys(
    batch: &[Waiting],
    store: &dyn EventStore,
) -> Result<HashMap<KeyOf, Answered>, StoreError> {
    let asked: Vec<KeyOf> = batch.iter().map(|waiting| waiting.key.clone()).collect();
    let answered = store.answered(&asked).await?;
    Ok(asked.into_iter().zip(answered).filter_map(|(key, known)| Some((key, known?))).collect())
}

const fn makes_a_room(order: &Order) -> bool {
    matches!(order.command, Command::CreateRoom { .. })
}

/// Whether somebody has touched the step since the asker looked. They are shown what happened
/// as their role sees it.
fn clash(order: &Order, draft: &Draft) -> Option<Refused> {
    let (expected, step) = (order.expected?, order.command.step()?);
    let room = match &order.actor {
        Actor::Person(person) => draft.views().of(person.role),
        Actor::Bascule => draft.views().whole(),
    };
    let step_now = room.steps.get(step)?;
    let since = |last: &&Recorded| last.seq > expected;
    // What moved it says more than what followed from that, such as a debt.
    let last = step_now.moved().filter(since).or_else(|| step_now.changed().filter(since))?;
    Some(Refused::Clash { step: step.clone(), recorded: Box::new(last.clone()) })
}
