use super::{by, latest, says, view_after, words};
use crate::{
    language::{Scene, given, post},
    story::{lead, one_of, room_live, support, tech},
};
use domain::{
    Audience, Command, Role, Seq,
    event::MessageKind,
    word::{
        WordCommand,
        question::{AsCard, QuestionCommand},
    },
};

fn take(question: Seq) -> Command {
    Command::Word(WordCommand::Question(QuestionCommand::Take { question }))
}

fn answer(question: Seq, text: &str, as_card: Option<AsCard>) -> Command {
    let text = words(text);
    Command::Word(WordCommand::Question(QuestionCommand::Answer { question, text, as_card }))
}

fn card() -> AsCard {
    AsCard { say_fr: says("Jusqu’à 10h36."), say_en: says("Until 10:36."), valid_until: None }
}

/// Support asks tech.
fn asked() -> (Scene, Seq) {
    let question = post(MessageKind::Question, Audience::Tech, "Does 10:36 still hold?");
    let scene = given(room_live()).had(support(), question);
    let number = latest(&scene);
    (scene, number)
}

#[test]
fn a_question_waits_until_it_is_answered() {
    let (scene, question) = asked();
    assert_eq!(scene.room.word.questions.open().count(), 1);
    let scene = scene.had(tech(), take(question)).had(tech(), answer(question, "It does", None));
    assert_eq!(scene.room.word.questions.open().count(), 0);
    let known = &scene.room.word.questions.0[&question];
    assert_eq!(known.taken, Some(one_of(Role::Tech)));
    assert_eq!(known.answers[0].text, words("It does"));
    scene.when(lead(), take(question)).then_no("already_answered");
}

#[test]
fn the_team_that_is_asked_or_the_lead_answers() {
    let (scene, question) = asked();
    scene.clone().when(support(), answer(question, "?", None)).then_no("not_for_you");
    scene.clone().when(by(Role::Comms), take(question)).then_no("not_for_you");
    scene.clone().when(by(Role::Observer), take(question)).then_no("not_allowed");
    scene.clone().when(tech(), take(Seq(1))).then_no("unknown_question");
    scene.clone().had(lead(), answer(question, "Yes", None));
    let scene = scene.had(tech(), take(question));
    scene.when(tech(), take(question)).then_no("already_taken");
}

/// The asker's team reads the answer, though the question was put to others.
#[test]
fn the_answer_reaches_whoever_asked() {
    let (scene, question) = asked();
    let events = scene.clone().when(tech(), answer(question, "Yes", None)).decided.unwrap();
    for (role, sees) in [(Role::Support, true), (Role::Comms, false), (Role::Observer, true)] {
        let view = view_after(&scene.room, role, &tech(), &events);
        assert_eq!(view.word.questions.open().count() == 0, sees, "{role:?}");
    }
}

#[test]
fn an_answer_becomes_the_card_in_one_action() {
    let (scene, question) = asked();
    scene.clone().when(tech(), answer(question, "Yes", Some(card()))).then_no("not_allowed");
    let scene = scene.had(lead(), answer(question, "Yes", Some(card())));
    let published = scene.room.word.cards.current.as_ref().unwrap();
    assert_eq!((published.version, &published.says.say_en), (1, &says("Until 10:36.")));
    assert_eq!(scene.room.word.questions.open().count(), 0);
}
