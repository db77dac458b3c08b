//! Whose turn it is: a step that is free to begin is offered to its owner.

use super::{
    Look,
    form::{ask, hidden, send},
};
use crate::ui::whole::{IntoWhole, Piece};
use domain::{Length, Progress, plan::Work};
use leptos::prelude::*;

/// What is planned later than this from now is nobody's turn yet.
const SOON: Length = Length::from_minutes(60);

/// The offer, for whoever owns a step that is free to begin. It never takes the focus.
pub fn card(look: &Look<'_>) -> Option<Piece> {
    if !look.room.stage.is_running() {
        return None;
    }
    let soon = look.now.plus(SOON);
    let mut free = look.room.open_steps_of(&look.me.id).filter(|step| {
        step.progress == Progress::Waiting
            && step.plan.start <= soon
            && matches!(step.plan.work, Work::Task { .. })
            && look.room.waits_for(step).is_empty()
    });
    let next = free.next()?;
    let more = free.count();
    let title = next.plan.title.to_string();
    let planned = look.hour_minute(next.plan.start);
    let more = (more > 0).then(|| {
        let said = format!("+{more} {}", look.word("more", "autres"));
        view! { <span class="quiet">{said}</span> }
    });
    let fields = vec![
        hidden("step", next.plan.id.to_string()),
        send(look.word("Start", "Démarrer"), "btn primary"),
    ];
    let form = ask(look, "start_step", "inline-form", fields);
    Some(
        view! {
            <div class="turn" role="status" data-turn=next.plan.id.to_string()>
                <strong>{look.word("Your turn:", "À vous\u{202f}:")}</strong>
                <span>{title}</span>
                <span class="quiet">{planned}</span>
                {more}
                {form}
            </div>
        }
        .whole(),
    )
}
