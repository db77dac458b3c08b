//! Marks under the steps of the room's page: what rehearsals say of them.

use super::{Look, plan};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoWhole, Piece},
};
use domain::{Step, plan::Work, run::gate::opens_the_interruption};
use leptos::prelude::*;

/// The marks of a step that is still open. Those that are over have facts instead.
pub fn of_step(look: &Look<'_>, step: &Step) -> Vec<Piece> {
    if step.progress.is_settled() {
        return Vec::new();
    }
    if step.plan.work == Work::Gate {
        return opens_the_interruption(look.room, step)
            .then(|| plan::gate_chip(look))
            .flatten()
            .into_iter()
            .collect();
    }
    let mut marks = Vec::new();
    if let Some((tone, said)) = plan::way_in(look, step).filter(|(tone, _)| *tone == "stop") {
        marks.push(
            view! { <span class="chip mark" data-tone=tone><Icon shape=Shape::Alert />{said}</span> }
                .whole(),
        );
    }
    let known = !look.room.run.rehearsals.is_empty();
    match plan::rehearsed(look, &step.plan.id) {
        Some(said) => marks.push(view! { <span class="quiet mark">{said}</span> }.whole()),
        // A plan B says it itself.
        None if known && look.room.plan_b_behind(&step.plan.id).is_none() => {
            let said = look.word("never rehearsed", "jamais répétée");
            marks.push(view! { <span class="chip mark" data-tone="late">{said}</span> }.whole());
        }
        None => {}
    }
    marks
}
