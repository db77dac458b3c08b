//! Start, tick, skip, block, unblock, fail.

use crate::{
    language::{
        block, fail, finish, finish_anyway, finished, given, reason, skip, start, start_anyway,
        started, started_anyway, unblock, unblocked,
    },
    story::{clock, lead, room_live, step, support, tech},
};
use domain::{Actor, Command, Event, Progress, Rejection, step::Fact};

fn already(id: &str, state: &str, by: Actor, at: &str) -> Rejection {
    let (by, at) = (Some(by), Some(clock(at)));
    Rejection::AlreadyThere { step: step(id), state: state.into(), by, at }
}

#[test]
fn a_step_is_started_and_later_ticked() {
    let scene = given(room_live());
    let scene = scene.when(tech(), start("drain")).then_events([started("drain")]).then();
    let scene = scene.at("10:21");
    let scene = scene.when(tech(), finish("drain")).then_events([finished("drain")]).then();
    let (started, finished) = (Fact::at(clock("10:07")), Fact::at(clock("10:21")));
    assert_eq!(scene.step("drain").progress, Progress::Done { started, finished });
}

#[test]
fn a_step_nobody_started_is_ticked_in_one_go() {
    given(room_live())
        .when(tech(), finish("drain"))
        .then_events([started("drain"), finished("drain")]);
}

#[test]
fn a_step_out_of_turn_names_everything_it_waits_for() {
    let refused = |command: Command, waits_for: &[&str]| {
        let waits_for = waits_for.iter().map(|id| step(id)).collect();
        let step = command.step().unwrap().clone();
        let outcome = given(room_live()).when(lead(), command);
        outcome.then_rejected(Rejection::OutOfTurn { step, waits_for });
    };
    refused(start("dns"), &["replication"]);
    refused(finish("dns"), &["replication"]);
}

#[test]
fn the_lead_goes_out_of_turn_with_a_reason_and_the_reason_is_kept() {
    let why = "replication was checked by hand";
    let scene = given(room_live());
    scene.clone().when(lead(), start_anyway("dns", why)).then_events([started_anyway("dns", why)]);
    scene
        .when(lead(), finish_anyway("dns", why))
        .then_events([started_anyway("dns", why), finished("dns")]);
}

#[test]
fn a_reason_does_not_let_tech_go_out_of_turn() {
    given(room_live()).when(tech(), start_anyway("dns", "in a hurry")).then_no("not_allowed");
}

#[test]
fn in_turn_a_reason_is_neither_needed_nor_kept() {
    let outcome = given(room_live()).when(tech(), start_anyway("drain", "in a hurry"));
    outcome.then_events([started("drain")]);
}

#[test]
fn what_was_skipped_is_no_longer_waited_for_and_what_failed_still_is() {
    let skipped = given(room_live()).had(lead(), skip("drain", "no writes at night"));
    skipped.when(tech(), start("replication")).then_events([started("replication")]);
    let failed = given(room_live()).had(tech(), start("drain")).had(tech(), fail("drain", "no"));
    failed.when(tech(), start("replication")).then_no("out_of_turn");
}

#[test]
fn ticking_a_blocked_step_says_that_it_is_no_longer_blocked() {
    let never_started = given(room_live()).had(tech(), block("drain", "mobile apps?"));
    never_started.clone().when(tech(), finish("drain")).then_events([
        unblocked("drain"),
        started("drain"),
        finished("drain"),
    ]);
    never_started.when(tech(), start("drain")).then_events([unblocked("drain"), started("drain")]);
    let begun = given(room_live()).had(tech(), start("drain"));
    begun
        .had(tech(), block("drain", "mobile apps?"))
        .when(tech(), finish("drain"))
        .then_events([unblocked("drain"), finished("drain")]);
}

#[test]
fn a_blocked_step_out_of_turn_stays_blocked_without_a_reason() {
    let scene = given(room_live()).had(tech(), block("dns", "no access"));
    scene.clone().when(tech(), start("dns")).then_no("out_of_turn");
    scene.when(tech(), finish("dns")).then_no("out_of_turn");
}

#[test]
fn a_block_keeps_when_the_step_was_started_and_unblocking_goes_back_there() {
    let waiting = given(room_live()).had(tech(), block("drain", "who?")).at("10:09");
    let running = given(room_live()).had(tech(), start("drain")).at("10:09");
    let blocked = running.had(tech(), block("drain", "mobile apps?"));
    assert_eq!(
        blocked.step("drain").progress,
        Progress::Blocked {
            since: clock("10:09"),
            reason: reason("mobile apps?"),
            started: Some(Fact::at(clock("10:07"))),
        }
    );
    let freed = blocked.when(tech(), unblock("drain")).then_events([unblocked("drain")]).then();
    let started = Fact::at(clock("10:07"));
    assert_eq!(freed.step("drain").progress, Progress::Running { started });
    let freed = waiting.when(tech(), unblock("drain")).then();
    assert_eq!(freed.step("drain").progress, Progress::Waiting);
}

#[test]
fn what_is_not_blocked_cannot_be_unblocked() {
    let running = given(room_live()).had(tech(), start("drain"));
    for (scene, id) in [(running.clone(), "drain"), (running, "dns")] {
        let no = Rejection::NotBlocked { step: step(id) };
        scene.when(tech(), unblock(id)).then_rejected(no);
    }
}

#[test]
fn only_what_was_started_can_fail() {
    let scene = given(room_live());
    let no = || Rejection::NotStarted { step: step("drain") };
    scene.clone().when(tech(), fail("drain", "no")).then_rejected(no());
    let blocked = scene.had(tech(), block("drain", "who?"));
    blocked.when(tech(), fail("drain", "no")).then_rejected(no());
}

#[test]
fn a_failed_step_keeps_when_it_began_and_can_be_retried() {
    let smoke_first = given(room_live()).had(lead(), start_anyway("smoke", "a rehearsal"));
    let running = smoke_first.at("10:30");
    let event = Event::StepFailed { step: step("smoke"), reason: reason("lift does not work") };
    let outcome = running.when(support(), fail("smoke", "lift does not work"));
    let scene = outcome.then_events([event]).then();
    assert_eq!(
        scene.step("smoke").progress,
        Progress::Failed {
            at: clock("10:30"),
            reason: reason("lift does not work"),
            started: Fact::at(clock("10:07")),
        }
    );
    let scene = scene.at("10:31");
    let again = scene.when(lead(), start_anyway("smoke", "with curl")).then();
    let started = Fact::at(clock("10:31"));
    assert_eq!(again.step("smoke").progress, Progress::Running { started });
}

#[test]
fn a_skipped_step_keeps_why_and_when_it_began() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:16");
    let event = Event::StepSkipped { step: step("drain"), reason: reason("we block RDS") };
    let outcome = scene.when(lead(), skip("drain", "we block RDS"));
    assert_eq!(
        outcome.then_events([event]).then().step("drain").progress,
        Progress::Skipped {
            at: clock("10:16"),
            reason: reason("we block RDS"),
            started: Some(Fact::at(clock("10:07"))),
        }
    );
}

/// Every state from which a command does not begin, and who brought the step there.
#[test]
fn a_second_hand_is_told_who_was_first_and_when() {
    let waiting = given(room_live()).at("10:08");
    let running = waiting.clone().had(tech(), start("drain"));
    let blocked = running.clone().had(tech(), block("drain", "apps"));
    let failed = running.clone().had(tech(), fail("drain", "apps"));
    let done = running.clone().had(tech(), finish("drain"));
    let skipped = waiting.had(lead(), skip("drain", "apps"));
    let cases = [
        (&running, "running", tech(), vec![start("drain")]),
        (&blocked, "blocked", tech(), vec![start("drain"), block("drain", "again")]),
        (&failed, "failed", tech(), vec![block("drain", "again"), fail("drain", "again")]),
        (&done, "done", tech(), everything("drain")),
        (&skipped, "skipped", lead(), everything("drain")),
    ];
    for (scene, state, by, commands) in cases {
        for command in commands {
            let no = already("drain", state, by.clone(), "10:08");
            scene.clone().at("10:11").when(lead(), command).then_rejected(no);
        }
    }
}

fn everything(id: &str) -> Vec<Command> {
    vec![start(id), finish(id), skip(id, "x"), block(id, "x"), fail(id, "x")]
}

#[test]
fn every_command_about_a_step_refuses_one_that_does_not_exist() {
    let moves = [unblock("nope"), crate::language::undo("nope")];
    for command in everything("nope").into_iter().chain(moves) {
        let no = Rejection::UnknownStep { step: step("nope") };
        given(room_live()).when(lead(), command).then_rejected(no);
    }
}
