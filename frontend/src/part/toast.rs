//! "Ticked. Undo": for ten seconds after a tick, one press takes it back.

use super::{desk::Desk, plain_form::Verb, step_actions::send_verb};
use crate::ui::kept::Kept;
use crate::ui::whole::{IntoWhole, dynamic};
use crate::{
    text::event::title_of,
    ui::icon::{Icon, Shape},
};
use domain::{Command, Progress, StepId, Timestamp};
use leptos::prelude::*;

/// How long the offer stands, in seconds of the room's clock.
const OFFERED_FOR: i64 = 10;

/// Notes that the reader has just ticked a step.
pub fn remember_tick(desk: Desk, step: StepId) {
    desk.last_tick.set(Some((step, desk.now_once())));
}

/// The offer, at the foot of the page.
#[component]
pub fn UndoOffer() -> impl IntoView {
    let desk = Desk::here();
    let last = desk.last_tick;
    let offered = Kept::new(move || {
        let (step, at): (StepId, Timestamp) = last.get()?;
        let rate = i64::from(desk.live.rate().get().max(1));
        let fresh = desk.live.now().get().seconds_since(at) <= OFFERED_FOR * rate;
        desk.read(|room| {
            let done = matches!(room.steps.get(&step)?.progress, Progress::Done { .. });
            let undo = Command::UndoTick { step: step.clone(), reason: None };
            let possible = fresh && done && desk.would(room, undo).is_ok();
            possible.then(|| (step.clone(), title_of(room, &step).to_owned()))
        })
    });
    let offer = move || {
        offered.get().map(|(step, title)| {
            let undo = move |_| {
                send_verb(desk, &step, Verb::Undo);
                last.set(None);
            };
            view! {
                <div class="toast">
                    <Icon shape=Shape::Check />
                    <span>{desk.text.ticked_undo(&title)}</span>
                    <button class="btn" type="button" on:click=undo>
                        <Icon shape=Shape::Back />
                        {desk.text.undo}
                    </button>
                </div>
            }
            .whole()
        })
    };
    view! { <div class="toasts" role="status">{dynamic(offer)}</div> }.whole()
}
