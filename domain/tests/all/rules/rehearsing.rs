//! Rehearsals: what they measure, what they leave behind, and what nobody has made sure of.

use crate::{
    language::{block, finish, given, reach, reason, start, unblock},
    story::{
        clock, create, lead, one_of, person, plan, room_drafted, room_id, room_live, step, tech,
        title,
    },
};
use std::collections::BTreeSet;

use domain::{
    Actor, Command, Length, Rejection, Role, Room, RoomId, Stage,
    run::{
        Gap, RehearsalCommand, Rehearsed, RunCommand, Undo, WayIn,
        edit::draft_of,
        never_joined, readiness,
        rehearsal::{lengths_of, measured, proposed_window, rehearsal_plan},
    },
};

fn asks(command: RehearsalCommand) -> Command {
    Command::Run(RunCommand::Rehearsal(command))
}

fn record(name: &str, minutes: &[(&str, u32)]) -> Command {
    let length = |(id, minutes): &(&str, u32)| Rehearsed {
        step: step(id),
        length: Length::from_minutes(*minutes),
        waited: Length::default(),
    };
    let lengths = minutes.iter().map(length).collect();
    asks(RehearsalCommand::Record { rehearsal: RoomId::parse(name).unwrap(), lengths })
}

/// The plan with a smoke test that needs a way in.
fn with_smoke_test() -> domain::PlanDraft {
    let mut plan = plan();
    let smoke = &mut plan.phases[1].steps[0];
    smoke.run.smoke_test = true;
    smoke.run.way_in = Some(WayIn { how: title("office addresses only"), proven: false });
    plan
}

#[test]
fn a_rehearsal_is_the_same_plan_at_the_next_round_five_minutes() {
    let origin = room_drafted();
    let draft = draft_of(&origin).unwrap();
    let plan = rehearsal_plan(draft.clone(), Some(room_id()), clock("15:02"));
    assert_eq!(plan.window.start, clock("15:05"), "the window begins first");
    let first = &plan.phases[0].steps[0];
    assert_eq!(first.start, clock("15:06"));
    assert_eq!(plan.people, draft.people);
    let room = given(Room::empty(RoomId::parse("aurora-rehearsal").unwrap()))
        .had(Actor::Bascule, create(plan))
        .room;
    assert!(room.is_rehearsal());
    assert!(!origin.is_rehearsal());
}

#[test]
fn a_length_leaves_waiting_for_people_out() {
    let scene = given(room_live())
        .had(tech(), start("drain"))
        .at("10:09")
        .had(tech(), block("drain", "where is Maxime?"))
        .at("10:12")
        .had(tech(), unblock("drain"))
        .at("10:13")
        .had(lead(), Command::Run(RunCommand::BeginHold { reason: reason("coffee") }))
        .at("10:15")
        .had(lead(), Command::Run(RunCommand::EndHold {}))
        .at("10:16")
        .had(tech(), finish("drain"))
        .had(lead(), finish("replication"));
    let expected = Rehearsed {
        step: step("drain"),
        length: Length::from_minutes(4),
        waited: Length::from_minutes(5),
    };
    assert_eq!(measured(&scene.room), [expected], "one that was only ticked says nothing");
}

#[test]
fn what_was_measured_is_kept_once_and_only_of_steps_that_are_there() {
    let scene = given(room_live())
        .had(Actor::Bascule, record("r-1", &[("drain", 4), ("gone", 2)]))
        .had(Actor::Bascule, record("r-2", &[("drain", 6)]));
    let minutes = |id| lengths_of(&scene.room, &step(id));
    assert_eq!(minutes("drain"), [4, 6].map(Length::from_minutes));
    assert!(minutes("dns").is_empty());
    scene.clone().when(Actor::Bascule, record("r-1", &[])).then_no("recorded_already");
    let role = Role::Lead;
    let action = domain::rights::Action::MakeRoom;
    scene.when(lead(), record("r-3", &[])).then_rejected(Rejection::NotAllowed { action, role });
}

#[test]
fn a_way_in_is_proven_once_by_whoever_owns_the_step() {
    let prove = |id| asks(RehearsalCommand::ProveWayIn { step: step(id), reason: reason("seen") });
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(with_smoke_test()));
    scene.clone().when(tech(), prove("smoke")).then_no("not_allowed");
    scene.clone().when(lead(), prove("dns")).then_no("no_way_in");
    let owner = Actor::Person(one_of(Role::Support));
    let scene = scene.had(owner.clone(), prove("smoke"));
    assert!(scene.step("smoke").plan.run.way_in.as_ref().unwrap().proven);
    scene.when(owner, prove("smoke")).then_no("proven_already");
}

#[test]
fn the_smoke_test_nobody_can_get_in_for_is_named_first() {
    let scene = given(Room::empty(room_id()))
        .had(Actor::Bascule, create(with_smoke_test()))
        .had(Actor::Bascule, record("r-1", &[("drain", 4), ("replication", 6), ("dns", 5)]));
    let gaps = readiness(&scene.room);
    assert_eq!(gaps[0], Gap::NoWayIn { step: step("smoke") });
    let unrehearsed: Vec<&Gap> =
        gaps.iter().filter(|gap| matches!(gap, Gap::NotRehearsed { .. })).collect();
    let (smoke, off) = (step("smoke"), step("maintenance-off"));
    assert_eq!(unrehearsed, [&Gap::NotRehearsed { step: smoke }, &Gap::NotRehearsed { step: off }]);
    assert_eq!(gaps.iter().filter(|gap| matches!(gap, Gap::NoUndo { .. })).count(), 5);
}

#[test]
fn a_plan_that_was_rehearsed_proven_and_can_be_undone_has_no_gap() {
    let mut plan = with_smoke_test();
    for step in plan.phases.iter_mut().flat_map(|phase| &mut phase.steps) {
        step.run.undo = Undo::Nothing;
        step.run.way_in.iter_mut().for_each(|way_in| way_in.proven = true);
    }
    let all = ["drain", "replication", "dns", "smoke", "maintenance-off"].map(|id| (id, 5));
    let scene = given(Room::empty(room_id()))
        .had(Actor::Bascule, create(plan))
        .had(Actor::Bascule, record("r-1", &all));
    assert_eq!(readiness(&scene.room), []);
}

#[test]
fn a_smoke_test_after_the_site_is_open_needs_no_way_in() {
    let mut plan = with_smoke_test();
    plan.phases[1].steps[0].start = clock("10:40");
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(plan));
    assert!(!readiness(&scene.room).iter().any(|gap| matches!(gap, Gap::NoWayIn { .. })));
}

/// Without any rehearsal every step counts as planned: 10:07 to 10:07 + 5 + 6 + 7 + 7 + 2.
#[test]
fn the_proposed_window_says_how_little_it_rests_on() {
    let planned = proposed_window(&room_drafted()).unwrap();
    assert_eq!(planned.rounded_up_5min, Length::from_minutes(30));
    assert_eq!((planned.steps_with_samples, planned.steps_without), (0, 5));
    let scene = given(room_drafted())
        .had(Actor::Bascule, record("r-1", &[("drain", 14)]))
        .had(Actor::Bascule, record("r-2", &[("drain", 12)]));
    let seen = proposed_window(&scene.room).unwrap();
    assert!(seen.rounded_up_5min > planned.rounded_up_5min);
    assert_eq!((seen.steps_with_samples, seen.fewest_samples), (1, 2));
    assert_eq!(proposed_window(&scene.room), Some(seen), "the same for whoever asks");
}

#[test]
fn a_closed_rehearsal_measures_what_was_done() {
    let scene = given(room_live())
        .had(tech(), start("drain"))
        .at("10:12")
        .had(tech(), finish("drain"))
        .had(lead(), reach(Stage::Watching))
        .had(lead(), reach(Stage::Closed));
    assert_eq!(measured(&scene.room)[0].length, Length::from_minutes(5));
}

#[test]
fn what_is_planned_after_the_window_needs_no_rehearsal() {
    let mut plan = plan();
    plan.phases[1].steps[1].start = clock("10:40");
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(plan));
    let gap = Gap::NotRehearsed { step: step("maintenance-off") };
    assert!(!readiness(&scene.room).contains(&gap));
}

#[test]
fn an_owner_was_here_who_is_signed_in_or_has_done_something() {
    let scene = given(room_live()).had(tech(), start("drain"));
    let nobody = never_joined(&scene.room, &BTreeSet::new());
    let of = |id: &str| {
        nobody
            .iter()
            .find(|gap| matches!(gap, Gap::NobodyJoined { person: p, .. } if *p == person(id)))
    };
    assert_eq!(of("thierry"), None, "he has begun with a step");
    assert_eq!(of("maxime"), Some(&Gap::NobodyJoined { person: person("maxime"), steps: 1 }));
    let joined = BTreeSet::from([person("maxime")]);
    assert!(never_joined(&scene.room, &joined).len() < nobody.len());
}
