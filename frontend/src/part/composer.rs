//! Writing in the feed. A plain form; with the browser half it sends without leaving the page and
//! keeps what was typed until it is on disk.

use super::{desk::Desk, plain_form::message_key};
use crate::ui::kept::Told;
use crate::ui::whole::{IntoPieces, IntoWhole, dynamic};
use domain::{
    Audience, Command,
    event::MessageKind,
    rights::Action,
    text::{MessageText, TextRule},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html::{Form, Select, Textarea},
    prelude::*,
};

/// The form, for those who may write.
#[component]
pub fn Composer(draft: Option<String>) -> impl IntoView {
    let desk = Desk::here();
    desk.may(Action::PostMessage)
        .then(|| view! { <WriteForm draft=draft.unwrap_or_default() /> }.whole())
}

#[component]
fn WriteForm(draft: String) -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let form = NodeRef::<Form>::new();
    let words = NodeRef::<Textarea>::new();
    let (kind, audience) = (NodeRef::<Select>::new(), NodeRef::<Select>::new());
    let fault = Told::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(area) = words.get_untracked() else { return };
        match MessageText::parse(&area.value()) {
            Ok(text) => {
                let chosen = |select: NodeRef<Select>| {
                    select.get_untracked().map(|s| s.value()).unwrap_or_default()
                };
                let message = MessageKind::from_slug(&chosen(kind)).unwrap_or(MessageKind::Note);
                let audience = Audience::from_slug(&chosen(audience)).unwrap_or(Audience::Everyone);
                desk.send(Command::PostMessage { message, audience, text });
                area.set_value("");
                fault.set(None);
            }
            // An empty message is not an error worth a sentence: the cursor stays in the field.
            Err(refused) if refused.rule == TextRule::Empty => {}
            Err(refused) => fault.set(Some(desk.text.text_fault(&refused))),
        }
    };
    let enter_sends = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            if let Some(form) = form.get_untracked() {
                let _ = form.request_submit();
            }
        }
    };
    let kinds = MessageKind::ALL
        .into_iter()
        .filter(|kind| *kind != MessageKind::Decision || desk.may(Action::PostDecision))
        .map(|kind| view! { <option value=kind.slug()>{text.message_kind(kind)}</option> });
    let audiences = Audience::ALL
        .into_iter()
        .map(|audience| view! { <option value=audience.slug()>{text.audience(audience)}</option> });
    view! {
        <form
            class="composer"
            method="post"
            action=format!("/rooms/{}/messages", desk.room_id())
            node_ref=form
            on:submit=submit
        >
            <input type="hidden" name="key" value=dynamic(move || message_key(desk.read(|room| room.seq))) />
            <div class="composer-row">
                <select class="btn" name="kind" aria-label=text.kind node_ref=kind>{kinds.pieces()}</select>
                <select class="btn" name="audience" aria-label=text.audience node_ref=audience>{audiences.pieces()}</select>
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
                    node_ref=words
                    on:keydown=enter_sends
                >
                    {draft}
                </textarea>
                <button class="btn primary" type="submit">{text.send}</button>
            </div>
            <p class="fault" role="status">{dynamic(move || fault.get())}</p>
        </form>
    }
    .whole()
}
