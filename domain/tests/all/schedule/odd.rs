//! What validation refuses, and what nobody should ever ask: an answer, no panic, no hang.

use super::{Day, work};
use crate::story::clock;
use domain::{
    Length, Timestamp,
    schedule::{Hold, Link, Question, Remaining, State, Undo, Work, ruler, schedule, t_clock},
};

const EVER: Timestamp = Timestamp::from_micros(i64::MAX);
const NEVER: Timestamp = Timestamp::from_micros(i64::MIN);

#[test]
fn without_work_the_system_is_open_now() {
    let question = Day::planned_at_noon();
    let answer = schedule(&question);
    assert_eq!((answer.open_again, answer.guess), (clock("12:00"), false));
    assert!(answer.critical.is_empty() && answer.slack.is_empty());
    assert_eq!(ruler(&question, &answer).back_at, Some(clock("12:00")));
}

#[test]
fn a_circle_is_answered_with_a_guess_for_all_that_is_in_it_or_behind_it() {
    let length = Length::from_minutes(1);
    let mut works: Vec<_> =
        [&[2][..], &[0], &[1], &[2], &[]].map(|after| work(clock("12:00"), length, after)).into();
    works.push(work(clock("12:00"), Length::default(), &[5]));
    for zero in [false, true] {
        works.iter_mut().filter(|_| zero).for_each(|work| work.length = Length::default());
        for end in [None, Some(0), Some(3), Some(5)] {
            let question = Question { works: &works, end, ..Day::planned_at_noon() };
            let answer = schedule(&question);
            let guesses: Vec<bool> = answer.expected.iter().map(|step| step.guess).collect();
            assert_eq!(guesses, [true, true, true, true, false, true]);
            assert!(answer.critical.len() <= 4 && answer.slack.iter().flatten().all(|s| *s >= 0));
            assert_eq!(ruler(&question, &answer).back_at, Some(clock("12:00")));
        }
    }
}

#[test]
fn a_link_to_nowhere_holds_nobody_up_and_an_unknown_end_is_whatever_ends_last() {
    let works = [work(clock("12:00"), Length::from_minutes(5), &[7, usize::MAX])];
    let nowhere = Some(usize::MAX);
    let question = Question {
        works: &works,
        end: nowhere,
        start_of_interruption: nowhere,
        ..Day::planned_at_noon()
    };
    let answer = schedule(&question);
    assert_eq!((answer.open_again, answer.guess), (clock("12:05"), false));
    assert_eq!((answer.critical, answer.slack), (vec![0], vec![Some(0)]));
}

#[test]
fn the_ends_of_time_are_not_an_end_of_the_program() {
    let longest = Length::from_seconds(u32::MAX);
    let remaining = Some(Remaining { stated_at: EVER, length: longest });
    for at in [NEVER, EVER] {
        let states = [
            State::NotBegun,
            State::Running { started: at, remaining },
            State::Stuck { started: Some(at), remaining: None },
            State::Failed { started: at, remaining },
            State::Settled { start: Some(EVER), end: NEVER },
        ];
        for (state, now) in states.into_iter().flat_map(|state| [(state, NEVER), (state, EVER)]) {
            let mut works = vec![work(at, longest, &[]), work(at, longest, &[0])];
            works[0].state = state;
            works[1].after = vec![Link { on: 0, lag: longest }];
            works.iter_mut().for_each(|work| work.undo = Undo::Takes(longest));
            for (promised_end, hold) in [(NEVER, Hold::Open), (EVER, Hold::Until(EVER))] {
                let on_hold = Some(hold);
                let question = Question {
                    works: &works,
                    now,
                    end: Some(1),
                    start_of_interruption: Some(0),
                    promised_end,
                    on_hold,
                };
                let answer = schedule(&question);
                assert!(ruler(&question, &answer).back_at >= Some(now));
                assert!(answer.slack.iter().flatten().all(|slack| *slack >= 0));
            }
        }
    }
    assert!(t_clock(NEVER, &[(NEVER, None), (EVER, Some(NEVER))], EVER) >= 0);
}

/// So deep a chain would overflow the stack of a recursive walk.
#[test]
fn a_chain_of_a_hundred_thousand_steps_written_backwards_is_no_trouble() {
    let count = 100_000_usize;
    let minute = Length::from_seconds(1);
    let works: Vec<_> = (0..count)
        .map(|step| {
            let before: Vec<usize> = (step + 1 < count).then_some(step + 1).into_iter().collect();
            work(clock("12:00"), minute, &before)
        })
        .collect();
    let question = Question { works: &works, end: Some(0), ..Day::planned_at_noon() };
    let answer = schedule(&question);
    assert_eq!(answer.open_again.seconds_since(clock("12:00")), 100_000);
    assert_eq!(answer.critical.len(), count);
}

/// Planned: :00 to :05, so 25 minutes to the promise. The step that was put in ends it all and
/// takes ten more: 15 are left.
#[test]
fn when_the_end_was_put_in_on_the_day_the_plan_still_ended_where_it_was_planned_to() {
    let mut put_in = work(clock("12:05"), Length::from_minutes(10), &[0]);
    put_in.unplanned = true;
    let alone = Work { after: Vec::new(), ..put_in.clone() };
    for (put_in, left) in [(put_in, 15), (alone, 20)] {
        let works = [work(clock("12:00"), Length::from_minutes(5), &[]), put_in];
        for end in [Some(1), None] {
            let question = Question { works: &works, end, ..Day::planned_at_noon() };
            let slack = schedule(&question).to_promise;
            assert_eq!(slack.planned, 25 * 60, "{end:?}");
            assert!(slack.left >= 15 * 60 && slack.left <= left * 60, "{slack:?}");
        }
    }
}
