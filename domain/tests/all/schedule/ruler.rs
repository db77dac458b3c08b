//! The abort ruler on the day.
//!
//! Undo, ours: maintenance on 1 minute (off again), sg-block 2, replication cannot be undone.

use super::{Day, minutes};
use crate::story::clock;
use domain::{
    Timestamp,
    schedule::{Question, Ruler, State, Undo, ruler, schedule},
};

fn with_undo(mut day: Day) -> Day {
    day.step("maintenance-on").undo = Undo::Takes(minutes(1));
    day.step("replication").undo = Undo::Impossible;
    day.step("dns").undo = Undo::Takes(minutes(3));
    day
}

fn read(question: &Question) -> Ruler {
    ruler(question, &schedule(question))
}

fn in_time(back_at: &str, last_minute: Timestamp) -> Ruler {
    let (back_at, last_minute) = (Some(clock(back_at)), Some(last_minute));
    Ruler { back_at, last_minute, past_since: None, beyond: None }
}

/// Only maintenance must be undone: :07 + 1 = :08. The last minute is when replication begins, :12.
#[test]
fn at_10_07_abort_is_back_at_10_08_and_the_last_minute_is_when_the_way_back_ends_at_10_12() {
    let day = with_undo(Day::entered());
    assert_eq!(read(&day.at("10:07")), in_time("10:08", clock("10:12")));
}

/// Drain blocked: replication slides to now, and with it the last minute: before it begins.
#[test]
fn at_10_14_the_last_minute_slides_with_the_step_that_cannot_be_undone() {
    let mut day = with_undo(Day::entered());
    day.sticks("drain");
    assert_eq!(read(&day.at("10:14")), in_time("10:15", clock("10:14")));
}

#[test]
fn past_the_point_of_no_return_there_is_only_the_way_forward() {
    let mut day = with_undo(Day::entered());
    day.ends("drain", "10:21").runs("replication", "10:21");
    let beyond = Ruler { beyond: Some(day.of("replication")), ..Ruler::default() };
    assert_eq!(read(&day.at("10:21")), beyond);
    day.step("replication").state = State::Failed { started: clock("10:21"), remaining: None };
    assert_eq!(read(&day.at("10:23")), beyond, "it has begun, if in vain");
    day.step("replication").state = State::Settled { start: None, end: clock("10:23") };
    assert_eq!(read(&day.at("10:23")).beyond, None, "left out, it never began");
}

/// All can be undone: on 1, replication 10, dns 3. With on: until :36 − 1 = :35. Replication begins
/// at :12; with it until :36 − 11 = :25. DNS begins at :18; with it until :36 − 14 = :22. Nothing
/// else costs anything.
#[test]
fn what_begins_later_brings_the_last_minute_forward_to_10_22() {
    let mut day = with_undo(Day::entered());
    day.step("replication").undo = Undo::Takes(minutes(10));
    assert_eq!(read(&day.at("10:07")), in_time("10:08", clock("10:22")));
}

/// With replication 20: :36 − 21 = :15 is after it begins at :12. DNS at :18 is after :15.
#[test]
fn the_last_minute_is_10_15_when_replication_takes_20_minutes_to_undo() {
    let mut day = with_undo(Day::entered());
    day.step("replication").undo = Undo::Takes(minutes(20));
    assert_eq!(read(&day.at("10:07")), in_time("10:08", clock("10:15")));
}

/// With replication 30 there is no time after it has begun: at :12, before it does.
#[test]
fn the_last_minute_is_before_a_step_whose_undo_no_longer_fits() {
    let mut day = with_undo(Day::entered());
    day.step("replication").undo = Undo::Takes(minutes(30));
    assert_eq!(read(&day.at("10:07")), in_time("10:08", clock("10:12")));
}

/// Replication, 20 to undo, runs since :14, maintenance 1: until :36 − 21 = :15. At :16 that is
/// past; back at :16 + 21 = :37.
#[test]
fn when_the_last_minute_is_past_it_says_since_when() {
    let mut day = with_undo(Day::entered());
    day.step("replication").undo = Undo::Takes(minutes(20));
    day.ends("drain", "10:14").runs("replication", "10:14");
    assert_eq!(read(&day.at("10:15")), in_time("10:36", clock("10:15")));
    let past = Ruler {
        back_at: Some(clock("10:37")),
        last_minute: None,
        past_since: Some(clock("10:15")),
        beyond: None,
    };
    assert_eq!(read(&day.at("10:16")), past);
}

#[test]
fn with_nothing_begun_abort_costs_nothing_until_the_promise_itself() {
    let day = Day::planned();
    assert_eq!(read(&day.at("09:00")), in_time("09:00", clock("10:36")));
}
