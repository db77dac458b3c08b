//! Taking the last move back.

use crate::{
    language::{
        block, fail, finish, given, reason, reassign, skip, start, undo, undo_because, undone,
    },
    story::{clock, lead, person, room_live, step, tech},
};
use domain::{Event, Progress, Rejection, event::BackTo, step::Fact};

#[test]
fn a_tick_in_one_go_goes_back_to_waiting() {
    let outcome = given(room_live()).had(tech(), finish("drain")).when(tech(), undo("drain"));
    let scene = outcome.then_events([undone("drain", BackTo::Waiting)]).then();
    assert_eq!(scene.step("drain").progress, Progress::Waiting);
}

#[test]
fn a_tick_after_a_start_goes_back_to_running_since_then() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:21");
    let outcome = scene.had(tech(), finish("drain")).when(tech(), undo("drain"));
    let scene = outcome.then_events([undone("drain", BackTo::Running)]).then();
    let started = Fact::at(clock("10:07"));
    assert_eq!(scene.step("drain").progress, Progress::Running { started });
}

#[test]
fn a_start_goes_back_to_waiting_and_a_failure_to_running() {
    let running = given(room_live()).had(tech(), start("drain"));
    let failed = running.clone().had(tech(), fail("drain", "no"));
    running.when(tech(), undo("drain")).then_events([undone("drain", BackTo::Waiting)]);
    failed.when(tech(), undo("drain")).then_events([undone("drain", BackTo::Running)]);
}

#[test]
fn a_skip_goes_back_to_where_the_step_stood() {
    let waiting = given(room_live());
    let running = waiting.clone().had(tech(), start("drain"));
    for (scene, back_to) in [(waiting, BackTo::Waiting), (running, BackTo::Running)] {
        let outcome = scene.had(lead(), skip("drain", "no")).when(lead(), undo("drain"));
        outcome.then_events([undone("drain", back_to)]);
    }
}

#[test]
fn after_a_minute_an_undo_needs_a_reason_and_keeps_it() {
    let scene = given(room_live()).had(tech(), finish("drain"));
    scene
        .clone()
        .at("10:08")
        .when(tech(), undo("drain"))
        .then_events([undone("drain", BackTo::Waiting)]);
    let late = scene.at("10:08:01");
    let no = Rejection::ReasonNeeded { step: step("drain") };
    late.clone().when(tech(), undo("drain")).then_rejected(no);
    late.when(tech(), undo_because("drain", "wrong step")).then_events([Event::TickUndone {
        step: step("drain"),
        back_to: BackTo::Waiting,
        reason: Some(reason("wrong step")),
    }]);
}

/// Only moves count: giving a step to somebody else does not make an old tick young again.
#[test]
fn an_old_tick_needs_a_reason_even_if_the_step_was_touched_since() {
    let ticked = given(room_live()).had(tech(), finish("drain"));
    let scene = ticked.at("10:20").had(lead(), reassign("drain", "maxime"));
    scene.when(lead(), undo("drain")).then_no("reason_needed");
}

/// Nor does it make the one who gave the step away the one who ticked it.
#[test]
fn a_second_hand_is_told_who_ticked_not_who_reassigned() {
    let ticked = given(room_live()).had(tech(), finish("drain"));
    let scene = ticked.at("10:20").had(lead(), reassign("drain", "maxime"));
    assert_eq!(scene.step("drain").plan.owner, person("maxime"));
    let (by, at) = (Some(tech()), Some(clock("10:07")));
    let no = Rejection::AlreadyThere { step: step("drain"), state: "done".into(), by, at };
    scene.when(lead(), finish("drain")).then_rejected(no);
}

#[test]
fn an_undo_is_refused_when_what_waited_for_it_has_begun() {
    let scene = given(room_live()).had(tech(), finish("drain")).had(tech(), start("replication"));
    let no = Rejection::BegunSince { step: step("drain"), begun: vec![step("replication")] };
    scene.clone().when(tech(), undo("drain")).then_rejected(no.clone());
    let reasoned = undo_because("drain", "wrong step");
    scene.clone().when(tech(), reasoned).then_rejected(no);
    scene
        .had(tech(), undo("replication"))
        .when(tech(), undo("drain"))
        .then_events([undone("drain", BackTo::Waiting)]);
}

/// Blocked in advance, or left out, is not begun.
#[test]
fn an_undo_is_not_held_up_by_steps_that_nobody_started() {
    let ticked = given(room_live()).had(tech(), finish("drain"));
    let blocked = ticked.clone().had(tech(), block("replication", "no console"));
    let skipped = ticked.had(lead(), skip("replication", "nothing pending"));
    for scene in [blocked, skipped] {
        let outcome = scene.when(tech(), undo("drain"));
        outcome.then_events([undone("drain", BackTo::Waiting)]);
    }
}

#[test]
fn there_is_nothing_to_undo_on_a_step_that_waits_or_is_blocked() {
    let scene = given(room_live());
    let no = Rejection::NotStarted { step: step("drain") };
    scene.clone().when(tech(), undo("drain")).then_rejected(no);
    let blocked = scene.had(tech(), block("drain", "apps"));
    blocked.when(tech(), undo("drain")).then_no("already_there");
}

/// Or two quick clicks would take back a start of ten minutes ago, and its time with it.
#[test]
fn a_second_undo_takes_an_old_start_back_with_a_reason_only() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:17");
    let scene = scene.had(tech(), finish("drain")).had(tech(), undo("drain"));
    scene.clone().when(tech(), undo("drain")).then_no("reason_needed");
    let outcome = scene.when(tech(), undo_because("drain", "never begun"));
    assert_eq!(outcome.then().step("drain").progress, Progress::Waiting);
}
