//! Given a room, when somebody asks, then events or a rejection: the words of the rules.

use crate::story::{clock, person, step};
use domain::{
    Actor, Audience, Command, Context, Event, Recorded, Rejection, Role, Room, Stage, Step,
    Timestamp, decide,
    event::{BackTo, MessageKind},
    evolve,
    step::Moment,
    text::{MessageText, Reason},
    word::WordCommand,
};

/// A room at a moment.
#[derive(Clone)]
pub struct Scene {
    pub room: Room,
    now: Timestamp,
}

/// The room at 10:07 of the story's day.
pub fn given(room: Room) -> Scene {
    Scene { room, now: clock("10:07") }
}

impl Scene {
    /// The clock moves.
    pub fn at(self, shown: &str) -> Self {
        Self { now: clock(shown), ..self }
    }

    /// Something that has happened before; it must be allowed.
    pub fn had(self, actor: Actor, command: Command) -> Self {
        let now = self.now;
        let room = self.when(actor, command).then_room();
        Self { room, now }
    }

    pub fn when(self, actor: Actor, command: Command) -> Outcome {
        let context = Context { now: self.now, actor: actor.clone() };
        let decided = decide(&self.room, command, &context);
        Outcome { scene: self, actor, decided }
    }

    pub fn step(&self, id: &str) -> &Step {
        &self.room.steps[&step(id)]
    }
}

/// What was decided about a command.
pub struct Outcome {
    scene: Scene,
    actor: Actor,
    pub decided: Result<Vec<Event>, Rejection>,
}

impl Outcome {
    #[track_caller]
    pub fn then_events<const N: usize>(self, expected: [Event; N]) -> Self {
        assert_eq!(self.decided, Ok(expected.to_vec()));
        self
    }

    #[track_caller]
    pub fn then_rejected(self, expected: Rejection) {
        assert_eq!(self.decided, Err(expected));
    }

    /// Rejected with this code and no event.
    #[track_caller]
    pub fn then_no(self, code: &str) {
        let answer = self.decided.map_err(|rejection| rejection.code());
        assert_eq!(answer, Err(code));
    }

    /// The room after it.
    #[track_caller]
    pub fn then_room(self) -> Room {
        let mut room = self.scene.room;
        let events = self.decided.unwrap_or_else(|no| panic!("refused: {no} ({no:?})"));
        for event in events {
            let (seq, at, by) = (room.seq.next(), self.scene.now, self.actor.clone());
            evolve(&mut room, &Recorded { seq, at, by, event });
        }
        room
    }

    /// The scene after it, at the same moment.
    #[track_caller]
    pub fn then(self) -> Scene {
        let now = self.scene.now;
        Scene { room: self.then_room(), now }
    }
}

pub fn reason(text: &str) -> Reason {
    Reason::parse(text).unwrap()
}

pub fn reach(stage: Stage) -> Command {
    Command::ReachStage { stage }
}

pub fn start(id: &str) -> Command {
    Command::StartStep { step: step(id), anyway: None }
}

pub fn start_anyway(id: &str, why: &str) -> Command {
    Command::StartStep { step: step(id), anyway: Some(reason(why)) }
}

pub fn finish(id: &str) -> Command {
    Command::FinishStep { step: step(id), anyway: None }
}

pub fn finish_anyway(id: &str, why: &str) -> Command {
    Command::FinishStep { step: step(id), anyway: Some(reason(why)) }
}

pub fn skip(id: &str, why: &str) -> Command {
    Command::SkipStep { step: step(id), reason: reason(why) }
}

pub fn block(id: &str, why: &str) -> Command {
    Command::BlockStep { step: step(id), reason: reason(why) }
}

pub fn unblock(id: &str) -> Command {
    Command::UnblockStep { step: step(id) }
}

pub fn fail(id: &str, why: &str) -> Command {
    Command::FailStep { step: step(id), reason: reason(why) }
}

pub fn undo(id: &str) -> Command {
    Command::UndoTick { step: step(id), reason: None }
}

pub fn undo_because(id: &str, why: &str) -> Command {
    Command::UndoTick { step: step(id), reason: Some(reason(why)) }
}

pub fn correct(id: &str, moment: Moment, to: &str, why: &str) -> Command {
    Command::CorrectTime { step: step(id), moment, to: clock(to), reason: reason(why) }
}

pub fn reassign(id: &str, to: &str) -> Command {
    Command::ReassignStep { step: step(id), to: person(to) }
}

pub fn substitute(from: &str, to: &str) -> Command {
    Command::ReassignAll { from: person(from), to: person(to) }
}

pub fn change_role(who: &str, to: Role) -> Command {
    Command::ChangeRole { person: person(who), to, reason: None }
}

pub fn revoke(who: &str) -> Command {
    Command::RevokePerson { person: person(who), reason: reason("left the company") }
}

pub fn post(message: MessageKind, audience: Audience, text: &str) -> Command {
    let text = MessageText::parse(text).unwrap();
    Command::PostMessage { message, audience, text, asks: Vec::new() }
}

pub fn publish_room(on: bool) -> Command {
    Command::Word(WordCommand::PublishRoom { on })
}

pub fn started(id: &str) -> Event {
    Event::StepStarted { step: step(id), anyway: None }
}

pub fn started_anyway(id: &str, why: &str) -> Event {
    Event::StepStarted { step: step(id), anyway: Some(reason(why)) }
}

pub fn finished(id: &str) -> Event {
    Event::StepFinished { step: step(id) }
}

pub fn unblocked(id: &str) -> Event {
    Event::StepUnblocked { step: step(id) }
}

pub fn undone(id: &str, back_to: BackTo) -> Event {
    Event::TickUndone { step: step(id), back_to, reason: None }
}
