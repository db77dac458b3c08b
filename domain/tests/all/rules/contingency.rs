//! A plan B: prepared, put in once by the lead, and then waited for.

use crate::{
    language::{Scene, block, finish, given, reach, revoke, start},
    story::{clock, create, lead, person, plan, room_drafted, room_id, step, tech, title},
};
use domain::{
    Actor, Command, Length, Room, Stage, forecast,
    run::{
        RunCommand,
        contingency::{Contingency, ContingencyCommand, ContingencyStep},
    },
    step::Origin,
};

fn use_plan_b(id: &str) -> Command {
    Command::Run(RunCommand::Contingency(ContingencyCommand::Use { step: step(id) }))
}

/// Drain's plan B: 3 minutes of Maxime's, then 1 of whoever owns drain.
fn prepared(id: &str) -> Scene {
    let part = |id: &str, owner: Option<&str>, minutes| ContingencyStep {
        id: step(id),
        title: title(id),
        owner: owner.map(person),
        length: Length::from_minutes(minutes),
        rehearsed: false,
        instructions: None,
    };
    let mut plan = plan();
    for known in plan.phases.iter_mut().flat_map(|phase| &mut phase.steps) {
        if known.id.as_str() == id {
            let steps = vec![part("sg-block", Some("maxime"), 3), part("check", None, 1)];
            let title = title("Block at the security group");
            known.run.contingency = Some(Contingency { title, steps });
        }
    }
    let scene = given(Room::empty(room_id())).had(Actor::Bascule, create(plan));
    scene.had(lead(), reach(Stage::Ready)).had(lead(), reach(Stage::Live))
}

fn order(scene: &Scene) -> Vec<String> {
    scene.room.steps_in_order().map(|step| step.plan.id.to_string()).collect()
}

/// :16 + 3 + 1 = :20, then 6, 7, 7 and 2: :42. Drain itself is stuck and may end any moment.
#[test]
fn its_steps_stand_below_the_blocked_one_and_what_followed_waits_for_them() {
    let scene = prepared("drain").had(tech(), start("drain")).at("10:14");
    let scene = scene.had(tech(), block("drain", "mobile apps?")).at("10:16");
    let scene = scene.had(lead(), use_plan_b("drain"));
    assert_eq!(order(&scene)[..4], ["drain", "sg-block", "check", "replication"]);
    assert!(scene.step("sg-block").plan.after.is_empty());
    assert_eq!(scene.step("check").plan.after, [step("sg-block")]);
    assert_eq!(scene.step("replication").plan.after, [step("drain"), step("check")]);
    assert_eq!(scene.step("sg-block").plan.owner, person("maxime"));
    assert_eq!(scene.step("check").plan.owner, person("thierry"));
    assert_eq!(scene.step("check").origin, Origin::Unplanned);
    assert_eq!(forecast(&scene.room, clock("10:16")).open_again, clock("10:42"));
    assert_eq!(scene.room.plan_b_behind(&step("check")), Some((&step("drain"), false)));
}

#[test]
fn a_step_that_has_not_begun_waits_for_its_own_plan_b() {
    let scene = prepared("dns").had(lead(), use_plan_b("dns"));
    assert_eq!(scene.step("sg-block").plan.after, [step("replication")]);
    assert_eq!(scene.step("dns").plan.after, [step("replication"), step("check")]);
    assert_eq!(scene.step("smoke").plan.after, [step("dns"), step("check")]);
}

#[test]
fn it_is_put_in_once_and_while_its_step_is_open() {
    let scene = prepared("drain");
    scene.clone().when(tech(), use_plan_b("drain")).then_no("not_allowed");
    scene.clone().when(lead(), use_plan_b("replication")).then_no("no_plan_b");
    scene.clone().when(lead(), use_plan_b("nowhere")).then_no("unknown_step");
    let used = scene.clone().had(lead(), use_plan_b("drain"));
    used.when(lead(), use_plan_b("drain")).then_no("plan_b_used");
    scene.had(tech(), finish("drain")).when(lead(), use_plan_b("drain")).then_no("plan_b_too_late");
    given(room_drafted()).when(lead(), use_plan_b("drain")).then_no("room_not_live");
}

#[test]
fn an_owner_who_has_left_is_replaced_by_whoever_owns_the_step() {
    let scene = prepared("drain");
    let scene = scene.had(lead(), crate::language::substitute("maxime", "thierry"));
    let scene = scene.had(lead(), revoke("maxime")).had(lead(), use_plan_b("drain"));
    assert_eq!(scene.step("sg-block").plan.owner, person("thierry"));
}

#[test]
fn an_id_that_is_taken_meanwhile_gets_a_number() {
    let extra = crate::story::draft("sg-block", "thierry", "10:16", 4, &[]);
    let scene = prepared("drain").had(lead(), super::insertion::insert_block(extra));
    let scene = scene.had(lead(), use_plan_b("drain"));
    assert_eq!(scene.step("check").plan.after, [step("sg-block-2")]);
}
