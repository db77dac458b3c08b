//! What holds for all work in every state.

use super::play::{Asked, asked};
use domain::{
    Length, Timestamp,
    schedule::{Hold, Remaining, Schedule, State, Undo, ruler, schedule},
};
use proptest::{prelude::*, sample::Index, test_runner::Config};

fn answer(asked: &Asked) -> Schedule {
    schedule(&asked.question())
}

fn to_begin(state: &State) -> bool {
    matches!(state, State::NotBegun | State::Stuck { started: None, .. } | State::Failed { .. })
}

fn settled(state: &State) -> bool {
    matches!(state, State::Settled { .. })
}

fn later(moment: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_micros(moment.micros() + seconds * 1_000_000)
}

/// The same, with a step that ended so many seconds after its expected end.
fn ended(asked: &Asked, answer: &Schedule, step: usize, late: i64) -> Asked {
    let mut asked = asked.clone();
    let expected = answer.expected[step];
    let end = later(expected.end, late);
    asked.works[step].state = State::Settled { start: Some(expected.start), end };
    asked
}

fn cases() -> Config {
    Config { cases: 2_000, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn more_length_or_lag_never_makes_any_end_earlier(asked in asked(), which: Index, more in 1..900_u32) {
        let before = answer(&asked);
        let step = which.index(asked.works.len());
        let longer = |length: &mut Length| *length = Length::from_seconds(length.seconds() + more);
        let mut slow = asked.clone();
        let work = &mut slow.works[step];
        longer(&mut work.length);
        work.after.iter_mut().for_each(|link| longer(&mut link.lag));
        if let State::Running { remaining: Some(Remaining { length, .. }), .. }
        | State::Stuck { remaining: Some(Remaining { length, .. }), .. }
        | State::Failed { remaining: Some(Remaining { length, .. }), .. } = &mut work.state
        {
            longer(length);
        }
        let after = answer(&slow);
        prop_assert!(after.open_again >= before.open_again);
        prop_assert!(after.to_promise.left <= before.to_promise.left);
        prop_assert!(after.to_promise.planned <= before.to_promise.planned);
        for (after, before) in after.expected.iter().zip(&before.expected) {
            prop_assert!(after.end >= before.end && after.start >= before.start);
        }
    }

    #[test]
    fn what_ends_when_it_was_expected_to_end_changes_nothing(asked in asked()) {
        let before = answer(&asked);
        for step in 0..asked.works.len() {
            let after = answer(&ended(&asked, &before, step, 0));
            prop_assert_eq!(after.open_again, before.open_again);
            for (after, before) in after.expected.iter().zip(&before.expected) {
                let times = (before.start, before.end);
                prop_assert_eq!((after.start, after.end), times);
                prop_assert!(!after.guess || before.guess);
            }
        }
    }

    #[test]
    fn a_step_to_begin_starts_as_soon_as_nothing_keeps_it_and_no_sooner(asked in asked()) {
        let schedule = answer(&asked);
        for (step, work) in asked.works.iter().enumerate().filter(|(_, work)| to_begin(&work.state)) {
            let before = work.after.iter().map(|link| schedule.expected[link.on].end.plus(link.lag));
            let floor = match asked.on_hold {
                Some(Hold::Until(end)) => end.max(asked.now),
                Some(Hold::Open) | None => asked.now,
            };
            let soonest = before.max().unwrap_or(asked.now).max(work.planned_start).max(floor);
            prop_assert_eq!(schedule.expected[step].start, soonest);
        }
    }

    #[test]
    fn what_is_not_settled_is_never_over_and_what_is_settled_is_as_recorded(asked in asked()) {
        for (work, expected) in asked.works.iter().zip(answer(&asked).expected) {
            prop_assert!(expected.start <= expected.end);
            if let State::Settled { start, end } = work.state {
                prop_assert_eq!((expected.start, expected.end), (start.unwrap_or(end), end));
            } else {
                prop_assert!(expected.end >= asked.now);
            }
        }
    }

    /// The meaning of slack: so much is free, and a minute more costs a minute.
    #[test]
    fn the_end_moves_only_once_the_slack_of_a_step_is_used(asked in asked()) {
        let before = answer(&asked);
        for (step, slack) in before.slack.iter().enumerate() {
            let open_at = |late| answer(&ended(&asked, &before, step, late)).open_again;
            match slack {
                Some(slack) => {
                    prop_assert!(*slack >= 0);
                    prop_assert_eq!(open_at(*slack), before.open_again);
                    prop_assert_eq!(open_at(slack + 60), later(before.open_again, 60));
                }
                None if settled(&asked.works[step].state) => {}
                None => prop_assert_eq!(open_at(86_400), before.open_again),
            }
        }
    }

    #[test]
    fn the_critical_path_hangs_together_has_no_slack_and_leads_to_the_end(asked in asked()) {
        let schedule = answer(&asked);
        for pair in schedule.critical.windows(2) {
            let start = schedule.expected[pair[1]].start;
            let drives = asked.works[pair[1]].after.iter().any(|link| {
                link.on == pair[0] && schedule.expected[pair[0]].end.plus(link.lag) == start
            });
            prop_assert!(drives, "{} does not wait for {}", pair[1], pair[0]);
        }
        prop_assert!(schedule.critical.iter().all(|step| schedule.slack[*step] == Some(0)));
        match schedule.critical.last() {
            Some(last) => {
                prop_assert_eq!(schedule.expected[*last].end, schedule.open_again);
                prop_assert!(asked.end.is_none_or(|end| end == *last));
                // What stands before its first step does not drive it.
                let first = &asked.works[schedule.critical[0]];
                let start = schedule.expected[schedule.critical[0]].start;
                let free = first.after.iter().all(|link| {
                    settled(&asked.works[link.on].state)
                        || schedule.expected[link.on].end.plus(link.lag) < start
                });
                prop_assert!(!to_begin(&first.state) || free);
            }
            None => {
                let over = |step: usize| settled(&asked.works[step].state);
                let last = (0..asked.works.len())
                    .filter(|step| schedule.expected[*step].end == schedule.open_again);
                prop_assert!(asked.end.map_or(last.clone().any(over), over));
            }
        }
    }

    #[test]
    fn a_guess_spreads_to_all_that_stands_behind_it_and_nowhere_else(asked in asked()) {
        let schedule = answer(&asked);
        let hold_is_open = match asked.on_hold {
            None => false,
            Some(Hold::Open) => true,
            Some(Hold::Until(end)) => end < asked.now,
        };
        let source = |state: &State| {
            matches!(state, State::Stuck { .. } | State::Failed { .. })
                || hold_is_open && to_begin(state)
        };
        let mut guesses: Vec<bool> = asked.works.iter().map(|work| source(&work.state)).collect();
        for (step, work) in asked.works.iter().enumerate() {
            let behind = work.after.iter().any(|link| guesses[link.on]);
            guesses[step] |= behind && !settled(&work.state);
        }
        let found: Vec<bool> = schedule.expected.iter().map(|step| step.guess).collect();
        prop_assert_eq!(&found, &guesses);
        if let Some(end) = asked.end {
            prop_assert_eq!(schedule.guess, guesses[end]);
        }
    }

    #[test]
    fn the_order_in_which_the_work_is_listed_does_not_matter(
        (asked, order) in asked().prop_flat_map(|asked| {
            let order: Vec<usize> = (0..asked.works.len()).collect();
            (Just(asked), Just(order).prop_shuffle())
        })
    ) {
        let shuffled = asked.in_order(&order);
        let (before, after) = (answer(&asked), answer(&shuffled));
        for (place, step) in order.iter().enumerate() {
            prop_assert_eq!(after.expected[place], before.expected[*step]);
            prop_assert_eq!(after.slack[place], before.slack[*step]);
        }
        prop_assert_eq!((after.open_again, after.guess), (before.open_again, before.guess));
        prop_assert_eq!(after.to_promise, before.to_promise);
        let (before, after) =
            (ruler(&asked.question(), &before), ruler(&shuffled.question(), &after));
        prop_assert_eq!(after.back_at, before.back_at);
        prop_assert_eq!(after.last_minute, before.last_minute);
        prop_assert_eq!(after.past_since, before.past_since);
    }

    #[test]
    fn time_alone_never_makes_the_end_earlier(asked in asked(), seconds in 1..3_600_i64) {
        let mut wait = asked.clone();
        wait.now = later(asked.now, seconds);
        let (before, after) = (answer(&asked), answer(&wait));
        prop_assert!(after.open_again >= before.open_again);
        prop_assert!(after.to_promise.left <= before.to_promise.left);
        prop_assert_eq!(after.to_promise.planned, before.to_promise.planned);
        for (after, before) in after.expected.iter().zip(&before.expected) {
            prop_assert!(after.end >= before.end);
        }
    }

    #[test]
    fn no_slack_is_left_that_the_forecast_does_not_have(asked in asked()) {
        let schedule = answer(&asked);
        let over = asked.promised_end.seconds_since(schedule.open_again);
        prop_assert!(schedule.to_promise.left >= over);
    }

    /// Every second from now to the promise is tried.
    #[test]
    fn the_ruler_names_the_last_second_at_which_everything_can_still_be_undone_in_time(asked in asked()) {
        let schedule = answer(&asked);
        let ruler = ruler(&asked.question(), &schedule);
        let begun = |step: usize| asked.works[step].state.begun();
        let steps = || 0..asked.works.len();
        let lost = |step: &usize| asked.works[*step].undo == Undo::Impossible;
        if let Some(beyond) = ruler.beyond {
            prop_assert!(begun(beyond).is_some() && lost(&beyond));
            prop_assert_eq!((ruler.back_at, ruler.last_minute, ruler.past_since), (None, None, None));
            return Ok(());
        }
        prop_assert!(!steps().any(|step| lost(&step) && begun(step).is_some()));
        let back_at = |moment: Timestamp| {
            let by_then = |step: &usize| {
                let to_come = !settled(&asked.works[*step].state);
                begun(*step).is_some() || to_come && schedule.expected[*step].start < moment
            };
            let undone = steps().filter(by_then).map(|step| match asked.works[step].undo {
                Undo::Nothing => Some(0),
                Undo::Takes(length) => Some(i64::from(length.seconds())),
                Undo::Impossible => None,
            });
            undone.sum::<Option<i64>>().map(|seconds| later(moment, seconds))
        };
        prop_assert_eq!(ruler.back_at, back_at(asked.now));
        prop_assert!(ruler.back_at >= Some(asked.now));
        let left = asked.promised_end.seconds_since(asked.now);
        let last = (0..=left).map(|second| later(asked.now, second)).take_while(|moment| {
            back_at(*moment).is_some_and(|back| back <= asked.promised_end)
        });
        prop_assert_eq!(ruler.last_minute, last.last());
        prop_assert_eq!(ruler.past_since.is_some(), ruler.last_minute.is_none());
        prop_assert!(ruler.past_since.is_none_or(|since| since <= asked.now));
    }
}
