//! A room is taken away: when, by whom, and that nothing comes after it.

use crate::{
    language::{given, reach, reason, start},
    story::{clock, lead, one_of, room_drafted, somebody, support, tech, title},
};
use domain::{
    Actor, Command, Event, Rejection, Role, Room, Stage, rejection::RemovalRejection,
    rights::Action,
};

fn remove(room: &Room) -> Command {
    let title = room.charter.as_ref().unwrap().title.clone();
    Command::RemoveRoom { title, reason: reason("made from the wrong plan") }
}

#[test]
fn a_room_is_removed_before_and_after_its_day_and_never_on_it() {
    use Stage::{Closed, Live, Ready, Watching};
    let ways: [&[Stage]; 5] =
        [&[], &[Ready], &[Ready, Live], &[Ready, Live, Watching], &[Ready, Live, Watching, Closed]];
    for way in ways {
        let scene = given(room_drafted());
        let scene = way.iter().fold(scene, |scene, stage| scene.had(lead(), reach(*stage)));
        let outcome = scene.clone().when(lead(), remove(&scene.room));
        if scene.room.stage.is_running() {
            outcome.then_rejected(RemovalRejection::UnderWay.into());
        } else {
            outcome
                .then_events([Event::RoomRemoved { reason: reason("made from the wrong plan") }]);
        }
    }
}

#[test]
fn the_title_must_be_the_rooms_own() {
    let other = Command::RemoveRoom { title: title("RDS to Aurora "), reason: reason("x") };
    let scene = given(room_drafted());
    let wrong = Command::RemoveRoom { title: title("Another room"), reason: reason("x") };
    scene.clone().when(lead(), wrong).then_rejected(RemovalRejection::OtherTitle.into());
    // A space too many is not another title.
    let same = scene.room.charter.as_ref().unwrap().title == title("RDS to Aurora ");
    assert_eq!(scene.when(lead(), other).decided.is_ok(), same);
}

#[test]
fn only_the_lead_removes_a_room() {
    for role in [Role::Tech, Role::Support, Role::Comms, Role::Observer] {
        let scene = given(room_drafted());
        let command = remove(&scene.room);
        let refused = Rejection::NotAllowed { action: Action::RemoveRoom, role };
        scene.when(Actor::Person(one_of(role)), command).then_rejected(refused);
    }
}

#[test]
fn nothing_comes_after_the_removal_whoever_asks() {
    let scene = given(room_drafted()).at("10:09");
    let command = remove(&scene.room);
    let scene = scene.had(lead(), command.clone());
    let Actor::Person(by) = lead() else { panic!("the lead is a person") };
    let removed = scene.room.removed().unwrap();
    assert_eq!((removed.at, removed.by.name()), (clock("10:09"), by.name.as_str()));
    let zoe = somebody("zoe", "Zoé", Role::Support);
    for (actor, command) in [
        (lead(), command),
        (lead(), reach(Stage::Ready)),
        (tech(), start("drain")),
        (support(), Command::AcceptHandover {}),
        (Actor::Bascule, reach(Stage::Ready)),
        (Actor::Person(zoe.clone()), Command::Join { person: zoe }),
    ] {
        scene.clone().when(actor, command).then_rejected(RemovalRejection::Removed.into());
    }
}
