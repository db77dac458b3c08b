//! The abort ruler: when we would be back if we gave up now, and until when that keeps the promise.

use super::{Expected, Question, Schedule, Work};
use crate::time::{Length, Timestamp};

/// What it takes to take a step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// There is nothing to undo.
    Nothing,
    /// So long. In full, even when the step has only just begun: nobody knows how far it came.
    Takes(Length),
    /// It cannot be undone. Once it has begun, the only way is forward.
    Impossible,
}

/// The ruler. Either `beyond` is there, or `back_at` and one of `last_minute` and `past_since`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ruler {
    /// "Abort now: back at": all that was begun is undone, one after another, the last first.
    pub back_at: Option<Timestamp>,
    /// The last moment, now or later, to abort and be back when promised, if the work goes on as
    /// expected. Whoever aborts at the moment at which a step should begin does not begin it.
    pub last_minute: Option<Timestamp>,
    /// Since when aborting no longer keeps the promise.
    pub past_since: Option<Timestamp>,
    /// The step that cannot be undone and has begun, the first if there are several: fix forward.
    pub beyond: Option<usize>,
}

/// Reads the ruler of a schedule, which must be the answer to the same question.
///
/// O(steps), times the 50 or so halvings that find the last minute: time and undo only grow, so
/// there is one moment up to which the promise is kept, and no sorting is needed to find it.
#[must_use]
pub fn ruler(question: &Question, schedule: &Schedule) -> Ruler {
    let works = question.works;
    if let Some(step) = beyond(works) {
        return Ruler { beyond: Some(step), ..Ruler::default() };
    }
    let begun = works.iter().filter(|work| work.state.begun().is_some());
    let back_at = after(question.now, begun.map(undo_micros));
    let turn = last_moment(question, schedule);
    let in_time = back_at <= question.promised_end;
    Ruler {
        back_at: Some(back_at),
        last_minute: in_time.then(|| turn.max(question.now)),
        past_since: (!in_time).then(|| turn.min(question.now)),
        beyond: None,
    }
}

fn beyond(works: &[Work]) -> Option<usize> {
    let begun = |step: &usize| works[*step].state.begun();
    (0..works.len())
        .filter(|step| works[*step].undo == Undo::Impossible && begun(step).is_some())
        .min_by_key(begun)
}

/// The last moment at which there is still time to undo what has begun before it.
fn last_moment(question: &Question, schedule: &Schedule) -> Timestamp {
    let steps = || {
        let all = question.works.iter().zip(&schedule.expected);
        all.filter_map(|(work, expected)| Some((work, start_of(work, expected, question.now)?)))
    };
    let promised = question.promised_end;
    let mut late = promised;
    for (work, start) in steps() {
        if work.undo == Undo::Impossible {
            late = late.min(start);
        }
    }
    let back_at = |moment: Timestamp| {
        after(
            moment,
            steps().filter(|(_, start)| *start < moment).map(|(work, _)| undo_micros(work)),
        )
    };
    if back_at(late) <= promised {
        return late;
    }
    // Undoing all there is, even what has not begun by then, from here on still keeps the promise.
    let all = after(Timestamp::default(), steps().map(|(work, _)| undo_micros(work))).micros();
    let mut early = Timestamp::from_micros(promised.micros().saturating_sub(all)).min(late);
    while late.micros().saturating_sub(early.micros()) > 1 {
        let half = late.micros().saturating_sub(early.micros()) / 2;
        let middle = Timestamp::from_micros(early.micros() + half);
        if back_at(middle) <= promised {
            early = middle;
        } else {
            late = middle;
        }
    }
    early
}

/// A step that was or will be begun, and when. What was left out never is. A second try counts
/// from the first, because that is since when there is something to undo; and what is recorded as
/// begun is, even by a clock that runs behind.
fn start_of(work: &Work, expected: &Expected, now: Timestamp) -> Option<Timestamp> {
    match work.state.begun() {
        Some(begun) => Some(begun.min(now)),
        None if work.state.is_settled() => None,
        None => Some(expected.start),
    }
}

const fn undo_micros(work: &Work) -> i64 {
    match work.undo {
        Undo::Takes(length) => length.seconds() as i64 * 1_000_000,
        Undo::Nothing | Undo::Impossible => 0,
    }
}

fn after(moment: Timestamp, lengths: impl Iterator<Item = i64>) -> Timestamp {
    let micros = lengths.fold(moment.micros(), i64::saturating_add);
    Timestamp::from_micros(micros)
}
