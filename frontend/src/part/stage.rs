//! Moving the room on: a button for the lead, nothing for the others.

use super::desk::Desk;
use crate::ui::kept::{Held, Kept};
use crate::ui::whole::{IntoWhole, dynamic};
use domain::{Command, rights::Action};
use leptos::{ev::SubmitEvent, prelude::*};

/// The usual way on from where the room is.
#[component]
pub fn StageControl() -> impl IntoView {
    let desk = Desk::here();
    let stage = Kept::new(move || desk.read(|room| room.stage));
    let address = Held::new(format!("/rooms/{}/stage", desk.room_id()));
    dynamic(move || {
        let from = stage.get();
        let to = from.next().first().copied().filter(|_| desk.may(Action::MoveStage));
        to.map(|to| {
            let submit = move |event: SubmitEvent| {
                event.prevent_default();
                desk.send(Command::ReachStage { stage: to });
            };
            let key = format!("s-{}", desk.seq());
            view! {
                <form method="post" action=address.get() class="inline-form" on:submit=submit>
                    <input type="hidden" name="key" value=key />
                    <input type="hidden" name="stage" value=to.slug() />
                    <button class="btn" type="submit">
                        {desk.text.stage_button(from, to)}
                    </button>
                </form>
            }
            .whole()
        })
    })
}
