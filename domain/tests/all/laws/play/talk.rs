//! Commands about what is said.

use super::reason;
use crate::story::{clock, roster};
use domain::{
    Audience, Command, Length, Seq,
    text::{CardText, MessageText},
    word::{
        WordCommand,
        cadence::CadenceCommand,
        card::CardCommand,
        message::MessageCommand,
        question::{AsCard, QuestionCommand},
    },
};
use proptest::{option, prelude::*, sample::select};

/// Early numbers: many are no messages, and some are.
fn numbers() -> impl Strategy<Value = Seq> {
    (4..9_u64).prop_map(Seq)
}

/// The first that may be a message: what is pinned is to be found again.
fn early() -> impl Strategy<Value = Seq> {
    (4..6_u64).prop_map(Seq)
}

fn says(text: &str) -> CardText {
    CardText::parse(text).unwrap()
}

pub fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => messages().prop_map(WordCommand::Message),
        3 => questions().prop_map(WordCommand::Question),
        2 => cards().prop_map(WordCommand::Card),
        2 => cadences().prop_map(WordCommand::Cadence),
    ]
    .prop_map(Command::Word)
}

fn messages() -> impl Strategy<Value = MessageCommand> {
    let text = select(vec!["one", "two"]).prop_map(|text| MessageText::parse(text).unwrap());
    prop_oneof![
        2 => numbers().prop_map(|message| MessageCommand::Acknowledge { message }),
        2 => (numbers(), text).prop_map(|(message, text)| MessageCommand::Correct { message, text }),
        3 => early().prop_map(|message| MessageCommand::Pin { message }),
        4 => early().prop_map(|message| MessageCommand::Unpin { message }),
    ]
}

fn questions() -> impl Strategy<Value = QuestionCommand> {
    let as_card = option::of(Just(AsCard {
        say_fr: says("Jusqu’à 10h36."),
        say_en: says("Until 10:36."),
        valid_until: None,
    }));
    prop_oneof![
        numbers().prop_map(|question| QuestionCommand::Take { question }),
        (numbers(), as_card).prop_map(|(question, as_card)| QuestionCommand::Answer {
            question,
            text: MessageText::parse("it holds").unwrap(),
            as_card,
        }),
    ]
}

fn cards() -> impl Strategy<Value = CardCommand> {
    prop_oneof![
        option::of(0..90_u32).prop_map(|minutes| CardCommand::Publish {
            say_fr: says("Encore 10 minutes."),
            say_en: says("10 more minutes."),
            can_fr: None,
            can_en: Some(says("write")),
            cannot_fr: None,
            cannot_en: None,
            valid_until: minutes.map(|minutes| clock("10:00").plus(Length::from_minutes(minutes))),
        }),
        (1..3_u32).prop_map(|version| CardCommand::Acknowledge { version }),
    ]
}

fn cadences() -> impl Strategy<Value = CadenceCommand> {
    let audience = || select(vec![Audience::Support, Audience::Everyone]);
    let length = || (0..30_u32).prop_map(Length::from_minutes);
    prop_oneof![
        (audience(), length(), select(roster())).prop_map(|(audience, every, owner)| {
            CadenceCommand::Set { audience, every, owner: owner.id }
        }),
        (audience(), length()).prop_map(|(audience, wait)| CadenceCommand::Snooze {
            audience,
            wait,
            reason: reason("nothing new"),
        }),
        audience().prop_map(|audience| CadenceCommand::Stop { audience }),
    ]
}
