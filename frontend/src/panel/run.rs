//! The bar of the run: whether the cutover is on hold, and the lead's grip on it.

pub mod debt;
pub mod gate;

use super::{
    Look,
    form::{ask, line, opens, send},
};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoWhole, Piece},
};
use domain::rights::Action;
use leptos::prelude::*;

/// The bar; nothing while there is nothing to say and nothing to do.
pub fn bar(look: &Look<'_>) -> Option<Piece> {
    let leads = look.may(Action::HoldRun, None) && look.room.stage.is_running();
    let Some(hold) = look.room.on_hold() else {
        return leads.then(|| {
            let fields = vec![
                line("reason", look.word("Why", "Pourquoi"), 500, true),
                send(look.word("Put on hold", "Suspendre"), "btn"),
            ];
            let form = ask(look, "run.begin_hold", "inline-form", fields);
            let label = look.word("Hold", "Suspendre");
            view! { <div class="run-bar">{opens("hold", label, "btn", form)}</div> }.whole()
        });
    };
    let since = look.hour_minute(hold.from);
    let reason = hold.reason.to_string();
    let go_on = leads.then(|| {
        ask(look, "run.end_hold", "", vec![send(look.word("Go on", "Reprendre"), "btn primary")])
    });
    Some(
        view! {
            <div class="run-bar held" role="status">
                <Icon shape=Shape::Alert />
                <strong>{look.word("On hold", "En suspens")} " " {since}</strong>
                <span data-tick="since" data-at=hold.from.micros().to_string()></span>
                <span>{reason}</span>
                {go_on}
            </div>
        }
        .whole(),
    )
}
