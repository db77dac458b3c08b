//! A gate on screen: the question, what it waits for, the poll, what each team believes, and the
//! lead's verdict.

mod belief;
mod poll;
mod verdict;

use super::super::{Look, plan::at_the_gate};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    Step,
    plan::Work,
    run::gate::{GateRun, Seat, Verdict, against, opens_the_interruption},
};
use leptos::prelude::*;

/// How long before its planned time a gate that asks people is shown, in seconds.
const SHOWN_BEFORE: i64 = 15 * 60;

/// The gate whose turn it is or that is next, for everybody: who is asked must see that they are,
/// and the others what is waited for.
pub fn card(look: &Look<'_>) -> Option<Piece> {
    let room = look.room;
    if !room.stage.is_running() {
        return None;
    }
    let gate = room.steps_in_order().find(|step| is_shown(look, step))?;
    let nothing = GateRun::default();
    let known = room.run.gates.get(&gate.plan.id).unwrap_or(&nothing);
    let found = against(room, gate);
    let id = format!("gate-{}", gate.plan.id);
    let title = gate.plan.title.to_string();
    let question = gate.plan.run.gate.question.as_ref().map(ToString::to_string);
    let planned = look.hour_minute(gate.plan.start);
    let due = gate.plan.start.micros().to_string();
    let early = look.now < gate.plan.start;
    Some(
        view! {
            <section class="gate-card" id=id.clone() aria-labelledby=format!("{id}-title")>
                <header>
                    <span class="gate-sign" aria-hidden="true"></span>
                    <h2 id=format!("{id}-title")>{title}</h2>
                    <span class="gate-due">
                        {look.word("planned", "prévu à")} " " {planned} " · "
                        {if early { look.word("in ", "dans ") } else { look.word("waiting ", "en attente ") }}
                        <span data-tick=if early { "until" } else { "since" } data-at=due></span>
                    </span>
                    {verdict::standing(look, known)}
                </header>
                {question.map(|question| view! { <p class="gate-question">{question}</p> })}
                {belief::conflicts(look, gate, known)}
                {opens_the_interruption(room, gate).then(|| at_the_gate(look)).flatten()}
                <div class="gate-columns">
                    {entry(look, gate)}
                    {poll::table(look, gate, known)}
                    {belief::table(look, gate, known)}
                </div>
                {poll::own_answer(look, gate, known)}
                {belief::own(look, gate, known)}
                {verdict::forms(look, gate, &found)}
            </section>
        }
        .whole(),
    )
}

/// A gate that is open, and whose turn it is or that is next: it asks people or opens the
/// interruption and is near, or somebody has begun with it.
fn is_shown(look: &Look<'_>, step: &Step) -> bool {
    let room = look.room;
    if step.plan.work != Work::Gate || step.progress.is_settled() {
        return false;
    }
    let begun = || {
        step.plan
            .after
            .iter()
            .filter_map(|id| room.steps.get(id))
            .any(|entry| entry.progress.started().is_some() || entry.progress.is_settled())
    };
    let near = || step.plan.start.seconds_since(look.now) <= SHOWN_BEFORE;
    room.waits_for(step).is_empty()
        || room.run.gates.contains_key(&step.plan.id)
        || ((step.plan.run.gate.asks() || opens_the_interruption(room, step))
            && (near() || begun()))
}

/// What the gate waits for.
fn entry(look: &Look<'_>, gate: &Step) -> Option<Piece> {
    let steps = gate.plan.after.iter().filter_map(|id| look.room.steps.get(id));
    let steps: Vec<Piece> = steps
        .map(|step| {
            let standing = look.room.standing(step);
            let shape = if step.progress.is_settled() { Shape::Check } else { Shape::Clock };
            let (title, word) = (step.plan.title.to_string(), look.text().standing(standing));
            view! {
                <li data-state=standing>
                    <Icon shape=shape />
                    <span>{title}</span>
                    <span class="state">{word}</span>
                </li>
            }
        })
        .pieces();
    (!steps.is_empty()).then(|| {
        view! {
            <div class="gate-entry">
                <h3>{look.word("First", "D’abord")}</h3>
                <ul>{steps}</ul>
            </div>
        }
        .whole()
    })
}

/// The line under the gate's row: the poll, the verdict that stands, and what it went against.
pub fn mark(look: &Look<'_>, step: &Step) -> Option<Piece> {
    let plan = &step.plan.run.gate;
    let known = look.room.run.gates.get(&step.plan.id);
    if step.plan.work != Work::Gate || (known.is_none() && plan.poll.is_empty()) {
        return None;
    }
    let text = look.text();
    let answers: Vec<String> = plan
        .poll
        .iter()
        .map(|seat| {
            let answer = known.and_then(|known| known.answer_of(seat));
            let answer = answer.map_or_else(
                || look.word("?", "\u{202f}?"),
                |answered| text.answer(answered.answer),
            );
            format!("{} {answer}", short(look, seat))
        })
        .collect();
    let verdict = known.and_then(GateRun::verdict).map(|decided| {
        let reason = decided.reason.as_ref().map(|reason| format!("{} {reason}", text.colon()));
        let reason = reason.unwrap_or_default();
        match decided.verdict {
            Verdict::Go if decided.against.is_empty() => None,
            Verdict::Go => {
                let against = text.all_against(look.room, &decided.against);
                let went = look.word("went although:", "go malgré\u{202f}:");
                Some(("late", format!("{went} {against}{reason}")))
            }
            Verdict::NoGo => Some(("stop", format!("{}{reason}", text.verdict(Verdict::NoGo)))),
            Verdict::Hold => Some(("late", format!("{}{reason}", text.verdict(Verdict::Hold)))),
        }
    });
    let verdict = verdict.flatten().map(|(tone, words)| {
        view! { <span class="chip" data-tone=tone><Icon shape=Shape::Triangle /> {words}</span> }
    });
    let answers = (!answers.is_empty()).then(|| view! { <span>{answers.join(" · ")}</span> });
    Some(view! { <div class="marks">{answers}{verdict}</div> }.whole())
}

/// A seat in a word, for places with little room.
fn short(look: &Look<'_>, seat: &Seat) -> String {
    match seat {
        Seat::Team(role) => look.text().role(*role).to_owned(),
        Seat::Person(_) => look.text().seat(look.room, seat),
    }
}
