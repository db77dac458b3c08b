//! How long it takes. Nothing is asserted: a busy machine must not turn a build red.

use super::work;
use crate::story::clock;
use domain::{
    Length,
    rehearsed::percentile_window,
    schedule::{Question, State, Undo, Work, ruler, schedule},
};
use std::{hint::black_box, time::Instant};

/// Ten lanes of work; each step waits for the one before it in its lane and for two of another.
fn lanes(count: usize) -> Vec<Work> {
    let step = |step: usize| {
        let after: Vec<usize> =
            [10, 13, 17].iter().filter_map(|back| step.checked_sub(*back)).collect();
        let length = Length::from_seconds(30 + (step as u32 * 37) % 300);
        let mut work = work(clock("10:00"), length, &after);
        work.undo = Undo::Takes(Length::from_seconds(20));
        if step < count / 4 {
            work.state = State::Settled { start: Some(clock("10:00")), end: clock("10:05") };
        }
        work
    };
    (0..count).map(step).collect()
}

#[test]
#[ignore = "a measurement, to be run with --release and read"]
fn how_long_schedule_ruler_and_proposal_take() {
    for count in [200, 1_000, 5_000] {
        let works = lanes(count);
        let question = Question {
            works: &works,
            now: clock("10:06"),
            end: Some(count - 1),
            start_of_interruption: Some(10),
            promised_end: clock("20:00"),
            on_hold: None,
        };
        let answer = schedule(&question);
        median(count, "schedule", || drop(black_box(schedule(black_box(&question)))));
        median(count, "ruler", || {
            black_box(ruler(black_box(&question), &answer));
        });
        let samples = vec![vec![Length::from_minutes(2); 6]; count];
        let begin = Instant::now();
        black_box(percentile_window(&question, &samples, 1, 1_000));
        println!("{count} steps: 1,000 simulated runs {:?}", begin.elapsed());
    }
}

fn median(count: usize, what: &str, mut run: impl FnMut()) {
    let mut waits: Vec<_> = (0..300)
        .map(|_| {
            let begin = Instant::now();
            run();
            begin.elapsed()
        })
        .collect();
    waits.sort_unstable();
    println!("{count} steps: {what} median {:?}, worst of 300 {:?}", waits[150], waits[299]);
}
