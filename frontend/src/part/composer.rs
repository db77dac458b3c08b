//! Writing in the feed. A plain form; with the browser half it sends without leaving the page and
//! keeps what was typed until it is on disk.

use super::{desk::Desk, plain_form::message_key};
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use crate::ui::{area::inside_area, form::typed, kept::Told};
use domain::{
    Audience, Command, Role,
    event::MessageKind,
    rights::Action,
    text::{MessageText, TextRule},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
    wasm_bindgen::JsCast,
};

/// The form; for those who may not write, why not.
#[component]
pub fn Composer(draft: Option<String>) -> impl IntoView {
    let desk = Desk::here();
    if desk.may(Action::PostMessage) {
        view! { <WriteForm draft=draft.unwrap_or_default() /> }.whole()
    } else {
        view! { <p class="composer quiet">{desk.text.only_reads}</p> }.whole()
    }
}

/// The field of the words; there is one composer on the page.
fn area() -> Option<web_sys::HtmlTextAreaElement> {
    document().get_element_by_id("message")?.dyn_into().ok()
}

#[component]
fn WriteForm(draft: String) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let fault = Told::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match MessageText::parse(&typed(&event, "text")) {
            Ok(text) => {
                let message = MessageKind::from_slug(&typed(&event, "kind"));
                let audience = Audience::from_slug(&typed(&event, "audience"));
                let audience = audience.unwrap_or(Audience::Everyone);
                let asks = if typed(&event, "asks").is_empty() { &[] } else { audience.teams() };
                desk.send(Command::PostMessage {
                    message: message.unwrap_or(MessageKind::Note),
                    audience,
                    text,
                    asks: asks.to_vec(),
                });
                // For whom it is stays chosen: the next message is likely for the same.
                if let Some(area) = area() {
                    area.set_value("");
                }
                fault.set(None);
            }
            // An empty message is not an error worth a sentence: the cursor stays in the field.
            Err(refused) if refused.rule == TextRule::Empty => {}
            Err(refused) => fault.set(Some(refused.to_string())),
        }
    };
    let enter_sends = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            if let Some(form) = area().and_then(|area| area.form()) {
                let _ = form.request_submit();
            }
        }
    };
    let kinds = MessageKind::ALL.into_iter().map(|kind| {
        let (mine, whose) = match kind {
            MessageKind::Decision => (desk.may(Action::PostDecision), Role::Lead),
            MessageKind::Alert => (desk.may(Action::PostAlert), Role::Tech),
            MessageKind::Note | MessageKind::Question => (true, Role::Lead),
        };
        let mut label = text.message_kind(kind).to_owned();
        if !mine {
            label = format!("{label} · {}", text.role(whose));
        }
        view! { <option value=kind.slug() disabled=!mine>{label}</option> }
    });
    let audiences = Audience::ALL
        .into_iter()
        .map(|audience| view! { <option value=audience.slug()>{text.audience(audience)}</option> });
    view! {
        <form
            class="composer"
            method="post"
            action=format!("/rooms/{}/messages", desk.room_id())
            on:submit=submit
        >
            <input type="hidden" name="key" value=dynamic(move || message_key(desk.read(|room| room.seq))) />
            <div class="composer-row">
                <select class="btn" name="kind" aria-label=text.kind>{kinds.pieces()}</select>
                <select class="btn" name="audience" aria-label=text.audience>{audiences.pieces()}</select>
                <label class="check asks">
                    <input type="checkbox" name="asks" value="on" />
                    <span>{text.asks}</span>
                </label>
            </div>
            <div class="composer-row">
                <textarea
                    id="message"
                    name="text"
                    rows="1"
                    required
                    maxlength=MessageText::MAX
                    aria-label=text.message
                    placeholder=text.message_placeholder
                    on:keydown=enter_sends
                >
                    {inside_area(&draft)}
                </textarea>
                <button class="btn primary" type="submit">{text.send}</button>
            </div>
            <p class="fault" role="status">{dynamic(move || fault.get())}</p>
        </form>
    }
    .fixed()
}
