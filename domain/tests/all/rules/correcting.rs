//! A recorded time was wrong: both values, the reason and the person stay.

use crate::{
    language::{Scene, correct, fail, finish, given, reach, reason, skip, start},
    story::{clock, lead, room_live, step, support, tech},
};
use domain::{
    Event, Rejection, Stage,
    step::{Correction, Fact, Moment},
};

/// The story's wrong line: the switch ended at 10:27 and was written down as 10:37.
fn dns_written_as_10_37() -> Scene {
    let scene = given(room_live()).had(tech(), finish("drain"));
    let scene = scene.had(lead(), finish("replication")).at("10:25");
    scene.had(tech(), start("dns")).at("10:37").had(tech(), finish("dns")).at("10:40")
}

#[test]
fn a_corrected_time_keeps_both_values_the_reason_and_who() {
    let wrong = reason("read from the wrong line");
    let event = Event::TimeCorrected {
        step: step("dns"),
        moment: Moment::Finished,
        was: clock("10:37"),
        now: clock("10:27"),
        reason: wrong.clone(),
    };
    let command = correct("dns", Moment::Finished, "10:27", "read from the wrong line");
    let scene = dns_written_as_10_37().when(tech(), command).then_events([event]).then();
    let kept = Correction { was: clock("10:37"), reason: wrong, by: tech(), at: clock("10:40") };
    let fact = Fact { at: clock("10:27"), corrections: vec![kept] };
    assert_eq!(scene.step("dns").progress.finished(), Some(&fact));
    assert_eq!(scene.step("dns").progress.started(), Some(&Fact::at(clock("10:25"))));
}

#[test]
fn each_further_correction_is_kept_in_order() {
    let first = correct("dns", Moment::Started, "10:24", "a");
    let second = correct("dns", Moment::Started, "10:26", "b");
    let scene = dns_written_as_10_37().had(tech(), first).had(lead(), second);
    let started = scene.step("dns").progress.started().unwrap();
    let was: Vec<_> = started.corrections.iter().map(|correction| correction.was).collect();
    assert_eq!((started.at, was), (clock("10:26"), vec![clock("10:25"), clock("10:24")]));
}

#[test]
fn a_time_can_be_corrected_after_the_room_is_closed() {
    let scene = dns_written_as_10_37().had(lead(), reach(Stage::Watching));
    let scene = scene.had(lead(), reach(Stage::Closed));
    let outcome = scene.when(lead(), correct("dns", Moment::Finished, "10:27", "for the report"));
    assert_eq!(outcome.decided.map(|events| events.len()), Ok(1));
}

#[test]
fn a_correction_that_cannot_be_true_is_refused() {
    let dns = step("dns");
    let cases = [
        (Moment::Finished, "10:41", Rejection::TimeInFuture),
        (Moment::Finished, "10:24", Rejection::EndsBeforeStart { step: dns.clone() }),
        (Moment::Started, "10:38", Rejection::EndsBeforeStart { step: dns.clone() }),
        (Moment::Finished, "10:37", Rejection::SameTime { step: dns }),
    ];
    for (moment, to, no) in cases {
        dns_written_as_10_37().when(tech(), correct("dns", moment, to, "x")).then_rejected(no);
    }
}

#[test]
fn a_step_may_have_taken_no_time_and_may_end_now() {
    for to in ["10:25", "10:40"] {
        let command = correct("dns", Moment::Finished, to, "x");
        assert_eq!(dns_written_as_10_37().when(tech(), command).decided.map(|e| e.len()), Ok(1));
    }
}

#[test]
fn a_step_may_have_started_when_it_ended() {
    let command = correct("dns", Moment::Started, "10:37", "x");
    assert_eq!(dns_written_as_10_37().when(tech(), command).decided.map(|e| e.len()), Ok(1));
}

/// What failed or was left out has an end too, although it was not finished.
#[test]
fn a_step_cannot_have_started_after_it_failed_or_was_skipped() {
    let running = given(room_live()).had(tech(), start("drain")).at("10:09");
    let failed = running.clone().had(tech(), fail("drain", "apps"));
    let skipped = running.had(lead(), skip("drain", "apps"));
    for scene in [failed, skipped] {
        let command = correct("drain", Moment::Started, "10:10", "x");
        let no = Rejection::EndsBeforeStart { step: step("drain") };
        scene.at("10:20").when(tech(), command).then_rejected(no);
    }
}

#[test]
fn only_a_recorded_time_can_be_corrected() {
    let scene = given(room_live()).had(tech(), start("drain")).at("10:20");
    let no = |id: &str| Rejection::NoSuchTime { step: step(id) };
    let finish = correct("drain", Moment::Finished, "10:10", "x");
    scene.clone().when(tech(), finish).then_rejected(no("drain"));
    let never = correct("dns", Moment::Started, "10:10", "x");
    scene.clone().when(tech(), never).then_rejected(no("dns"));
    let nowhere = correct("nope", Moment::Started, "10:10", "x");
    scene.when(tech(), nowhere).then_rejected(Rejection::UnknownStep { step: step("nope") });
}

#[test]
fn another_team_does_not_correct_it() {
    let command = correct("dns", Moment::Finished, "10:27", "x");
    dns_written_as_10_37().when(support(), command).then_no("not_allowed");
}
