//! What is said: acknowledgements, corrections, questions, the answer card, cadence.

mod cadence;
mod card;
mod message;
mod question;

use crate::{language::Scene, story::one_of};
use domain::{
    Actor, Audience, Command, Event, Recorded, Role, Room, Seq,
    audience::seen_by,
    event::MessageKind,
    evolve,
    text::{CardText, MessageText},
};

fn by(role: Role) -> Actor {
    Actor::Person(one_of(role))
}

fn words(text: &str) -> MessageText {
    MessageText::parse(text).unwrap()
}

fn says(text: &str) -> CardText {
    CardText::parse(text).unwrap()
}

/// A message that asks teams to acknowledge it.
fn asking(kind: MessageKind, audience: Audience, text: &str, asks: &[Role]) -> Command {
    Command::PostMessage { message: kind, audience, text: words(text), asks: asks.to_vec() }
}

/// The number of the latest message.
fn latest(scene: &Scene) -> Seq {
    let posted =
        |entry: &&std::sync::Arc<Recorded>| matches!(entry.event, Event::MessagePosted { .. });
    scene.room.feed.iter().rev().find(posted).unwrap().seq
}

/// The room as a role sees it, from the room a command makes out of another.
fn view_after(before: &Room, role: Role, actor: &Actor, events: &[Event]) -> Room {
    let mut view = before.clone();
    for event in events {
        let (seq, at) = (view.seq.next(), domain::Timestamp::from_seconds(1_473_235_800));
        let recorded = Recorded { seq, at, by: actor.clone(), event: event.clone() };
        match seen_by(&recorded, role) {
            Some(seen) => evolve(&mut view, &seen),
            None => view.seq = seq,
        }
    }
    view
}
