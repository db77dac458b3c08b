//! What a change of the plan means for whom, to be read before it is applied.

use super::PlanChange;
use crate::{
    forecast::forecast,
    id::{PersonId, StepId},
    plan::StepPlan,
    room::Room,
    text::Title,
    time::{Length, Timestamp},
};
use std::collections::BTreeMap;

/// What changes for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// By person, in the order of the plan.
    pub people: Vec<ForPerson>,
    /// The forecast end before and after.
    pub end: (Timestamp, Timestamp),
}

/// What changes for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForPerson {
    /// Whom.
    pub person: PersonId,
    /// What, in the order of the plan.
    pub lines: Vec<Line>,
}

/// One thing that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The step.
    pub step: StepId,
    /// How it is called from now on.
    pub title: Title,
    /// How.
    pub what: What,
}

/// How a step changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new, and planned at this time.
    New(Timestamp, Length),
    /// It is gone.
    Gone,
    /// It was somebody else's.
    Taken(PersonId),
    /// It is somebody else's from now on.
    Given(PersonId),
    /// It was called this.
    Renamed(Title),
    /// Its planned start moves.
    Starts(Timestamp, Timestamp),
    /// Its planned length changes.
    Lasts(Length, Length),
    /// It waits for others than before.
    Waits(Vec<StepId>),
    /// A hold of this length is planned before it, or none any more.
    Holds(Option<Length>),
    /// How it is done changes.
    Done,
    /// Nothing of it was edited, but it is expected at another time.
    Expected(Timestamp, Timestamp),
}

/// What a change means for everybody, at a moment. Shifts of less than a minute are not worth a
/// line.
#[must_use]
pub fn diff(room: &Room, change: &PlanChange, now: Timestamp) -> Diff {
    let mut after = room.clone();
    change.apply(&mut after);
    let (old, new) = (forecast(room, now), forecast(&after, now));
    let mut by_person: BTreeMap<PersonId, Vec<Line>> = BTreeMap::new();
    let mut order: Vec<PersonId> = Vec::new();
    let mut say = |person: &PersonId, step: &StepId, title: &Title, what: What| {
        if !order.contains(person) {
            order.push(person.clone());
        }
        let line = Line { step: step.clone(), title: title.clone(), what };
        by_person.entry(person.clone()).or_default().push(line);
    };
    for removed in &change.removed {
        if let Some(step) = room.steps.get(&removed.id) {
            say(&step.plan.owner, &removed.id, &removed.title, What::Gone);
        }
    }
    for step in after.steps_in_order() {
        let plan = &step.plan;
        let Some(before) = room.steps.get(&plan.id) else {
            say(&plan.owner, &plan.id, &plan.title, What::New(plan.start, plan.length()));
            continue;
        };
        let before = &before.plan;
        if before.owner != plan.owner {
            say(&before.owner, &plan.id, &plan.title, What::Given(plan.owner.clone()));
            say(&plan.owner, &plan.id, &plan.title, What::Taken(before.owner.clone()));
        }
        for what in edited(before, plan) {
            say(&plan.owner, &plan.id, &plan.title, what);
        }
        let expected = |forecast: &crate::Forecast| forecast.steps.get(&plan.id).map(|e| e.start);
        if let (Some(was), Some(is)) = (expected(&old), expected(&new))
            && step.progress.started().is_none()
            && is.seconds_since(was).abs() >= 60
            && before.start == plan.start
        {
            say(&plan.owner, &plan.id, &plan.title, What::Expected(was, is));
        }
    }
    let people = order
        .into_iter()
        .filter_map(|person| by_person.remove(&person).map(|lines| ForPerson { person, lines }))
        .collect();
    Diff { people, end: (old.open_again, new.open_again) }
}

fn edited(before: &StepPlan, plan: &StepPlan) -> Vec<What> {
    let mut all = Vec::new();
    if before.title != plan.title {
        all.push(What::Renamed(before.title.clone()));
    }
    if before.start != plan.start {
        all.push(What::Starts(before.start, plan.start));
    }
    if before.work != plan.work {
        all.push(What::Lasts(before.length(), plan.length()));
    }
    if before.after != plan.after || before.lags != plan.lags {
        all.push(What::Waits(plan.after.clone()));
    }
    if before.hold != plan.hold {
        all.push(What::Holds(plan.hold.as_ref().map(|hold| hold.length)));
    }
    let rest = before.instructions != plan.instructions
        || before.effect != plan.effect
        || before.run != plan.run;
    if rest {
        all.push(What::Done);
    }
    all
}
