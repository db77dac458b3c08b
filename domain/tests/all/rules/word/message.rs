use super::{asking, by, latest, view_after, words};
use crate::{
    language::{given, post, revoke},
    story::{lead, one_of, room_live, support, tech},
};
use domain::{
    Audience, Command, Event, Role, decide,
    event::MessageKind,
    word::{
        WordCommand, WordEvent,
        message::{MessageCommand, MessageEvent},
    },
};

const BOTH: [Role; 2] = [Role::Support, Role::Comms];

fn acknowledge(message: domain::Seq) -> Command {
    Command::Word(WordCommand::Message(MessageCommand::Acknowledge { message }))
}

fn correct(message: domain::Seq, text: &str) -> Command {
    Command::Word(WordCommand::Message(MessageCommand::Correct { message, text: words(text) }))
}

fn pin(message: domain::Seq) -> Command {
    Command::Word(WordCommand::Message(MessageCommand::Pin { message }))
}

fn unpin(message: domain::Seq) -> Command {
    Command::Word(WordCommand::Message(MessageCommand::Unpin { message }))
}

#[test]
fn a_team_that_is_asked_is_counted_as_its_people_answer() {
    let decision = asking(MessageKind::Decision, Audience::Everyone, "We block RDS", &BOTH);
    let scene = given(room_live()).had(lead(), decision);
    let message = latest(&scene);
    let scene = scene.had(support(), acknowledge(message));
    let asked = &scene.room.word.messages.asked[&message];
    assert_eq!(asked.count(&scene.room, Role::Support), (1, 1));
    assert_eq!(asked.count(&scene.room, Role::Comms), (0, 1));
    scene.clone().when(support(), acknowledge(message)).then_no("already_seen");
    scene.clone().when(tech(), acknowledge(message)).then_no("not_asked");
    scene.when(by(Role::Observer), acknowledge(message)).then_no("not_allowed");
}

/// Whoever has left is not waited for.
#[test]
fn somebody_whose_part_has_ended_is_not_counted() {
    let note = asking(MessageKind::Note, Audience::Tech, "All hands", &[Role::Tech]);
    let scene = given(room_live()).had(lead(), note).had(lead(), revoke("maxime"));
    let asked = &scene.room.word.messages.asked[&latest(&scene)];
    assert_eq!(asked.count(&scene.room, Role::Tech), (0, 1));
}

#[test]
fn nobody_is_asked_about_what_they_may_not_read() {
    let note = asking(MessageKind::Note, Audience::Tech, "For tech", &BOTH);
    let scene = given(room_live()).had(lead(), note);
    assert!(scene.room.word.messages.asked.is_empty());
    let message = latest(&scene);
    scene.when(support(), acknowledge(message)).then_no("not_asked");
}

#[test]
fn a_message_that_asks_nothing_makes_one_event() {
    let outcome = given(room_live()).when(lead(), post(MessageKind::Note, Audience::Tech, "41"));
    assert_eq!(outcome.decided.unwrap().len(), 1);
}

#[test]
fn a_mention_reaches_whoever_is_named_and_may_read_it() {
    let note = post(MessageKind::Note, Audience::Everyone, "@Thierry and @Maximeux: look");
    let scene = given(room_live()).had(lead(), note);
    let message = latest(&scene);
    let asked = &scene.room.word.messages.asked[&message];
    assert_eq!(asked.people, [one_of(Role::Tech).id], "a longer word is another name");
    assert!(asked.waits_for(&one_of(Role::Tech).id, Role::Tech));
    let scene = scene.had(tech(), acknowledge(message));
    let asked = &scene.room.word.messages.asked[&message];
    assert!(!asked.waits_for(&one_of(Role::Tech).id, Role::Tech));
    let hidden = post(MessageKind::Note, Audience::Comms, "@Thierry must not know");
    let scene = scene.had(lead(), hidden);
    assert_eq!(scene.room.word.messages.asked.len(), 1);
}

#[test]
fn a_corrected_message_keeps_all_that_it_said() {
    let scene = given(room_live()).had(tech(), post(MessageKind::Note, Audience::Tech, "14"));
    let message = latest(&scene);
    let scene = scene.had(tech(), correct(message, "41")).had(tech(), correct(message, "43"));
    let corrected = &scene.room.word.messages.corrected[&message];
    assert_eq!(corrected.text, words("43"));
    assert_eq!(corrected.before, [words("14"), words("41")]);
    scene.clone().when(tech(), correct(message, "43")).then_no("same_text");
    scene.clone().when(lead(), correct(message, "12")).then_no("not_yours");
    scene.when(tech(), correct(domain::Seq(1), "12")).then_no("unknown_message");
}

#[test]
fn lead_and_comms_pin_and_nobody_else() {
    let scene = given(room_live()).had(tech(), post(MessageKind::Note, Audience::Everyone, "x"));
    let message = latest(&scene);
    scene.clone().when(tech(), pin(message)).then_no("not_allowed");
    scene.clone().when(lead(), unpin(message)).then_no("not_pinned");
    let scene = scene.had(by(Role::Comms), pin(message));
    assert_eq!(scene.room.word.messages.pinned.len(), 1);
    scene.clone().when(lead(), pin(message)).then_no("already_pinned");
    let scene = scene.had(lead(), unpin(message));
    assert!(scene.room.word.messages.pinned.is_empty());
}

/// What becomes of a message reaches those who may read it, and its writer's team.
#[test]
fn an_acknowledgement_is_seen_by_the_team_that_asked() {
    let note = asking(MessageKind::Note, Audience::Support, "Say 10:36", &[Role::Support]);
    let scene = given(room_live()).had(tech(), note);
    let message = latest(&scene);
    let events = scene.clone().when(support(), acknowledge(message)).decided.unwrap();
    assert!(matches!(
        &events[..],
        [Event::Word(WordEvent::Message(MessageEvent::Acknowledged { .. }))]
    ));
    for (role, sees) in [(Role::Tech, true), (Role::Support, true), (Role::Comms, false)] {
        let view = view_after(&scene.room, role, &support(), &events);
        let seen = !view.word.messages.asked[&message].seen.is_empty();
        assert_eq!(seen, sees, "{role:?}");
    }
}

/// A count in the feed would bury what is said.
#[test]
fn acknowledgements_take_no_place_in_the_feed() {
    let decision = asking(MessageKind::Decision, Audience::Everyone, "Go", &BOTH);
    let scene = given(room_live()).had(lead(), decision);
    let before = scene.room.feed.len();
    let message = latest(&scene);
    let scene = scene.had(support(), acknowledge(message));
    assert_eq!(scene.room.feed.len(), before);
    assert!(
        decide(
            &scene.room,
            acknowledge(message),
            &domain::Context { now: domain::Timestamp::from_seconds(0), actor: by(Role::Comms) }
        )
        .is_ok()
    );
}

#[test]
fn alerts_are_for_lead_and_tech() {
    let alert = || post(MessageKind::Alert, Audience::Everyone, "Errors at the edge");
    let scene = given(room_live()).had(tech(), alert()).had(lead(), alert());
    scene.clone().when(support(), alert()).then_no("not_allowed");
    scene.when(by(Role::Comms), alert()).then_no("not_allowed");
}
