//! The rules about questions, and how their events change the room.

use super::{Answer, Question, QuestionCommand, QuestionEvent, QuestionRejection};
use crate::{
    audience::Audience,
    command::Context,
    event::{Event, MessageKind, Recorded},
    id::Seq,
    person::Actor,
    rejection::Rejection,
    room::Room,
    word::{
        WordEvent, WordRejection,
        card::{self, Saying},
        readers::{Readers, message_in},
    },
};
use std::sync::Arc;

type Decision = Result<Vec<Event>, Rejection>;

/// Decides what a command about a question makes happen.
pub fn decide(room: &Room, command: QuestionCommand, context: &Context) -> Decision {
    match command {
        QuestionCommand::Take { question } => take(room, question, context),
        QuestionCommand::Answer { question, text, as_card } => {
            let readers = answerable(room, question, context)?.1;
            let answered = QuestionEvent::Answered { question, text, readers };
            let mut events = vec![Event::Word(WordEvent::Question(answered))];
            if let Some(card) = as_card {
                let before = room.word.cards.current.as_deref();
                let mut says = Saying::within_limits_of(before, card.say_fr, card.say_en);
                says.valid_until = card.valid_until;
                events.extend(card::publish(room, says, context)?);
            }
            Ok(events)
        }
    }
}

fn take(room: &Room, question: Seq, context: &Context) -> Decision {
    let (known, readers) = answerable(room, question, context)?;
    if !known.answers.is_empty() {
        return refuse(QuestionRejection::AlreadyAnswered { question });
    }
    if known.taken.as_ref().is_some_and(|taken| context.actor.is(&taken.id)) {
        return refuse(QuestionRejection::AlreadyTaken { question });
    }
    Ok(vec![Event::Word(WordEvent::Question(QuestionEvent::Taken { question, readers }))])
}

fn answerable<'a>(
    room: &'a Room,
    question: Seq,
    context: &Context,
) -> Result<(&'a Question, Readers), Rejection> {
    let unknown = || WordRejection::Question(QuestionRejection::UnknownQuestion { question });
    let known = room.word.questions.0.get(&question).ok_or_else(unknown)?;
    let readers = Readers::of(&known.message).ok_or_else(unknown)?;
    match context.actor.role() {
        Some(role) if !known.may_answer(role) => {
            Err(WordRejection::Question(QuestionRejection::NotForYou { question }).into())
        }
        Some(_) | None => Ok((known, readers)),
    }
}

/// What follows at once from a message: a question is waited for from now on.
pub fn follows(
    room: &Room,
    kind: MessageKind,
    audience: Audience,
    context: &Context,
) -> Option<Event> {
    let readers = Readers { audience, writer: context.actor.role() };
    let question = room.seq.next();
    let asked = QuestionEvent::Asked { question, readers };
    (kind == MessageKind::Question).then_some(Event::Word(WordEvent::Question(asked)))
}

fn refuse(no: QuestionRejection) -> Decision {
    Err(WordRejection::Question(no).into())
}

/// Folds one event about a question into the room.
pub fn evolve(room: &mut Room, event: &QuestionEvent, recorded: &Recorded) {
    match event {
        QuestionEvent::Asked { question, readers: _ } => {
            let Some(message) = message_in(room, *question).cloned() else { return };
            let asked = Question { message, taken: None, answers: Vec::new() };
            room.word.questions.0.insert(*question, Arc::new(asked));
        }
        QuestionEvent::Taken { question, readers: _ } => {
            let Some(known) = room.word.questions.0.get_mut(question) else { return };
            if let Actor::Person(person) = &recorded.by {
                Arc::make_mut(known).taken = Some(person.clone());
            }
        }
        QuestionEvent::Answered { question, text, readers: _ } => {
            let Some(known) = room.word.questions.0.get_mut(question) else { return };
            let answer = Answer { text: text.clone(), by: recorded.by.clone(), at: recorded.at };
            Arc::make_mut(known).answers.push(answer);
        }
    }
}
