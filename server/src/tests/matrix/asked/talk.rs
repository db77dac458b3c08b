//! Every command about what is said. A number of 0 stands for the latest message: which that is,
//! is known only in the room that is asked.

use super::{Asked, Setup, ask, person, why};
use domain::{
    Audience, Command, Length, Role, Seq,
    event::MessageKind,
    text::{CardText, MessageText},
    word::{
        WordCommand,
        cadence::CadenceCommand,
        card::CardCommand,
        message::MessageCommand,
        question::{AsCard, QuestionCommand},
    },
};

const LATEST: Seq = Seq(0);

pub(super) fn commands() -> Vec<Asked> {
    let mut all = messages();
    all.extend(questions());
    all.extend(cards());
    all.extend(cadences());
    all
}

fn text(words: &str) -> MessageText {
    MessageText::parse(words).unwrap()
}

fn says(words: &str) -> CardText {
    CardText::parse(words).unwrap()
}

/// To everyone, and asking everyone.
pub fn post(message: MessageKind) -> Command {
    let (audience, asks) = (Audience::Everyone, Role::ALL.to_vec());
    Command::PostMessage { message, audience, text: text("hello"), asks }
}

fn messages() -> Vec<Asked> {
    let about = |action, setup, command| {
        ask(action, Some(setup), Command::Word(WordCommand::Message(command)))
    };
    let note = || Setup::Product(post(MessageKind::Note));
    let correct = MessageCommand::Correct { message: LATEST, text: text("hello again") };
    vec![
        ask("post_alert", None, post(MessageKind::Alert)),
        about("acknowledge", note(), MessageCommand::Acknowledge { message: LATEST }),
        about("post_message", Setup::Wrote, correct),
        about("pin_message", note(), MessageCommand::Pin { message: LATEST }),
        about("pin_message", Setup::Pinned, MessageCommand::Unpin { message: LATEST }),
    ]
}

fn questions() -> Vec<Asked> {
    let about = |action, command| {
        let asked = Setup::Product(post(MessageKind::Question));
        ask(action, Some(asked), Command::Word(WordCommand::Question(command)))
    };
    let answer =
        |as_card| QuestionCommand::Answer { question: LATEST, text: text("it does"), as_card };
    let (say_fr, say_en) = (says("Oui."), says("Yes."));
    let card = AsCard { say_fr, say_en, valid_until: None };
    vec![
        about("post_message", QuestionCommand::Take { question: LATEST }),
        about("post_message", answer(None)),
        about("publish_card", answer(Some(card))),
    ]
}

fn cards() -> Vec<Asked> {
    let publish = || {
        Command::Word(WordCommand::Card(CardCommand::Publish {
            say_fr: says("Oui."),
            say_en: says("Yes."),
            can_fr: None,
            can_en: None,
            cannot_fr: None,
            cannot_en: None,
            valid_until: None,
        }))
    };
    let seen = Command::Word(WordCommand::Card(CardCommand::Acknowledge { version: 1 }));
    vec![
        ask("publish_card", None, publish()),
        ask("acknowledge", Some(Setup::Product(publish())), seen),
    ]
}

fn cadences() -> Vec<Asked> {
    let word = |command| Command::Word(WordCommand::Cadence(command));
    let (audience, every) = (Audience::Support, Length::from_minutes(10));
    let set = || word(CadenceCommand::Set { audience, every, owner: person("celine") });
    let known = || Some(Setup::Product(set()));
    let snooze = CadenceCommand::Snooze { audience, wait: every, reason: why() };
    vec![
        ask("set_cadence", None, set()),
        ask("set_cadence", known(), word(snooze)),
        ask("set_cadence", known(), word(CadenceCommand::Stop { audience })),
    ]
}
