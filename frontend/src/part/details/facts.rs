//! Planned, happened, forecast: the three kinds of time of a step, never mixed up.

use super::super::{desk::Desk, face::Face};
use crate::text::{event::title_of, when};
use crate::ui::kept::Kept;
use crate::ui::whole::{IntoWhole, dynamic};
use domain::{StepId, Timestamp, step::Fact};
use leptos::prelude::*;

/// The table of facts.
#[component]
pub(super) fn Facts(id: StepId) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let step = desk.live.step(&id);
    let at = move |at: Timestamp| desk.hour_minute(at);
    let planned = move || {
        step.look(|step| {
            let plan = &step.as_ref()?.plan;
            let length = when::length(plan.length());
            Some(format!("{} → {} · {length}", at(plan.start), at(plan.end())))
        })
    };
    let forecast = {
        let id = id.clone();
        Kept::new(move || {
            desk.forecast.look(|forecast| {
                let expected = forecast.steps.get(&id)?;
                Some(format!("{} → {}", at(expected.start), at(expected.end)))
            })
        })
    };
    let owner = move || {
        let name = desk.read(|room| {
            step.look(|step| step.as_ref().and_then(|s| room.owner(s)).map(|p| p.name.to_string()))
        });
        name.map(|name| {
            view! { <span class="who"><Face name=name.clone() /> {name}</span> }.whole()
        })
    };
    let waits = move || {
        desk.read(|room| {
            let after = step.look(|step| step.as_ref().map(|s| s.plan.after.clone()))?;
            let titles: Vec<&str> = after.iter().map(|id| title_of(room, id)).collect();
            let none = titles.is_empty();
            Some(if none { text.nothing_to_wait_for.to_owned() } else { titles.join(", ") })
        })
    };
    let happened = move || {
        let progress = step.get()?.progress.clone();
        let line = |fact: Option<&Fact>| fact.map(|fact| fact_line(desk, fact));
        let started = line(progress.started());
        let finished = line(progress.finished());
        Some(view! {
            <span class="fact-lines">
                <span>{text.standing(progress.slug())} {text.why(&progress).map(|why| format!(" · {why}"))}</span>
                {started.map(|line| view! { <span>{text.correct_started} " " {line}</span> })}
                {finished.map(|line| view! { <span>{text.correct_finished} " " {line}</span> })}
            </span>
        }.whole())
    };
    view! {
        <dl class="facts">
            <dt>{text.owner}</dt>
            <dd>{dynamic(owner)}</dd>
            <dt>{text.planned}</dt>
            <dd class="mono">{dynamic(planned)}</dd>
            <dt>{text.happened}</dt>
            <dd>{dynamic(happened)}</dd>
            <dt>{text.forecast}</dt>
            <dd class="mono">{dynamic(move || forecast.get())}</dd>
            <dt>{text.waits_for_heading}</dt>
            <dd>{dynamic(waits)}</dd>
        </dl>
    }
    .whole()
}

/// A recorded time, with what it was before it was corrected, why, and by whom.
fn fact_line(desk: Desk, fact: &Fact) -> String {
    let text = desk.text;
    let at = |at| desk.hour_minute_second(at);
    let mut line = at(fact.at);
    for correction in &fact.corrections {
        let by = correction.by.name();
        line = format!(
            "{line} ({}{} {} · {by}, {})",
            text.corrected,
            text.colon(),
            at(correction.was),
            correction.reason
        );
    }
    line
}
