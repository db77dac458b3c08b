//! The day, minute by minute.

use super::{Day, MINUTE, minutes};
use crate::story::clock;
use domain::{
    Length,
    schedule::{Link, Question, Remaining, State, schedule},
};

/// As published at 10:16: drain blocked since :14, a step of 4 minutes put in and begun.
fn blocked_by_security_group() -> Day {
    let mut day = Day::entered();
    day.sticks("drain");
    day.insert(("sg-block", "10:16", 4), "maintenance-on", "replication").runs("sg-block", "10:16");
    day
}

/// Drain and the security group done at :21, replication begun at once.
fn drained() -> Day {
    let mut day = blocked_by_security_group();
    day.ends("sg-block", "10:21").ends("drain", "10:21").runs("replication", "10:21");
    day
}

/// Replication stopped at :25 (2 minutes less than planned), DNS begun at once.
fn replicated() -> Day {
    let mut day = drained();
    day.ends("replication", "10:25").runs("dns", "10:25");
    day
}

/// DNS done at :27 (5 minutes less), the smoke test tried from :30 to :32, curl put in at :32.
fn smoke_test_failed() -> Day {
    let mut day = replicated();
    day.ends("dns", "10:27");
    day.step("smoke").state = State::Failed { started: clock("10:30"), remaining: None };
    day.insert(("curl", "10:32", 2), "dns", "maintenance-off").runs("curl", "10:32");
    day
}

/// Window :06; 1 + 5 + 6 + 7 + 7 + 2 = 28 of its 30 minutes are work. The minute between the
/// preparation (:05) and the window is no slack: nobody may close the site before :06.
#[test]
fn the_plan_has_2_minutes_of_slack_between_10_32_and_10_34() {
    let day = Day::planned();
    let answer = day.answer("09:00");
    answer.opens("10:36").expects("smoke", "10:25", "10:32").expects("enter", "10:06", "10:06");
    assert_eq!(answer.to_promise(), (2, 2));
    assert_eq!(answer.slack("crons"), Some(1 + 2));
    assert_eq!(answer.slack("drain"), Some(2));
    assert_eq!(answer.slack("maintenance-off"), Some(0));
    assert_eq!(answer.slack("watch"), None);
    assert_eq!(answer.critical(), ["maintenance-off"]);
    let work = ["drain", "replication", "dns", "smoke", "maintenance-off"];
    assert_eq!(answer.chain(), [&["maintenance-on"][..], &work].concat());
}

/// Drain began at :06, plus 5 is :11. Replication keeps its planned :12, plus 6 is :18, 7 is :25,
/// 7 is :32. Off keeps its planned :34, plus 2 is :36. Without planned starts off would end at
/// 11 + 6 + 7 + 7 + 2, that is :33, so 3 minutes are left: one more than planned, as maintenance
/// took none.
#[test]
fn at_10_07_all_is_on_plan_and_the_end_is_10_36() {
    let day = Day::entered();
    let answer = day.answer("10:07");
    answer.expects("drain", "10:06", "10:11").expects("replication", "10:12", "10:18");
    answer.expects("dns", "10:18", "10:25").expects("smoke", "10:25", "10:32");
    answer.expects("maintenance-off", "10:34", "10:36").opens("10:36");
    assert!(!answer.schedule.guess);
    assert_eq!(answer.to_promise(), (2, 3));
    assert_eq!(answer.schedule.to_promise.spent(), -MINUTE);
    assert_eq!((answer.slack("drain"), answer.slack("dns")), (Some(3), Some(2)));
}

/// Drain should have ended at :11 and may end now, :14; + 6 = :20, + 7 = :27, + 7 = :34, + 2 = :36.
#[test]
fn at_10_14_drain_is_blocked_the_end_is_still_10_36_but_a_guess_and_no_slack_is_left() {
    let mut day = Day::entered();
    day.sticks("drain");
    let answer = day.answer("10:14");
    answer.expects("drain", "10:06", "10:14").expects("replication", "10:14", "10:20");
    answer.expects("dns", "10:20", "10:27").expects("smoke", "10:27", "10:34");
    answer.expects("maintenance-off", "10:34", "10:36").opens("10:36");
    assert!(answer.schedule.guess);
    let guesses = |name: &str| answer.schedule.expected[day.of(name)].guess;
    assert!(["drain", "replication", "dns", "smoke", "maintenance-off"].into_iter().all(guesses));
    assert!(!guesses("maintenance-on"));
    assert_eq!(answer.to_promise(), (2, 0));
    assert_eq!(answer.critical(), ["drain", "replication", "dns", "smoke", "maintenance-off"]);
}

/// sg-block :16 + 4 = :20, later than drain's :16; + 6 = :26, + 7 = :33, + 7 = :40, + 2 = :42.
/// Drain may end 4 minutes later. The plan's slack does not know the step: still 2 minutes.
#[test]
fn at_10_16_a_step_of_4_minutes_is_put_in_and_the_end_is_10_42() {
    let day = blocked_by_security_group();
    let answer = day.answer("10:16");
    answer.expects("sg-block", "10:16", "10:20").expects("replication", "10:20", "10:26");
    answer.expects("dns", "10:26", "10:33").expects("smoke", "10:33", "10:40");
    answer.expects("maintenance-off", "10:40", "10:42").opens("10:42");
    assert!(answer.schedule.guess, "drain is still blocked");
    assert_eq!(answer.critical(), ["sg-block", "replication", "dns", "smoke", "maintenance-off"]);
    assert_eq!(answer.slack("drain"), Some(4));
    assert_eq!(answer.to_promise(), (2, -6));
}

/// sg-block took 5 minutes instead of 4. :21 + 6 = :27, + 7 = :34, + 7 = :41, + 2 = :43.
#[test]
fn at_10_21_the_connections_are_gone_and_the_end_is_10_43_without_a_guess() {
    let day = drained();
    let answer = day.answer("10:21");
    answer.expects("replication", "10:21", "10:27").expects("dns", "10:27", "10:34");
    answer.expects("smoke", "10:34", "10:41").expects("maintenance-off", "10:41", "10:43");
    answer.opens("10:43");
    assert!(!answer.schedule.guess);
    assert_eq!(answer.critical(), ["replication", "dns", "smoke", "maintenance-off"]);
    assert_eq!(answer.slack("drain"), None);
}

/// Replication took 4 minutes instead of 6. :25 + 7 = :32, + 7 = :39, + 2 = :41.
#[test]
fn at_10_25_the_replication_is_stopped_and_the_end_is_10_41() {
    let day = replicated();
    let answer = day.answer("10:25");
    answer.expects("dns", "10:25", "10:32").expects("smoke", "10:32", "10:39");
    answer.expects("maintenance-off", "10:39", "10:41").opens("10:41");
    assert_eq!(answer.to_promise(), (2, -5));
}

/// DNS took 2 minutes instead of 7. Smoke :27 + 7 = :34; off keeps its planned :34, + 2 = :36.
#[test]
fn at_10_27_dns_is_done_and_10_36_holds_again_with_nothing_to_spare() {
    let mut day = replicated();
    day.ends("dns", "10:27");
    let answer = day.answer("10:27");
    answer.expects("smoke", "10:27", "10:34").expects("maintenance-off", "10:34", "10:36");
    assert_eq!(answer.opens("10:36").to_promise(), (2, 0));
    assert_eq!(answer.schedule.to_promise.spent(), 2 * MINUTE);
}

/// The smoke test failed and is expected once more, now, :32 + 7 = :39, + 2 = :41; curl only :34.
#[test]
fn at_10_32_the_failed_smoke_test_is_expected_once_more_and_the_end_is_a_guess_10_41() {
    let day = smoke_test_failed();
    let answer = day.answer("10:32");
    answer.expects("smoke", "10:32", "10:39").expects("curl", "10:32", "10:34").opens("10:41");
    assert!(answer.schedule.guess);
    assert_eq!(answer.critical(), ["smoke", "maintenance-off"]);
    assert_eq!(answer.slack("curl"), Some(5));
}

/// Smoke left out and curl done at :34; off :34 + 2 = :36. Begun only at :35, it is :37; done at
/// :36, that is a fact, whatever is asked later.
#[test]
fn at_10_34_the_smoke_test_is_left_out_and_at_10_36_the_end_is_a_fact() {
    let mut day = smoke_test_failed();
    day.ends("curl", "10:34").ends("smoke", "10:34");
    day.answer("10:34").opens("10:36");
    day.runs("maintenance-off", "10:35");
    day.answer("10:35").opens("10:37");
    day.ends("maintenance-off", "10:36").runs("watch", "10:36");
    let answer = day.answer("10:52");
    assert!(answer.opens("10:36").critical().is_empty());
    assert!(answer.schedule.slack.iter().all(Option::is_none));
}

/// At :16 Thierry says "4 more minutes": :20 whatever was planned. At :22 that is over: now.
#[test]
fn four_more_minutes_said_at_10_16_make_it_10_20_and_then_now() {
    let mut day = Day::entered();
    let remaining = Some(Remaining { stated_at: clock("10:16"), length: minutes(4) });
    day.step("drain").state = State::Running { started: clock("10:06"), remaining };
    day.answer("10:17").expects("drain", "10:06", "10:20").opens("10:42");
    day.answer("10:22").expects("drain", "10:06", "10:22").opens("10:44");
    let sooner = Some(Remaining { stated_at: clock("10:07"), length: minutes(1) });
    day.step("drain").state = State::Stuck { started: Some(clock("10:06")), remaining: sooner };
    day.answer("10:07").expects("drain", "10:06", "10:08").opens("10:36");
}

/// Blocked before it began, and 3 minutes were said: dns ends :27, smoke :27 + 3 = :30.
#[test]
fn what_is_blocked_before_it_began_takes_what_was_said_from_its_start() {
    let mut day = replicated();
    day.ends("dns", "10:27");
    let remaining = Some(Remaining { stated_at: clock("10:20"), length: minutes(3) });
    day.step("smoke").state = State::Stuck { started: None, remaining };
    let answer = day.answer("10:27");
    answer.expects("smoke", "10:27", "10:30").opens("10:36");
    assert!(answer.schedule.guess);
}

/// Names need 10 minutes to be forgotten: dns :18 + 7 = :25, + lag 10 = :35, + 7 = :42, + 2 = :44.
#[test]
fn a_lag_of_10_minutes_after_dns_moves_the_end_to_10_44() {
    let mut day = Day::entered();
    day.step("smoke").after[0].lag = minutes(10);
    let answer = day.answer("10:07");
    answer.expects("smoke", "10:35", "10:42").opens("10:44");
    assert_eq!(answer.critical(), ["replication", "dns", "smoke", "maintenance-off"]);
    assert_eq!(answer.slack("drain"), Some(1));
}

/// Replication is left out at :12: dns keeps its :18; nothing is gained but slack, 6 minutes of it.
#[test]
fn what_is_left_out_takes_no_time_and_planned_starts_are_kept() {
    let mut day = Day::entered();
    day.ends("drain", "10:12");
    assert_eq!(day.answer("10:12").to_promise(), (2, 2));
    day.step("replication").state = State::Settled { start: None, end: clock("10:12") };
    let answer = day.answer("10:12");
    answer.expects("replication", "10:12", "10:12").expects("dns", "10:18", "10:25").opens("10:36");
    assert_eq!(answer.to_promise(), (2, 8));
}

/// 10 steps of nothing at all: a gate takes no time, and now is when they are over.
#[test]
fn gates_take_no_time() {
    let gates: Vec<_> = (0..10_usize)
        .map(|gate| {
            let before: Vec<usize> = gate.checked_sub(1).into_iter().collect();
            super::work(clock("10:00"), Length::default(), &before)
        })
        .collect();
    let question = Question { works: &gates, end: None, ..Day::planned_at_noon() };
    let schedule = schedule(&question);
    assert_eq!(schedule.open_again, clock("12:00"));
    assert_eq!(schedule.critical, (0..10).collect::<Vec<_>>());
}

/// Put in before anything, with 20 minutes: the plan's 2 minutes are still the plan's 2 minutes.
#[test]
fn what_is_put_in_later_does_not_change_the_slack_of_the_plan() {
    let mut day = Day::planned();
    day.insert(("certificate", "09:50", 20), "lag", "maintenance-on");
    day.step("certificate").after.clear();
    assert_eq!(day.answer("09:50").to_promise(), (2, 36 - (10 + 28)));
    let certificate = day.of("certificate");
    day.step("crons").after = vec![Link { on: certificate, lag: minutes(1) }];
    assert_eq!(day.answer("09:50").to_promise().0, 2);
}

/// Both end at :20 as far as anybody knows; the lead should look at the one that is stuck.
#[test]
fn of_two_steps_that_keep_the_next_one_waiting_equally_the_one_that_is_a_guess_is_critical() {
    let mut day = blocked_by_security_group();
    let remaining = Some(Remaining { stated_at: clock("10:16"), length: minutes(4) });
    for stuck in ["drain", "sg-block"] {
        for step in ["drain", "sg-block"] {
            let started = day.step(step).state.begun();
            day.step(step).state = match started {
                Some(started) if step != stuck => State::Running { started, remaining },
                Some(_) | None => State::Stuck { started, remaining },
            };
        }
        let answer = day.answer("10:16");
        answer.expects("drain", "10:06", "10:20").expects("sg-block", "10:16", "10:20");
        assert_eq!(answer.critical()[0], stuck);
    }
}
