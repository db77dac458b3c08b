//! Holds on the day, ours: nothing begins, the T-clock stands, the wall clock runs.

use super::{Day, MINUTE};
use crate::story::clock;
use domain::schedule::{Hold, Question, Schedule, Slack, held, schedule, t_clock};

fn on_hold(day: &Day, now: &str, hold: Hold) -> Schedule {
    schedule(&Question { on_hold: Some(hold), ..day.at(now) })
}

/// Drain done at :11, hold at once. At :15 replication may begin now: :15 + 6, + 7, + 7 = :35,
/// + 2 = :37. Left are 36 − 37 = −1 minutes; without the hold they would be 3.
#[test]
fn a_hold_from_10_11_slides_what_has_not_begun_and_eats_the_slack() {
    let mut day = Day::entered();
    day.ends("drain", "10:11");
    let before = on_hold(&day, "10:11", Hold::Open).to_promise;
    assert_eq!(before, Slack { planned: 2 * MINUTE, left: 3 * MINUTE });
    let later = on_hold(&day, "10:15", Hold::Open);
    assert_eq!((later.open_again, later.guess), (clock("10:37"), true));
    assert_eq!(later.to_promise.left, -MINUTE);
}

/// Announced until :20, that is when replication begins: :20 + 6 + 7 + 7 + 2 = :42, no guess. When
/// :20 is over and the hold still on, nobody knows any more: at :21 it is :43 and a guess.
#[test]
fn a_hold_announced_until_10_20_is_no_guess_until_it_lasts_longer() {
    let mut day = Day::entered();
    day.ends("drain", "10:11");
    let announced = on_hold(&day, "10:12", Hold::Until(clock("10:20")));
    assert_eq!((announced.open_again, announced.guess), (clock("10:42"), false));
    let over = on_hold(&day, "10:21", Hold::Until(clock("10:20")));
    assert_eq!((over.open_again, over.guess), (clock("10:43"), true));
}

#[test]
fn a_hold_leaves_running_work_alone() {
    let day = Day::entered();
    let drain = day.of("drain");
    let held = on_hold(&day, "10:07", Hold::Open);
    assert_eq!(held.expected[drain], schedule(&day.at("10:07")).expected[drain]);
    assert!(!held.expected[drain].guess);
}

/// From :06: T+5 at :11, stands until :15, T+6 at :16. A second hold from :20 is still on at :30.
#[test]
fn the_t_clock_stands_while_the_wall_clock_runs() {
    let holds = [(clock("10:11"), Some(clock("10:15"))), (clock("10:20"), None)];
    let t = |now: &str| t_clock(clock("10:06"), &holds, clock(now)) / MINUTE;
    assert_eq!((t("10:05"), t("10:06"), t("10:11")), (-1, 0, 5));
    assert_eq!((t("10:13"), t("10:15"), t("10:16")), (5, 5, 6));
    assert_eq!((t("10:20"), t("10:30")), (10, 10));
    assert_eq!(held(clock("10:06"), &holds, clock("10:30")), (4 + 10) * MINUTE);
}

/// 10:00 to 10:10 and 10:05 to 10:12 are 12 minutes, of which 6 lie after the start at :06.
#[test]
fn time_held_counts_once_and_only_after_the_start() {
    let holds = [(clock("10:00"), Some(clock("10:10"))), (clock("10:05"), Some(clock("10:12")))];
    assert_eq!(held(clock("10:06"), &holds, clock("11:00")), 6 * MINUTE);
}
