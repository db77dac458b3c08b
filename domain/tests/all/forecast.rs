//! The story's forecasts, summed by hand.

use crate::{
    language::{Scene, block, fail, finish, given, skip, start},
    story::{clock, draft, lead, phase, plan, room_drafted, room_live, step, tech},
};
use domain::{
    Command, Forecast, Room, forecast,
    forecast::{Expected, seconds_late},
};

const IN_ORDER: [&str; 5] = ["drain", "replication", "dns", "smoke", "maintenance-off"];

fn at(scene: &Scene, shown: &str) -> Forecast {
    forecast(&scene.room, clock(shown))
}

#[track_caller]
fn expects(forecast: &Forecast, id: &str, from: &str, to: &str) {
    let Expected { start, end, .. } = forecast.steps[&step(id)];
    assert_eq!((start, end), (clock(from), clock(to)), "{id}");
}

/// 10:07 + 5 = :12, + 6 = :18, + 7 = :25, + 7 = :32; off keeps its planned 10:34, + 2 = :36.
#[test]
fn at_10_07_all_is_on_plan_and_the_end_is_10_36() {
    let forecast = at(&given(room_live()).had(tech(), start("drain")), "10:07");
    expects(&forecast, "drain", "10:07", "10:12");
    expects(&forecast, "replication", "10:12", "10:18");
    expects(&forecast, "dns", "10:18", "10:25");
    expects(&forecast, "smoke", "10:25", "10:32");
    expects(&forecast, "maintenance-off", "10:34", "10:36");
    assert_eq!(forecast.open_again, clock("10:36"));
    assert_eq!(forecast.seconds_over(plan().window.end()), 0);
    assert!(!forecast.rests_on_guess);
}

/// Drain should have ended at :12 and may end now, :17; + 6 = :23, + 7 = :30, + 7 = :37, + 2 = :39.
#[test]
fn drain_still_running_at_10_17_moves_the_end_to_10_39() {
    let forecast = at(&given(room_live()).had(tech(), start("drain")), "10:17");
    expects(&forecast, "drain", "10:07", "10:17");
    expects(&forecast, "replication", "10:17", "10:23");
    expects(&forecast, "dns", "10:23", "10:30");
    expects(&forecast, "smoke", "10:30", "10:37");
    expects(&forecast, "maintenance-off", "10:37", "10:39");
    assert_eq!(forecast.open_again, clock("10:39"));
    assert_eq!(forecast.seconds_over(plan().window.end()), 3 * 60);
}

/// :16 + 4 = :20 is later than drain's :17; + 6 = :26, + 7 = :33, + 7 = :40, + 2 = :42.
#[test]
fn an_unplanned_step_of_4_minutes_begun_at_10_16_moves_the_end_to_10_42() {
    let insert = Command::InsertStep {
        phase: phase("cut"),
        below: Some(step("drain")),
        step: Box::new(draft("block-rds", "thierry", "10:16", 4, &[])),
        before: vec![step("replication")],
    };
    let scene = given(room_live()).had(tech(), start("drain")).at("10:16");
    let scene = scene.had(lead(), insert).had(tech(), start("block-rds"));
    let forecast = at(&scene, "10:17");
    expects(&forecast, "drain", "10:07", "10:17");
    expects(&forecast, "block-rds", "10:16", "10:20");
    expects(&forecast, "replication", "10:20", "10:26");
    expects(&forecast, "dns", "10:26", "10:33");
    expects(&forecast, "smoke", "10:33", "10:40");
    expects(&forecast, "maintenance-off", "10:40", "10:42");
    assert_eq!(forecast.seconds_over(plan().window.end()), 6 * 60);
}

/// Drain took 2 of its 5 minutes: replication keeps its planned 10:12 and the end its 10:36.
#[test]
fn an_early_step_moves_nothing_before_its_planned_start() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:09");
    let forecast = at(&scene.had(tech(), finish("drain")), "10:09");
    expects(&forecast, "drain", "10:07", "10:09");
    expects(&forecast, "replication", "10:12", "10:18");
    assert_eq!(forecast.open_again, clock("10:36"));
}

/// At :20 replication is left out: dns starts at :20, + 7 = :27, + 7 = :34, + 2 = :36.
#[test]
fn a_step_left_out_at_10_20_takes_no_time() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:20");
    let scene = scene.had(tech(), finish("drain")).had(lead(), skip("replication", "none pending"));
    let forecast = at(&scene, "10:20");
    expects(&forecast, "replication", "10:20", "10:20");
    expects(&forecast, "dns", "10:20", "10:27");
    assert_eq!(forecast.open_again, clock("10:36"));
}

/// Replication failed at :20 and is tried again now, :22, + 6 = :28, + 7, + 7, + 2 = :44.
#[test]
fn what_failed_is_expected_once_more_and_the_end_becomes_a_guess() {
    let scene = given(room_live()).had(tech(), finish("drain")).at("10:12");
    let scene = scene.had(tech(), start("replication")).at("10:20");
    let forecast = at(&scene.had(tech(), fail("replication", "lag")), "10:22");
    expects(&forecast, "replication", "10:22", "10:28");
    assert_eq!(forecast.open_again, clock("10:44"));
    assert!(forecast.rests_on_guess);
    let guesses: Vec<_> = IN_ORDER.map(|id| forecast.steps[&step(id)].guess).into();
    assert_eq!(guesses, [false, true, true, true, true]);
}

/// Blocked since :09, still at :17: the same sum as for a running drain, but a guess.
#[test]
fn behind_a_blocked_step_the_end_rests_on_a_guess() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:09");
    let forecast = at(&scene.had(tech(), block("drain", "mobile apps?")), "10:17");
    assert_eq!(forecast.open_again, clock("10:39"));
    assert!(forecast.rests_on_guess);
}

/// Off was ticked at :36; what a watcher does afterwards does not move the end of the outage.
#[test]
fn once_the_maintenance_is_off_the_end_is_a_fact() {
    let scene = given(room_live()).at("10:36");
    let scene = IN_ORDER.into_iter().fold(scene, |scene, id| scene.had(lead(), finish(id)));
    let forecast = at(&scene, "11:00");
    assert_eq!(forecast.open_again, clock("10:36"));
    assert!(!forecast.rests_on_guess);
}

#[test]
fn a_room_without_a_plan_is_expected_to_be_open_now() {
    let forecast = forecast(&Room::empty(crate::story::room_id()), clock("10:00"));
    assert_eq!((forecast.open_again, forecast.steps.len()), (clock("10:00"), 0));
}

/// Drain ends at :17 instead of :12; replication starts at :17 instead of :12.
#[test]
fn lateness_is_measured_against_the_planned_end_or_the_planned_start() {
    let scene = given(room_live()).had(tech(), start("drain"));
    let forecast = at(&scene, "10:17");
    for id in ["drain", "replication"] {
        assert_eq!(seconds_late(scene.step(id), forecast.steps[&step(id)]), 5 * 60, "{id}");
    }
    let before = given(room_drafted());
    let early = at(&before, "09:00");
    assert_eq!(seconds_late(before.step("dns"), early.steps[&step("dns")]), 0);
}
