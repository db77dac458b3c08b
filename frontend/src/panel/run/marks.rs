//! Marks under a step's title: what was said of its length, its way back, its plan B, and the line
//! past which there is none.

use super::super::Look;
use crate::{
    text::{event::title_of, when},
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{Progress, Step, run::Undo};
use leptos::prelude::*;

/// The marks of one step, if it has any.
pub(super) fn of(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let marks: Vec<Piece> = [
        hold(look, step),
        remaining(look, step),
        plan_b_of(look, step),
        plan_b(look, step),
        undo(look, step),
    ]
    .into_iter()
    .flatten()
    .collect();
    let line = no_return(look, step);
    if marks.is_empty() && line.is_none() {
        return None;
    }
    let marks = (!marks.is_empty()).then(|| view! { <div class="marks">{marks}</div> });
    Some(view! { {line} {marks} }.whole())
}

/// A pause that the plan foresees before it, while that is ahead.
fn hold(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let hold = step.plan.hold.as_ref().filter(|_| !look.room.waits_for(step).is_empty())?;
    let words = look.word("planned hold before it", "suspension prévue avant");
    let said =
        format!("{words}{} {}, {}", look.text().colon(), hold.title, when::length(hold.length));
    Some(view! { <span class="chip" data-mark="hold">{said}</span> }.whole())
}

/// "4 more min, said 10:12".
fn remaining(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let said = step.remaining.filter(|_| is_begun(step))?;
    let (length, at) = (when::length(said.length), look.hour_minute(said.stated_at));
    let words = match look.locale {
        crate::boot::Locale::En => format!("{length} more, said {at}"),
        crate::boot::Locale::Fr => format!("encore {length}, dit à {at}"),
    };
    let over = said.stated_at.plus(said.length) < look.now;
    let tone = if over { "late" } else { "plain" };
    Some(view! { <span class="chip" data-tone=tone data-mark="remaining">{words}</span> }.whole())
}

/// What a plan B has put in says so, and whether anybody has tried it.
fn plan_b_of(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let (of, rehearsed) = look.room.plan_b_behind(&step.plan.id)?;
    let of = look.text().quoted(title_of(look.room, of));
    let words = look.word("plan B of", "plan B de");
    let tried = (!rehearsed).then(|| {
        let never = look.word("never rehearsed", "jamais répété");
        view! { <span class="chip" data-tone="late">{never}</span> }
    });
    Some(view! { <span data-mark="plan-b-of">{words} " " {of}</span> {tried} }.whole())
}

/// A plan B that is ready while its step is stuck.
fn plan_b(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let plan_b = look.room.plan_b_of(&step.plan.id)?;
    if !is_stuck(step) {
        return None;
    }
    let words = look.word("plan B ready", "plan B prêt");
    let title = plan_b.title.to_string();
    Some(
        view! {
            <span class="chip" data-mark="plan-b">{words} {look.text().colon()} " " {title}</span>
        }
        .whole(),
    )
}

/// How it is taken back, while that may still matter.
fn undo(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let Undo::Takes { length } = step.plan.run.undo else { return None };
    let settled = step.progress.is_settled();
    (!settled && !look.room.run.abort.is_confirmed()).then(|| {
        let words = look.word("undo", "retour arrière");
        view! { <span data-mark="undo">{words} " " {when::length(length)}</span> }.whole()
    })
}

/// The line above the first step that cannot be taken back.
fn no_return(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let may_be_crossed = !look.room.run.abort.is_confirmed();
    let mark = step.plan.run.point_of_no_return.as_ref().filter(|_| may_be_crossed)?;
    let words = look.word(
        "Point of no return: from here on, only forward",
        "Point de non-retour\u{202f}: d’ici on ne peut qu’avancer",
    );
    let why = mark.reason.as_ref().map(|why| format!(" · {why}"));
    Some(
        view! {
            <div class="no-return" data-mark="no-return">
                <span><Icon shape=Shape::Alert /> {words} {why}</span>
            </div>
        }
        .whole(),
    )
}

pub(super) fn is_stuck(step: &Step) -> bool {
    match step.progress {
        Progress::Blocked { .. } | Progress::Failed { .. } => true,
        Progress::Waiting
        | Progress::Running { .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. } => false,
    }
}

pub(super) fn is_begun(step: &Step) -> bool {
    match step.progress {
        Progress::Running { .. } | Progress::Blocked { started: Some(_), .. } => true,
        Progress::Blocked { started: None, .. }
        | Progress::Waiting
        | Progress::Failed { .. }
        | Progress::Done { .. }
        | Progress::Skipped { .. } => false,
    }
}
