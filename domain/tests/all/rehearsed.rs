//! Real lengths and the window they propose, by hand and as laws.

use crate::{
    schedule::{Day, minutes, work},
    story::clock,
};
use domain::{
    Length, Timestamp,
    rehearsed::{FEW, Lengths, Proposal, RUNS_MAX, Run, percentile_window},
    schedule::{Link, Question},
};
use proptest::{collection::vec, prelude::*, sample::Index, test_runner::Config};

fn all(lengths: &[u32]) -> Vec<Length> {
    lengths.iter().map(|length| minutes(*length)).collect()
}

fn run(started: &str, finished: &str, waits: &[(&str, &str)]) -> Run {
    let waits = waits.iter().map(|(from, until)| (clock(from), clock(until))).collect();
    Run { started: clock(started), finished: clock(finished), waits }
}

/// :06 to :21 are 15 minutes; waiting from :08 to :10 and from :14 to :19 leaves 8.
#[test]
fn waiting_for_people_does_not_count() {
    let waited = run("10:06", "10:21", &[("10:14", "10:19"), ("10:08", "10:10")]);
    assert_eq!(waited.length(), minutes(8));
}

/// :10 to :14 and :12 to :16 are 6 minutes; what lies before :06 or after :21 was no work anyway.
#[test]
fn waits_that_overlap_or_reach_beyond_the_run_count_once_and_only_inside() {
    let waits = [("10:10", "10:14"), ("10:12", "10:16"), ("09:00", "10:07"), ("10:20", "12:00")];
    assert_eq!(run("10:06", "10:21", &waits).length(), minutes(15 - 6 - 1 - 1));
    assert_eq!(run("10:06", "10:21", &[("10:00", "11:00")]).length(), minutes(0));
    assert_eq!(run("10:21", "10:06", &[]).length(), minutes(0));
}

#[test]
fn a_length_is_rounded_up_to_a_second() {
    let started = Timestamp::from_micros(0);
    let run = |micros| Run { started, finished: Timestamp::from_micros(micros), waits: Vec::new() };
    assert_eq!([1, 1_000_000, 1_000_001].map(|end| run(end).length().seconds()), [1, 1, 2]);
}

#[test]
fn of_2_4_and_9_minutes_the_median_is_4_and_of_2_4_5_and_9_it_is_4_30() {
    let odd = Lengths::of(&all(&[9, 2, 4])).unwrap();
    assert_eq!(odd, Lengths { n: 3, min: minutes(2), median: minutes(4), max: minutes(9) });
    let even = Lengths::of(&all(&[9, 2, 5, 4])).unwrap();
    assert_eq!((even.n, even.median), (4, Length::from_seconds(270)));
    assert_eq!(Lengths::of(&[]), None);
}

/// 1 + 5 + 6 + 7 + 7 + 2 = 28 minutes without any rehearsal, so 30.
#[test]
fn the_plan_alone_proposes_30_minutes_and_says_that_nothing_was_rehearsed() {
    let day = Day::planned();
    let proposal = percentile_window(&day.at("09:00"), &[], 7, 100).unwrap();
    let expected = Proposal {
        p50: minutes(28),
        p90: minutes(28),
        rounded_up_5min: minutes(30),
        runs: 100,
        steps_with_samples: 0,
        steps_without: 6,
        fewest_samples: 0,
    };
    assert_eq!(proposal, expected);
}

/// Nothing waits for its planned start: 5 of preparation, 28, and 24 of watching are 57, so 60.
#[test]
fn without_marks_the_window_runs_from_the_first_start_to_the_last_end() {
    let day = Day::planned();
    let unmarked = Question { end: None, start_of_interruption: None, ..day.at("09:00") };
    let proposal = percentile_window(&unmarked, &[], 7, 10).unwrap();
    assert_eq!((proposal.p90, proposal.rounded_up_5min), (minutes(5 + 28 + 24), minutes(60)));
    assert_eq!(proposal.steps_without, 12);
}

/// Drain took 5 minutes nine times and 15 once: in some 10 of 100 runs it is 38 instead of 28
/// minutes. Ten times 15 instead, always 38, so 40.
#[test]
fn what_was_seen_decides_and_a_rehearsal_of_the_preparation_does_not_count() {
    let day = Day::planned();
    let drain = day.of("drain");
    let mut samples = vec![Vec::new(); day.works.len()];
    samples[day.of("crons")] = all(&[50; 10]);
    samples[day.of("watch")] = all(&[50; 10]);
    samples[drain] = [vec![minutes(5); 9], vec![minutes(15)]].concat();
    let proposal = percentile_window(&day.at("09:00"), &samples, 7, 1_000).unwrap();
    assert_eq!(proposal.p50, minutes(28));
    assert_eq!((proposal.steps_with_samples, proposal.steps_without), (1, 5));
    assert_eq!(proposal.fewest_samples, 10);
    samples[drain] = vec![minutes(15); 10];
    let proposal = percentile_window(&day.at("09:00"), &samples, 7, 1_000).unwrap();
    assert_eq!((proposal.p90, proposal.rounded_up_5min), (minutes(38), minutes(40)));
}

/// One run of 5 minutes as planned is not proof that it never takes longer: up to 7:30 is drawn, so
/// more than 28 minutes and at most 30:30.
#[test]
fn a_single_run_is_not_believed_to_be_the_longest_there_is() {
    let day = Day::planned();
    let mut samples = vec![Vec::new(); day.works.len()];
    samples[day.of("drain")] = all(&[5]);
    let proposal = percentile_window(&day.at("09:00"), &samples, 7, 1_000).unwrap();
    assert!(proposal.p90 > minutes(29) && proposal.p90.seconds() < 30 * 60 + 30);
    assert_eq!(proposal.fewest_samples, 1);
}

#[test]
fn no_step_in_the_window_proposes_nothing_and_runs_are_kept_in_bounds() {
    assert_eq!(percentile_window(&Day::planned_at_noon(), &[], 1, 100), None);
    let works = [work(clock("12:00"), minutes(3), &[])];
    let question = Question { works: &works, ..Day::planned_at_noon() };
    let runs = |runs| percentile_window(&question, &[], 1, runs).unwrap().runs;
    assert_eq!((runs(0), runs(u32::MAX)), (1, RUNS_MAX));
}

/// Plans whose steps wait for earlier ones, and what was seen of each.
fn plans() -> impl Strategy<Value = (Vec<domain::schedule::Work>, Vec<Vec<Length>>)> {
    let length = || (1..1_200_u32).prop_map(Length::from_seconds);
    let step = (length(), 0..40_i64, vec(any::<Index>(), 0..3), vec(length(), 0..FEW + 3));
    vec(step, 1..10).prop_map(|steps| {
        let build = |(place, (length, minute, before, seen))| {
            let start = Timestamp::from_seconds(clock("10:00").seconds() + minute * 60);
            let mut work = work(start, length, &[]);
            let before: Vec<Index> = if place == 0 { Vec::new() } else { before };
            let link = |on: Index| Link { on: on.index(place), lag: Length::default() };
            work.after = before.into_iter().map(link).collect();
            (work, seen)
        };
        steps.into_iter().enumerate().map(build).unzip()
    })
}

fn cases() -> Config {
    Config { cases: 300, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_same_seed_gives_the_same_window_and_p90_is_at_least_p50(
        (works, samples) in plans(), start: Option<Index>, end: Option<Index>, seed: u64,
    ) {
        let named = |step: Option<Index>| step.map(|step| step.index(works.len()));
        let question = Question {
            works: &works,
            start_of_interruption: named(start),
            end: named(end),
            ..Day::planned_at_noon()
        };
        let proposal = percentile_window(&question, &samples, seed, 50);
        prop_assert_eq!(proposal, percentile_window(&question, &samples, seed, 50));
        if let Some(proposal) = proposal {
            prop_assert!(proposal.p90 >= proposal.p50);
            let rounded = proposal.rounded_up_5min.seconds();
            prop_assert!(rounded.is_multiple_of(300) && rounded >= proposal.p90.seconds());
            prop_assert!(rounded - proposal.p90.seconds() < 300);
            prop_assert!(proposal.steps_with_samples + proposal.steps_without <= works.len());
        }
    }

    #[test]
    fn more_length_never_lowers_the_window(
        (works, samples) in plans(), ends: (Option<Index>, Option<Index>),
        which: Index, seen: Index, more in 1..600_u32, seed: u64,
    ) {
        let named = |step: Option<Index>| step.map(|step| step.index(works.len()));
        let ask = |works: &[domain::schedule::Work], samples: &[Vec<Length>]| {
            let question = Question {
                works,
                start_of_interruption: named(ends.0),
                end: named(ends.1),
                ..Day::planned_at_noon()
            };
            percentile_window(&question, samples, seed, 50).map(|found| (found.p50, found.p90))
        };
        let before = ask(&works, &samples);
        let longer = |length: &mut Length| *length = Length::from_seconds(length.seconds() + more);
        let step = which.index(works.len());
        let mut planned_longer = works.clone();
        longer(&mut planned_longer[step].length);
        prop_assert!(ask(&planned_longer, &samples) >= before);
        let mut seen_longer = samples.clone();
        if !seen_longer[step].is_empty() {
            let seen = seen.index(seen_longer[step].len());
            longer(&mut seen_longer[step][seen]);
        }
        let after = ask(&works, &seen_longer);
        prop_assert!(after.map(|found| found.0) >= before.map(|found| found.0));
        prop_assert!(after.map(|found| found.1) >= before.map(|found| found.1));
    }
}
