//! Holds that the plan foresees: counted ahead, begun and ended by themselves.

use crate::{
    language::{Scene, finish, given, reach, reason, skip, start},
    story::{clock, create, lead, plan, room_id, step, tech, title},
};
use domain::{
    Actor, Command, Event, Length, Room, Stage, forecast,
    plan::PlannedHold,
    run::{RunCommand, RunEvent, due},
};

/// The plan of the story with five minutes of coffee before the replication.
fn with_a_hold() -> Scene {
    let mut plan = plan();
    plan.phases[0].steps[1].hold =
        Some(PlannedHold { title: title("Coffee"), length: Length::from_minutes(5) });
    given(Room::empty(room_id()))
        .had(Actor::Bascule, create(plan))
        .had(lead(), reach(Stage::Ready))
        .had(lead(), reach(Stage::Live))
}

fn began(until: &str) -> Event {
    let (reason, until) = (reason("Coffee"), Some(clock(until)));
    Event::Run(RunEvent::HoldBegan { reason, until })
}

/// Drain 10:07 + 5 = :12, the hold to :17, + 6 = :23, + 7 = :30, + 7 = :37, + 2 = :39.
#[test]
fn the_forecast_counts_a_hold_that_is_ahead() {
    let scene = with_a_hold().had(tech(), start("drain"));
    let found = forecast(&scene.room, clock("10:08"));
    assert_eq!(found.steps[&step("replication")].start, clock("10:17"));
    assert_eq!((found.open_again, found.rests_on_guess), (clock("10:39"), false));
}

/// Drain done at :10, on hold to :15 without a guess: the same sum from there.
#[test]
fn it_begins_when_what_its_step_waits_for_has_ended_and_stops_the_t_clock() {
    let scene = with_a_hold().had(tech(), start("drain")).at("10:10");
    let events = scene.clone().when(tech(), finish("drain")).decided.unwrap();
    assert_eq!(events.last(), Some(&began("10:15")));
    let room = scene.had(tech(), finish("drain")).room;
    assert_eq!(room.on_hold().unwrap().planned_until, Some(clock("10:15")));
    let found = forecast(&room, clock("10:12"));
    assert_eq!(found.steps[&step("replication")].start, clock("10:15"));
    assert!(!found.rests_on_guess);
    let t = |at| room.t_clock(clock("10:10"), clock(at));
    assert_eq!(t("10:14"), t("10:11"));
}

#[test]
fn it_ends_by_itself_when_its_length_is_over_and_not_before() {
    let scene = with_a_hold().had(tech(), start("drain")).at("10:10").had(tech(), finish("drain"));
    assert_eq!(due(&scene.room, clock("10:14")), None);
    let over = due(&scene.room, clock("10:15")).unwrap();
    assert_eq!(over, Command::Run(RunCommand::EndHold {}));
    let room = scene.at("10:15").had(Actor::Bascule, over).room;
    assert!(room.on_hold().is_none());
    assert_eq!(due(&room, clock("10:20")), None);
    // What is over is not counted again.
    let found = forecast(&room, clock("10:15"));
    assert_eq!(found.steps[&step("replication")].start, clock("10:15"));
}

#[test]
fn the_lead_may_end_it_early_and_the_forecast_is_early_too() {
    let room = with_a_hold()
        .had(tech(), start("drain"))
        .at("10:10")
        .had(tech(), finish("drain"))
        .at("10:12")
        .had(lead(), Command::Run(RunCommand::EndHold {}))
        .room;
    assert_eq!(forecast(&room, clock("10:12")).steps[&step("replication")].start, clock("10:12"));
}

#[test]
fn it_begins_after_a_step_that_was_left_out_too() {
    let events = with_a_hold().when(lead(), skip("drain", "nothing connects")).decided.unwrap();
    assert_eq!(events.last(), Some(&began("10:12")));
}

#[test]
fn none_begins_while_the_cutover_is_on_hold_already() {
    let sudden = Command::Run(RunCommand::BeginHold { reason: reason("the provider") });
    let scene = with_a_hold().had(tech(), start("drain")).had(lead(), sudden);
    let events = scene.clone().when(tech(), finish("drain")).decided.unwrap();
    assert!(!events.iter().any(|event| matches!(event, Event::Run(RunEvent::HoldBegan { .. }))));
    let room = scene.had(tech(), finish("drain")).room;
    assert_eq!(due(&room, clock("11:00")), None, "a sudden one ends when somebody says so");
}

#[test]
fn it_is_written_down_with_its_end_and_a_sudden_one_without() {
    let planned =
        serde_json::json!({"hold_began": {"reason": "Coffee", "until": 1_473_236_100_000_000_i64}});
    let sudden = serde_json::json!({"hold_began": {"reason": "Coffee"}});
    for (written, until) in [(planned, Some(clock("10:15"))), (sudden, None)] {
        let event = RunEvent::HoldBegan { reason: reason("Coffee"), until };
        assert_eq!(serde_json::to_value(&event).unwrap(), written);
        assert_eq!(serde_json::from_value::<RunEvent>(written).unwrap(), event);
    }
}
