//! Holds: that one is on, and the lead's grip on it.

use super::super::{
    Look,
    form::{ask, line, opens, send},
};
use crate::ui::{
    icon::{Icon, Shape},
    whole::{IntoWhole, Piece},
};
use domain::rights::Action;
use leptos::prelude::*;

fn leads(look: &Look<'_>) -> bool {
    look.may(Action::HoldRun, None) && look.room.stage.is_running()
}

/// The form that begins a hold.
pub(super) fn begin(look: &Look<'_>) -> Option<Piece> {
    (leads(look) && look.room.on_hold().is_none()).then(|| {
        let fields = vec![
            line("reason", look.word("Why", "Pourquoi"), 500, true),
            send(look.word("Put on hold", "Suspendre"), "btn"),
        ];
        let form = ask(look, "run.begin_hold", "ask-form", fields);
        opens("hold", look.word("Hold…", "Suspendre…"), "btn", form)
    })
}

/// That the cutover is on hold.
pub(super) fn banner(look: &Look<'_>) -> Option<Piece> {
    let hold = look.room.on_hold()?;
    let since = look.hour_minute(hold.from);
    let reason = hold.reason.to_string();
    let until = hold.planned_until.map(|until| {
        let at = look.hour_minute(until);
        view! {
            <span>
                {look.word("planned until", "prévue jusqu’à")} " " {at} " · "
                <span data-tick="until" data-at=until.micros().to_string()></span>
            </span>
        }
    });
    let go_on = leads(look).then(|| {
        ask(look, "run.end_hold", "", vec![send(look.word("Go on", "Reprendre"), "btn primary")])
    });
    Some(
        view! {
            <div class="run-banner held" data-tone="late" role="status">
                <Icon shape=Shape::Alert />
                <strong>{look.word("On hold since", "En suspens depuis")} " " {since}</strong>
                <span data-tick="since" data-at=hold.from.micros().to_string()></span>
                <span>{reason}</span>
                {until}
                {go_on}
            </div>
        }
        .whole(),
    )
}
