//! When a step happened, is happening, or will: the only part of a row that moves with the clock.

use super::desk::Desk;
use crate::text::when;
use crate::ui::kept::{Held, Kept};
use crate::ui::whole::{IntoWhole, dynamic};
use domain::{
    Progress, Room, Step, StepId, Timestamp,
    forecast::{Expected, LATE_AFTER, seconds_late},
    plan::Work,
};
use leptos::prelude::*;

/// Two short lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shown {
    main: String,
    sub: String,
    late: Option<String>,
    guess: bool,
}

/// The column.
#[component]
pub fn StepWhen(id: Held<StepId>) -> impl IntoView {
    let desk = Desk::here();
    let shown = Kept::new(move || {
        let now = desk.live.now().get();
        desk.read(|room| {
            let step = id.look(|id| room.steps.get(id).cloned());
            let expected = id.look(|id| desk.forecast.look(|f| f.steps.get(id).copied()));
            match (step, expected) {
                (Some(step), Some(expected)) => shown(desk, room, &step, expected, now),
                (None, _) | (Some(_), None) => Shown::default(),
            }
        })
    });
    let late = move || {
        shown
            .look(|shown| shown.late.clone())
            .map(|late| view! { <span class="late">{late}</span> }.whole())
    };
    let guess = move || shown.look(|shown| shown.guess).then_some("?");
    view! {
        <div class="when">
            <b>{dynamic(move || shown.look(|shown| shown.main.clone()))} {dynamic(guess)}</b>
            <span>{dynamic(move || shown.look(|shown| shown.sub.clone()))} {dynamic(late)}</span>
        </div>
    }
    .fixed()
}

fn shown(desk: Desk, room: &Room, step: &Step, expected: Expected, now: Timestamp) -> Shown {
    let at = |at: Timestamp| desk.hour_minute(at);
    let planned = match step.plan.work {
        Work::Gate => String::new(),
        Work::Task { length } => when::length(length),
    };
    let behind = seconds_late(step, expected);
    let late = (behind >= i64::from(LATE_AFTER.seconds())).then(|| format!("+{} min", behind / 60));
    let of_plan = |seconds: i64| match step.plan.work {
        Work::Gate => String::new(),
        Work::Task { .. } => format!("{} / {planned}", when::running(seconds)),
    };
    match &step.progress {
        Progress::Done { started, finished } => Shown {
            main: match step.plan.work {
                Work::Gate => format!("GO {}", at(finished.at)),
                Work::Task { .. } => format!("{} → {}", at(started.at), at(finished.at)),
            },
            sub: of_plan(finished.at.seconds_since(started.at)),
            late,
            guess: false,
        },
        Progress::Running { started } | Progress::Blocked { started: Some(started), .. } => Shown {
            main: format!("{} → …", at(started.at)),
            sub: of_plan(now.seconds_since(started.at).max(0)),
            late,
            guess: false,
        },
        Progress::Failed { started, at: failed, .. } => Shown {
            main: format!("{} → {}", at(started.at), at(*failed)),
            sub: of_plan(failed.seconds_since(started.at)),
            late,
            guess: false,
        },
        Progress::Skipped { at: skipped, .. } => Shown { main: at(*skipped), ..Shown::default() },
        Progress::Waiting | Progress::Blocked { started: None, .. } => {
            let far = room.charter.as_ref().is_some_and(|charter| {
                expected.start.seconds_since(charter.window.end()) > 12 * 3600
            });
            let main = match (far, behind >= 60) {
                (true, _) => "…".to_owned(),
                (false, true) => format!("~{}", at(expected.start)),
                (false, false) => at(expected.start),
            };
            Shown { main, sub: planned, late, guess: expected.guess }
        }
    }
}
