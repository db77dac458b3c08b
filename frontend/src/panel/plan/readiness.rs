//! What the plan is not ready for.

use super::super::Look;
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoPieces, IntoWhole, Piece},
};
use domain::{
    StepId,
    run::{Gap, readiness},
    wire::plan_path,
};
use leptos::prelude::*;

/// The list; when nothing is missing it says so.
pub fn list(look: &Look<'_>) -> Option<Piece> {
    let gaps = readiness(look.room);
    if gaps.is_empty() {
        let ready = look.word(
            "Ready: every step is rehearsed, can be undone, and people can get in to try.",
            "Prêt\u{202f}: chaque étape est répétée, annulable, et l’accès pour essayer est prouvé.",
        );
        return Some(
            view! {
                <section class="card readiness" data-ready="yes">
                    <p><Icon shape=Shape::Check /> {ready}</p>
                </section>
            }
            .whole(),
        );
    }
    let heading = look.word("Not ready", "Pas prêt");
    let groups = [
        group(look, &gaps, "way-in", |gap| matches!(gap, Gap::NoWayIn { .. })),
        group(look, &gaps, "rehearsed", |gap| matches!(gap, Gap::NotRehearsed { .. })),
        group(look, &gaps, "undo", |gap| matches!(gap, Gap::NoUndo { .. })),
    ];
    Some(
        view! {
            <section class="card readiness" data-ready="no">
                <h2>{heading}</h2>
                <ul class="gaps">{groups.into_iter().flatten().collect::<Vec<_>>()}</ul>
            </section>
        }
        .whole(),
    )
}

fn group(look: &Look<'_>, gaps: &[Gap], kind: &'static str, of: fn(&Gap) -> bool) -> Option<Piece> {
    let steps: Vec<&StepId> = gaps.iter().filter(|gap| of(gap)).map(Gap::step).collect();
    if steps.is_empty() {
        return None;
    }
    let (tone, said) = match kind {
        "way-in" => (
            "stop",
            look.word(
                "Tries the closed site, and nobody has seen anybody get in",
                "Essaie le site fermé, et personne n’a vu quelqu’un y entrer",
            ),
        ),
        "rehearsed" => ("late", look.word("Nobody has rehearsed", "Personne n’a répété")),
        _ => (
            "plain",
            look.word("Nobody has said how it is undone", "Personne n’a dit comment l’annuler"),
        ),
    };
    let links = steps
        .into_iter()
        .map(|step| {
            let href = format!("#plan-{step}");
            view! { <li><a href=href>{look.title(step)}</a></li> }
        })
        .pieces();
    Some(
        view! {
            <li class="gap" data-gap=kind data-tone=tone>
                <Icon shape=Shape::Alert />
                <strong>{said}</strong>
                <ul>{links}</ul>
            </li>
        }
        .whole(),
    )
}

/// Beside the gate that opens the interruption: the worst gap by name, and how many there are.
pub fn gate_chip(look: &Look<'_>) -> Option<Piece> {
    let gaps = readiness(look.room);
    let worst = gaps.first()?;
    let href = plan_path(&look.room.id);
    let (tone, said) = match worst {
        Gap::NoWayIn { step } => {
            let title = look.title(step);
            let what = look.word("no proven way in", "accès non prouvé");
            ("stop", format!("{title}{} {what}", look.word(":", "\u{202f}:")))
        }
        Gap::NotRehearsed { .. } | Gap::NoUndo { .. } => {
            let n = gaps.len();
            ("late", format!("{n} {}", look.word("gaps in the plan", "manques dans le plan")))
        }
    };
    Some(
        view! {
            <a class="chip mark" data-tone=tone href=href>
                <Icon shape=Shape::Alert />
                {said}
            </a>
        }
        .whole(),
    )
}
