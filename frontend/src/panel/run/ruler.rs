//! The abort ruler: when we would be back if we turned back now, and until when that keeps the
//! promise. Past the point of no return: what is left to do, for there is no other way out.

use super::super::{
    Look, together,
    watch::{stops, stops_if},
};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoWhole, Piece},
};
use domain::{
    Step, Timestamp,
    rights::Action,
    run::{AbortRuler, Promise, RoomSchedule},
    wire::step_path,
};
use leptos::prelude::*;

/// The ruler; nothing before the day, after it, and while the way back is being walked.
pub(super) fn ruler(look: &Look<'_>, schedule: &RoomSchedule<'_>) -> Option<Piece> {
    let room = look.room;
    let announced = room.charter.as_ref()?.window.end();
    if !room.stage.is_running() || room.run.abort.is_confirmed() {
        return None;
    }
    Some(match schedule.ruler() {
        AbortRuler::Back { at, promise } => {
            together([Some(back(look, at, promise, announced)), by_number(look)])?
        }
        AbortRuler::Beyond(step) => forward(look, schedule, step),
    })
}

/// That a number proposes to abort: the way to do so stands beside it.
fn by_number(look: &Look<'_>) -> Option<Piece> {
    let said = stops(look).join("\u{202f}; ");
    let proposed =
        look.word("A number proposes to abort:", "Une mesure propose d’abandonner\u{202f}:");
    (!said.is_empty()).then(|| {
        view! {
            <p class="chip ruler-stop" data-tone="stop" data-ruler="stop"><Icon shape=Shape::Alert />{proposed} " " {said}</p>
        }
        .whole()
    })
}

/// What a number would have to do to propose it: known before it happens, to those who decide.
fn if_a_number(look: &Look<'_>) -> Option<Piece> {
    let rules = stops_if(look);
    let for_me = look.may(Action::ReadTechnical, None) && !rules.is_empty();
    for_me.then(|| {
        let label = look.word("Proposed if", "Proposé si");
        let rules = rules.join(look.word(" or ", " ou "));
        view! { <span class="ruler-if" data-ruler="if">{label} " " {rules}</span> }.whole()
    })
}

fn back(look: &Look<'_>, at: Timestamp, promise: Promise, announced: Timestamp) -> Piece {
    let seconds = at.seconds_since(look.now);
    let label = look.word("Abort ruler", "Réglette d’abandon");
    let now = look.word("Abort now: back at", "Abandonner maintenant\u{202f}: retour à");
    let keep = look.hour_minute(announced);
    let (tone, until) = match promise {
        Promise::KeptUntil(until) => {
            let words = look
                .word("Last minute to abort and keep", "Dernière minute pour abandonner et tenir");
            let until = look.hour_minute(until);
            ("plain", view! { <span>{words} " " {keep} {look.text().colon()} " " <b class="mono" data-ruler="until">{until}</b></span> }.whole())
        }
        Promise::BrokenSince(since) => {
            let words =
                look.word("Too late to abort and keep", "Trop tard pour abandonner et tenir");
            let since_word = look.word("since", "depuis");
            let since = look.hour_minute(since);
            (
                "late",
                view! {
                    <span class="chip" data-tone="late">
                        {words} " " {keep} ", " {since_word} " "
                        <b class="mono" data-ruler="since">{since}</b>
                    </span>
                }
                .whole(),
            )
        }
    };
    view! {
        <section class="ruler" data-tone=tone aria-label=label>
            <Icon shape=Shape::Back />
            <span>
                {now} " "
                <b class="mono" data-ruler="back" data-tick="plus" data-seconds=seconds.to_string()>
                    {look.hour_minute(at)}
                </b>
            </span>
            {until}
            {if_a_number(look)}
        </section>
    }
    .whole()
}

fn forward(look: &Look<'_>, schedule: &RoomSchedule<'_>, step: &Step) -> Piece {
    let since = step.progress.started().map(|fact| look.hour_minute(fact.at));
    let title = look.text().quoted(step.plan.title.as_str());
    let begun =
        look.word("has begun and cannot be undone", "a commencé et ne peut pas être défaite");
    let why = step.plan.run.point_of_no_return.as_ref().and_then(|it| it.reason.as_ref());
    let why = why.map_or_else(String::new, |why| format!("{} {why}", look.text().colon()));
    let left: Vec<Piece> = schedule
        .open()
        .map(|(step, expected)| {
            let path = step_path(&look.room.id, &step.plan.id);
            let at = look.hour_minute(expected.start);
            let title = step.plan.title.to_string();
            view! { <li><time class="mono">{at}</time> " " <a href=path>{title}</a></li> }.whole()
        })
        .collect();
    let count = left.len();
    let list = (count > 0).then(|| {
        let words = look.word("what is left", "ce qui reste");
        view! {
            <details class="opens" id="fix-forward">
                <summary class="link">{words} " (" {count} ")"</summary>
                <ol class="fix-forward">{left}</ol>
            </details>
        }
    });
    view! {
        <section class="ruler" data-tone="stop" data-ruler="forward" aria-label=look.word("Abort ruler", "Réglette d’abandon")>
            <Icon shape=Shape::Chevron />
            <strong>{look.word("Fix forward only", "Réparer en avançant, sans retour")}</strong>
            <span>{since.map(|since| format!("{since} · "))} {title} " " {begun} {why}</span>
            {list}
        </section>
    }
    .whole()
}
