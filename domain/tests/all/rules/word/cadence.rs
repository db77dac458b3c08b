use super::{by, says};
use crate::{
    language::{given, post, reason},
    rules::notice,
    story::{clock, lead, person, room_live, support, tech},
};
use domain::{
    Audience, Command, Event, Length, Role, Room,
    event::MessageKind,
    word::{
        WordCommand, WordEvent,
        cadence::{CadenceCommand, CadenceEvent},
        card::CardCommand,
        notice::NoticeCommand,
    },
};

fn set(audience: Audience, minutes: u32, owner: &str) -> Command {
    let every = Length::from_minutes(minutes);
    Command::Word(WordCommand::Cadence(CadenceCommand::Set {
        audience,
        every,
        owner: person(owner),
    }))
}

fn snooze(audience: Audience, minutes: u32) -> Command {
    let (wait, reason) = (Length::from_minutes(minutes), reason("nothing new before the DNS"));
    Command::Word(WordCommand::Cadence(CadenceCommand::Snooze { audience, wait, reason }))
}

fn overdue(room: &Room, shown: &str) -> bool {
    room.word.cadences.0[&Audience::Support].is_overdue(clock(shown))
}

#[test]
fn an_update_is_due_so_long_after_the_last() {
    let scene = given(room_live()).had(lead(), set(Audience::Support, 10, "celine"));
    assert!(!overdue(&scene.room, "10:16:59"));
    assert!(overdue(&scene.room, "10:17"));
    let note = post(MessageKind::Note, Audience::Support, "Still 10:36");
    let scene = scene.at("10:15").had(by(Role::Comms), note);
    assert!(!overdue(&scene.room, "10:24"));
    assert!(overdue(&scene.room, "10:25"));
}

/// A question is no update, nor is what a team says to itself or what others hear.
#[test]
fn only_a_message_to_that_audience_counts() {
    let scene = given(room_live()).had(lead(), set(Audience::Support, 10, "celine"));
    for (actor, kind, audience) in [
        (lead(), MessageKind::Question, Audience::Support),
        (support(), MessageKind::Note, Audience::Support),
        (lead(), MessageKind::Decision, Audience::Everyone),
        (tech(), MessageKind::Note, Audience::Tech),
    ] {
        let scene = scene.clone().at("10:16").had(actor, post(kind, audience, "x"));
        assert!(overdue(&scene.room, "10:17"), "{kind:?} to {audience:?}");
    }
}

#[test]
fn a_new_card_is_an_update_for_those_who_read_it_out() {
    let scene = given(room_live()).had(lead(), set(Audience::Support, 10, "celine"));
    let card = CardCommand::Publish {
        say_fr: says("Oui."),
        say_en: says("Yes."),
        can_fr: None,
        can_en: None,
        cannot_fr: None,
        cannot_en: None,
        valid_until: None,
    };
    let scene = scene.at("10:16").had(lead(), Command::Word(WordCommand::Card(card)));
    assert!(!overdue(&scene.room, "10:25"));
}

/// It reaches people outside, everybody inside and those who are asked about it; comms have
/// written it themselves.
#[test]
fn a_notice_that_goes_out_is_an_update_and_one_that_was_said_before_is_none() {
    let all = [Audience::Everyone, Audience::Support, Audience::Comms, Audience::Tech];
    let words = || notice::saying("We are at it.", "Nous y travaillons.");
    let scene = notice::approved(words()).at("10:07");
    let scene =
        all.into_iter().fold(scene, |it, audience| it.had(lead(), set(audience, 10, "celine")));
    let last = |room: &Room, audience| room.word.cadences.0[&audience].last;
    let out = notice::then(scene.clone().at("10:16"), by(Role::Comms), notice::publish);
    for (audience, heard) in all.into_iter().zip(["10:16", "10:16", "10:07", "10:07"]) {
        assert_eq!(last(&out.room, audience), clock(heard), "{audience:?} after comms");
    }
    let out = notice::then(scene.clone().at("10:16"), lead(), notice::publish);
    assert_eq!(last(&out.room, Audience::Comms), clock("10:16"), "another published it");
    let record = NoticeCommand::Record { content: words(), at: Some(clock("10:07")) };
    let out = scene.at("10:16").had(by(Role::Comms), notice::notice(record));
    assert_eq!(last(&out.room, Audience::Everyone), clock("10:07"));
}

/// Those who may not read the message still see that it was sent.
#[test]
fn everybody_sees_that_an_audience_was_updated() {
    let scene = given(room_live()).had(lead(), set(Audience::Support, 10, "celine"));
    let note = post(MessageKind::Note, Audience::Support, "Still 10:36");
    let events = scene.when(lead(), note).decided.unwrap();
    let updated =
        Event::Word(WordEvent::Cadence(CadenceEvent::Updated { audience: Audience::Support }));
    assert_eq!(events.last(), Some(&updated));
}

#[test]
fn a_snooze_waits_and_the_next_update_ends_it() {
    let scene = given(room_live()).had(lead(), set(Audience::Support, 10, "celine"));
    let scene = scene.at("10:17").had(by(Role::Comms), snooze(Audience::Support, 5));
    assert!(!overdue(&scene.room, "10:21"));
    assert!(overdue(&scene.room, "10:22"));
    let note = post(MessageKind::Note, Audience::Support, "Here it is");
    let scene = scene.at("10:18").had(lead(), note);
    assert!(scene.room.word.cadences.0[&Audience::Support].snoozed.is_none());
}

#[test]
fn a_cadence_has_an_owner_who_can_write_and_a_length_that_helps() {
    let scene = given(room_live());
    scene.clone().when(tech(), set(Audience::Support, 10, "celine")).then_no("not_allowed");
    scene.clone().when(lead(), set(Audience::Support, 10, "jerome")).then_no("only_observes");
    scene.clone().when(lead(), set(Audience::Support, 10, "zoe")).then_no("unknown_person");
    scene.clone().when(lead(), set(Audience::Support, 0, "celine")).then_no("cadence_out_of_range");
    scene
        .clone()
        .when(lead(), set(Audience::Support, 1_441, "celine"))
        .then_no("cadence_out_of_range");
    scene.clone().when(lead(), snooze(Audience::Support, 5)).then_no("no_cadence");
    let stop = CadenceCommand::Stop { audience: Audience::Support };
    let stop = || Command::Word(WordCommand::Cadence(stop.clone()));
    scene.clone().when(lead(), stop()).then_no("no_cadence");
    let scene = scene.had(lead(), set(Audience::Support, 10, "celine")).had(lead(), stop());
    assert!(scene.room.word.cadences.0.is_empty());
}
