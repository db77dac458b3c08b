//! What the room of the demo foresaw as its day went by, summed by hand: the real plan, the real
//! replay, the room folded from its log. `domain/tests/all/schedule/story.rs` sums the same day
//! over the engine alone.

use super::{open, step, ten};
use domain::{
    Forecast, Room, StepId, Timestamp, forecast,
    run::{AbortRuler, Promise, RoomSchedule},
};

/// The room when everything before that moment has happened.
async fn room_at(at: &str) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(folder.path(), Some(at)).await;
    (*demo.whole().await.unwrap().unwrap()).clone()
}

#[track_caller]
fn expects(forecast: &Forecast, id: &str, from: i64, to: i64) {
    let found = forecast.steps[&StepId::parse(id).unwrap()];
    assert_eq!((found.start, found.end), (ten(from), ten(to)), "{id}");
}

fn path(schedule: &RoomSchedule<'_>) -> Vec<String> {
    schedule.chain().map(|step| step.plan.id.to_string()).collect()
}

/// "Abort now: back at", and the last minute that keeps the promise.
fn ruler(room: &Room, now: Timestamp) -> (Timestamp, Promise) {
    match RoomSchedule::of(room, now).ruler() {
        AbortRuler::Back { at, promise } => (at, promise),
        AbortRuler::Beyond(step) => panic!("{} cannot be undone", step.plan.id),
    }
}

/// All was ready at :03 and waits on hold for :06, so the end is still :36; nobody has said until
/// when the hold is, so that is a guess.
#[tokio::test]
async fn at_10_05_the_hold_makes_10_36_a_guess() {
    let room = room_at("10:05").await;
    let found = forecast(&room, ten(5));
    assert_eq!((found.open_again, found.rests_on_guess), (ten(36), true));
}

/// Drain began at :06, + 5 = :11. Replication keeps its planned :12, + 6 = :18, + 7 = :25,
/// + 7 = :32. Off keeps its planned :34, + 2 = :36.
#[tokio::test]
async fn at_10_07_all_is_on_plan_and_the_end_is_10_36() {
    let room = room_at("10:07").await;
    let found = forecast(&room, ten(7));
    expects(&found, "drain", 6, 11);
    expects(&found, "replication", 12, 18);
    expects(&found, "dns", 18, 25);
    expects(&found, "smoke", 25, 32);
    expects(&found, "maintenance-off", 34, 36);
    assert_eq!((found.open_again, found.rests_on_guess), (ten(36), false));
    let schedule = RoomSchedule::of(&room, ten(7));
    assert_eq!((schedule.to_promise().planned, schedule.to_promise().left), (2 * 60, 3 * 60));
}

/// Blocked at :14; at :12 Thierry had said "4 more minutes", so drain ends :16. + 6 = :22,
/// + 7 = :29, + 7 = :36, + 2 = :38. Without his word it would be :14 and the end :36.
#[tokio::test]
async fn at_10_14_drain_is_blocked_four_more_minutes_were_said_and_the_end_is_a_guess_10_38() {
    let room = room_at("10:14:30").await;
    assert_eq!(step(&room, "drain").progress.slug(), "blocked");
    let found = forecast(&room, ten(14));
    expects(&found, "drain", 6, 16);
    expects(&found, "replication", 16, 22);
    expects(&found, "smoke", 29, 36);
    assert_eq!((found.open_again, found.rests_on_guess), (ten(38), true));
}

/// The four minutes are over at :16: the same sum. Begun so far: maintenance, 1 minute to undo, so
/// back at :17. Replication (5) would begin at :16, DNS (2) at :22: from then on it takes
/// 1 + 5 + 2 = 8 minutes, and 36 - 8 = :28. 28 minutes of the plan's 30 were work: 2 of slack; 38
/// is 2 over.
#[tokio::test]
async fn at_10_16_before_plan_b_the_end_is_10_38_and_until_10_28_one_can_turn_back() {
    let room = room_at("10:16").await;
    assert_eq!(forecast(&room, ten(16)).open_again, ten(38));
    assert_eq!(ruler(&room, ten(16)), (ten(17), Promise::KeptUntil(ten(28))));
    let schedule = RoomSchedule::of(&room, ten(16));
    assert_eq!(path(&schedule), ["drain", "replication", "dns", "smoke", "maintenance-off"]);
    assert_eq!((schedule.to_promise().planned, schedule.to_promise().left), (2 * 60, -2 * 60));
}

/// Plan B of drain, 4 minutes from :16 = :20; + 6 = :26, + 7 = :33, + 7 = :40, + 2 = :42. Drain may
/// end 4 minutes later. Replication would begin at :20 and DNS at :26: still :28.
#[tokio::test]
async fn at_10_16_plan_b_is_put_in_and_the_end_is_10_42() {
    let room = room_at("10:16:30").await;
    let found = forecast(&room, ten(16));
    expects(&found, "sg-block", 16, 20);
    expects(&found, "replication", 20, 26);
    expects(&found, "dns", 26, 33);
    expects(&found, "smoke", 33, 40);
    assert_eq!((found.open_again, found.rests_on_guess), (ten(42), true));
    assert_eq!(ruler(&room, ten(16)), (ten(17), Promise::KeptUntil(ten(28))));
    let schedule = RoomSchedule::of(&room, ten(16));
    assert_eq!(path(&schedule), ["sg-block", "replication", "dns", "smoke", "maintenance-off"]);
    assert_eq!(schedule.slack(&StepId::parse("drain").unwrap()), Some(4 * 60));
}

/// sg-block took 5 minutes instead of 4. :21 + 6 = :27, + 7 = :34, + 7 = :41, + 2 = :43.
#[tokio::test]
async fn at_10_21_the_connections_are_gone_and_the_end_is_10_43_without_a_guess() {
    let room = room_at("10:21:30").await;
    let found = forecast(&room, ten(21));
    expects(&found, "replication", 21, 27);
    expects(&found, "dns", 27, 34);
    expects(&found, "smoke", 34, 41);
    assert_eq!((found.open_again, found.rests_on_guess), (ten(43), false));
}

/// Replication took 4 minutes instead of 6. :25 + 7 = :32, + 7 = :39, + 2 = :41. All three that
/// take long to undo have begun: 1 + 5 + 2 = 8, back at :33; the last minute is still :28.
#[tokio::test]
async fn at_10_25_the_replication_is_stopped_and_the_end_is_10_41() {
    let room = room_at("10:25:30").await;
    let found = forecast(&room, ten(25));
    expects(&found, "dns", 25, 32);
    expects(&found, "maintenance-off", 39, 41);
    assert_eq!((found.open_again, found.rests_on_guess), (ten(41), false));
    assert_eq!(ruler(&room, ten(25)), (ten(33), Promise::KeptUntil(ten(28))));
}

/// At :30 it takes 8 minutes to undo, so :38; it has been too late since :28. From :35 on, when
/// maintenance off has begun, the only way is forward, and its end and the watch are left.
#[tokio::test]
async fn at_10_30_it_is_too_late_to_turn_back_in_time_and_at_10_35_too_late_at_all() {
    let room = room_at("10:30:30").await;
    assert_eq!(ruler(&room, ten(30)), (ten(38), Promise::BrokenSince(ten(28))));
    let room = room_at("10:35:30").await;
    let schedule = RoomSchedule::of(&room, ten(35));
    assert_eq!(schedule.beyond().map(|step| step.plan.id.as_str()), Some("maintenance-off"));
    let left: Vec<&str> = schedule.open().map(|(step, _)| step.plan.id.as_str()).collect();
    assert_eq!(left, ["maintenance-off", "watch", "crons-on", "no-rollback", "dismantle"]);
}
