//! What can be done to a step from its row, and what became of what was asked.

use super::{
    desk::{Desk, Drawer, Instructions},
    plain_form::{StepFields, Verb, step_address},
    step_row::RowFacts,
};
use crate::live::Delivery;
use crate::ui::kept::{Held, Kept};
use crate::ui::whole::{IntoWhole, dynamic};
use domain::{Command, StepId};
use leptos::{ev::SubmitEvent, prelude::*};

impl Desk {
    /// Opens a step's details, or closes them when they are open.
    pub fn toggle_step(&self, step: &StepId) {
        let open = self.drawer.look_once(|drawer| *drawer == Drawer::Step(step.clone()));
        if open {
            self.drawer.set(Drawer::Closed);
        } else {
            self.instructions.set(Some((step.clone(), Instructions::Loading)));
            self.drawer.set(Drawer::Step(step.clone()));
        }
    }
}

/// Sends what a row's button asks for; what needs words is asked in the details.
pub(super) fn send_verb(desk: Desk, step: &StepId, verb: Verb) {
    let step = step.clone();
    let command = match verb {
        Verb::Start => Command::StartStep { step, anyway: None },
        Verb::Finish => {
            super::toast::remember_tick(desk, step.clone());
            Command::FinishStep { step, anyway: None }
        }
        Verb::Unblock => Command::UnblockStep { step },
        Verb::Undo => Command::UndoTick { step, reason: None },
        Verb::Skip | Verb::Block | Verb::Fail | Verb::Reassign => {
            return desk.drawer.set(Drawer::Step(step));
        }
    };
    desk.send(command);
}

/// The one button that is most likely wanted next; its place is kept when there is none.
#[component]
pub fn QuickAction(id: Held<StepId>, facts: Kept<Option<RowFacts>>) -> impl IntoView {
    let desk = Desk::here();
    let wanted = Kept::new(move || {
        facts.look(|facts| {
            let facts = facts.as_ref()?;
            let (verb, label, main) = match facts.standing {
                "ready" if facts.gate && facts.can_finish => (Verb::Finish, desk.text.go, true),
                "ready" if facts.can_start => (Verb::Start, desk.text.start, false),
                "failed" if facts.can_start => (Verb::Start, desk.text.retry, false),
                "running" if facts.can_finish => (Verb::Finish, desk.text.done, true),
                "blocked" if facts.can_finish => (Verb::Finish, desk.text.done, false),
                _ => return None,
            };
            Some((verb, label, main, facts.version))
        })
    });
    let button = move || {
        wanted.get().map(|(verb, label, main, version)| {
            let step = id.get();
            let submit = move |event: SubmitEvent| {
                event.prevent_default();
                send_verb(desk, &id.get(), verb);
            };
            let address = step_address(&desk.room_id(), &step, verb);
            view! {
                <form
                    method="post"
                    class="inline-form"
                    action=address
                    on:submit=submit
                >
                    <StepFields step=step version=version seen=desk.seq() verb=verb />
                    <button class="btn" class:primary=main type="submit">
                        {label}
                    </button>
                </form>
            }
            .whole()
        })
    };
    view! { <div class="do">{dynamic(button)}</div> }.whole()
}

/// What became of the last thing asked about a step: on its way, not sent yet, or refused and why.
#[component]
pub fn PendingNote(id: Held<StepId>) -> impl IntoView {
    let desk = Desk::here();
    let outbox = desk.live.outbox();
    let pending = outbox.state_of_step(&id.get());
    let note = move || {
        let entry = pending.get()?;
        let text = desk.text;
        Some(match entry.delivery {
            Delivery::Sending | Delivery::Confirmed { .. } => {
                view! { <span class="pending" data-delivery="sending">{text.sending}</span> }.whole()
            }
            Delivery::NotSent { .. } => view! {
                <span class="pending" data-delivery="not-sent">
                    {text.not_sent} " "
                    <button class="link" type="button" on:click=move |_| outbox.retry_now()>{text.retry_now}</button>
                </span>
            }
            .whole(),
            Delivery::Refused { message, .. } => {
                let key = entry.letter.key.clone();
                view! {
                    <span class="pending" data-delivery="refused">
                        {message} " "
                        <button class="link" type="button" on:click=move |_| outbox.dismiss(&key)>{text.dismiss}</button>
                    </span>
                }
                .whole()
            }
        })
    };
    view! { <div role="status" class="pending-place">{dynamic(note)}</div> }.whole()
}
