//! Any work in any state, small enough that steps meet and tie.

use crate::story::clock;
use domain::{
    Length, Timestamp,
    schedule::{Hold, Link, Question, Remaining, State, Undo, Work},
};
use proptest::{collection::vec, option, prelude::*, sample::Index};

/// A question that owns its work.
#[derive(Debug, Clone)]
pub struct Asked {
    pub works: Vec<Work>,
    pub now: Timestamp,
    pub end: Option<usize>,
    pub start: Option<usize>,
    pub promised_end: Timestamp,
    pub on_hold: Option<Hold>,
}

impl Asked {
    pub fn question(&self) -> Question<'_> {
        Question {
            works: &self.works,
            now: self.now,
            end: self.end,
            start_of_interruption: self.start,
            promised_end: self.promised_end,
            on_hold: self.on_hold,
        }
    }

    /// The same in another order: the step at `order[place]` comes to `place`.
    pub fn in_order(&self, order: &[usize]) -> Self {
        let place = |step: usize| order.iter().position(|other| *other == step).unwrap();
        let works = order.iter().map(|step| {
            let mut work = self.works[*step].clone();
            work.after.iter_mut().for_each(|link| link.on = place(link.on));
            work
        });
        Self {
            works: works.collect(),
            end: self.end.map(place),
            start: self.start.map(place),
            ..self.clone()
        }
    }
}

/// Minutes after 10:00, mostly whole ones.
fn moment(minutes: std::ops::Range<i64>) -> impl Strategy<Value = Timestamp> {
    (minutes, prop_oneof![4 => Just(0), 1 => 0..60_i64]).prop_map(|(minute, second)| {
        Timestamp::from_seconds(clock("10:00").seconds() + minute * 60 + second)
    })
}

fn length() -> impl Strategy<Value = Length> {
    prop_oneof![1 => Just(0), 4 => (1..12_u32).prop_map(|m| m * 60), 1 => 1..500_u32]
        .prop_map(Length::from_seconds)
}

fn remaining() -> impl Strategy<Value = Option<Remaining>> {
    let said = (moment(0..20), length());
    option::of(said.prop_map(|(stated_at, length)| Remaining { stated_at, length }))
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        6 => Just(State::NotBegun),
        2 => (moment(0..20), remaining())
            .prop_map(|(started, remaining)| State::Running { started, remaining }),
        1 => (option::of(moment(0..20)), remaining())
            .prop_map(|(started, remaining)| State::Stuck { started, remaining }),
        1 => (moment(0..20), remaining())
            .prop_map(|(started, remaining)| State::Failed { started, remaining }),
        3 => (moment(0..20), length())
            .prop_map(|(start, took)| State::Settled { start: Some(start), end: start.plus(took) }),
        1 => moment(0..20).prop_map(|end| State::Settled { start: None, end }),
    ]
}

fn undo() -> impl Strategy<Value = Undo> {
    prop_oneof![
        4 => Just(Undo::Nothing),
        4 => length().prop_map(Undo::Takes),
        1 => Just(Undo::Impossible),
    ]
}

/// A step that waits for steps that come before it.
fn work() -> impl Strategy<Value = (Work, Vec<(Index, Length)>)> {
    let lag = prop_oneof![3 => Just(Length::default()), 1 => length()];
    let work = (moment(0..40), length(), state(), undo(), any::<bool>()).prop_map(
        |(planned_start, length, state, undo, unplanned)| Work {
            planned_start,
            length,
            after: Vec::new(),
            state,
            undo,
            unplanned,
        },
    );
    (work, vec((any::<Index>(), lag), 0..4))
}

fn hold() -> impl Strategy<Value = Option<Hold>> {
    prop_oneof![
        4 => Just(None),
        1 => Just(Some(Hold::Open)),
        1 => moment(10..40).prop_map(|end| Some(Hold::Until(end))),
    ]
}

/// Questions with at least one step, asked when all that is recorded has happened or a little before.
pub fn asked() -> impl Strategy<Value = Asked> {
    let ends = (option::of(any::<Index>()), option::of(any::<Index>()));
    (vec(work(), 1..14), ends, moment(15..40), moment(20..80), hold()).prop_map(
        |(drawn, (end, start), now, promised_end, on_hold)| {
            let count = drawn.len();
            let works = drawn.into_iter().enumerate().map(|(step, (mut work, links))| {
                let links = links.into_iter().filter(|_| step > 0);
                work.after = links.map(|(on, lag)| Link { on: on.index(step), lag }).collect();
                work
            });
            let named = |step: Option<Index>| step.map(|step| step.index(count));
            Asked {
                works: works.collect(),
                now,
                end: named(end),
                start: named(start),
                promised_end,
                on_hold,
            }
        },
    )
}
