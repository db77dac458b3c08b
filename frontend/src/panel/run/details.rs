//! In the drawer of a step: what its time hangs on, how much longer it takes, its plan B, and how
//! it is taken back.

use super::{
    super::{
        Look,
        form::{ask, hidden, number, send},
    },
    marks::{is_begun, is_stuck},
};
use crate::{
    text::when,
    ui::whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    Length, Step,
    rights::Action,
    run::{RoomSchedule, Undo, contingency::Contingency},
};
use leptos::prelude::*;

/// The section.
pub(super) fn of(look: &Look<'_>, schedule: &RoomSchedule<'_>, step: &Step) -> Option<Piece> {
    let facts: Vec<Piece> = [
        hangs_on_it(look, schedule, step),
        remaining(look, step),
        undo(look, step),
        no_return(look, step),
    ]
    .into_iter()
    .flatten()
    .collect();
    let forms: Vec<Piece> =
        [plan_b(look, step), more_minutes(look, step)].into_iter().flatten().collect();
    if facts.is_empty() && forms.is_empty() {
        return None;
    }
    let facts = (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> });
    Some(
        view! {
            <section class="stack run-details">
                <h3>{look.word("Running it", "Conduite")}</h3>
                {facts}
                {forms}
            </section>
        }
        .whole(),
    )
}

fn fact(term: &'static str, said: impl IntoView + 'static) -> Piece {
    view! { <dt>{term}</dt> <dd>{said}</dd> }.whole()
}

fn hangs_on_it(look: &Look<'_>, schedule: &RoomSchedule<'_>, step: &Step) -> Option<Piece> {
    let term = look.word("Slack", "Marge");
    let chain = schedule.chain().any(|known| known.plan.id == step.plan.id);
    let slack = schedule.slack(&step.plan.id)?;
    let critical = schedule.is_critical(&step.plan.id) || chain;
    let minutes = slack / 60;
    let words = match (slack, critical) {
        (0, _) => look
            .word(
                "none: a minute more here is a minute more for all",
                "aucune\u{202f}: une minute de plus ici, c’est une minute de plus pour tous",
            )
            .to_owned(),
        (_, true) => format!(
            "{minutes} min {}",
            look.word("before its planned times move the end", "avant que la fin ne recule")
        ),
        (_, false) => format!("{minutes} min"),
    };
    let on_path = critical.then(|| {
        let words = look.word("on the critical path", "sur le chemin critique");
        view! { <span class="chip" data-tone="late" data-critical="">{words}</span> " · " }
    });
    Some(fact(term, view! { {on_path} <span>{words}</span> }))
}

fn remaining(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let said = step.remaining.filter(|_| is_begun(step))?;
    let until = look.hour_minute(said.stated_at.plus(said.length));
    let (length, at) = (when::length(said.length), look.hour_minute(said.stated_at));
    let (to, said) = (look.word("until", "jusqu’à"), look.word("said", "dit à"));
    Some(fact(
        look.word("Still takes", "Prend encore"),
        format!("{length}, {to} {until} ({said} {at})"),
    ))
}

fn undo(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let run = &step.plan.run;
    let words = match run.undo {
        Undo::Takes { length } => when::length(length),
        Undo::Impossible => look.word("cannot be undone", "ne peut pas être défaite").to_owned(),
        Undo::Unsaid => return None,
        Undo::Nothing => look.word("nothing to undo", "rien à défaire").to_owned(),
    };
    let how = run.undo_how.as_ref().map(|how| {
        let words = look.word("how", "comment");
        view! {
            <details class="opens" id=format!("undo-how-{}", step.plan.id)>
                <summary class="link">{words}</summary>
                <pre class="how">{how.to_string()}</pre>
            </details>
        }
    });
    Some(fact(look.word("Undo", "Retour arrière"), view! { <span>{words}</span> " " {how} }))
}

fn no_return(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let mark = step.plan.run.point_of_no_return.as_ref()?;
    let words =
        look.word("once it has begun, only forward", "une fois commencée, on ne peut qu’avancer");
    let why = mark
        .reason
        .as_ref()
        .map_or_else(String::new, |why| format!("{} {why}", look.text().colon()));
    Some(fact(look.word("No return", "Non-retour"), format!("{words}{why}")))
}

/// "4 more minutes", by whoever works on it.
fn more_minutes(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let owner = look.room.owner(step).map(|owner| owner.role);
    let asked = look.may(Action::TickStep, owner) && look.room.stage.is_running() && is_begun(step);
    asked.then(|| {
        let fields = vec![
            hidden("step", step.plan.id.as_str()),
            number(
                "remaining#minutes",
                look.word("How many more minutes", "Combien de minutes encore"),
                1,
                600,
            ),
            send(look.word("Say so", "Le dire"), "btn"),
        ];
        ask(look, "run.state_remaining", "inline-form more-minutes", fields)
    })
}

fn plan_b(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let plan_b = step.plan.run.contingency.as_ref()?;
    let used = look.room.run.contingencies.contains_key(&step.plan.id);
    let usable = look.room.plan_b_of(&step.plan.id).is_some() && look.room.stage.is_running();
    let form = (usable && look.may(Action::InsertStep, None)).then(|| {
        let class = if is_stuck(step) { "btn primary" } else { "btn" };
        let fields = vec![
            hidden("step", step.plan.id.as_str()),
            send(look.word("Use plan B", "Passer au plan B"), class),
        ];
        ask(look, "run.contingency.use", "", fields)
    });
    let state = used.then(|| look.word("in the plan now", "dans le plan maintenant"));
    let tone = if usable && is_stuck(step) { "stop" } else { "plain" };
    let total = when::length(Length::from_seconds(u32::try_from(plan_b.seconds()).unwrap_or(0)));
    Some(
        view! {
            <div class="plan-b" data-tone=tone>
                <p>
                    <strong>{look.word("Plan B", "Plan B")} {look.text().colon()} " " {plan_b.title.to_string()}</strong>
                    " · " {total} {state.map(|state| format!(" · {state}"))}
                </p>
                <ol>{steps(look, step, plan_b)}</ol>
                {form}
            </div>
        }
        .whole(),
    )
}

fn steps(look: &Look<'_>, step: &Step, plan_b: &Contingency) -> Vec<Piece> {
    let never = look.word("never rehearsed", "jamais répété");
    let lines = plan_b.steps.iter().map(|prepared| {
        let owner = prepared.owner.as_ref().unwrap_or(&step.plan.owner);
        let owner =
            look.room.people.get(owner).map_or_else(|| owner.to_string(), |it| it.name.to_string());
        let (title, length) = (prepared.title.to_string(), when::length(prepared.length));
        let tried = (!prepared.rehearsed)
            .then(|| view! { " · " <span class="chip" data-tone="late">{never}</span> });
        view! { <li>{title} <span class="quiet">" · " {owner} ", " {length}</span> {tried}</li> }
    });
    lines.pieces()
}
