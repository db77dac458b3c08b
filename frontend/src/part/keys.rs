//! Everything by keys, and the list of them.

use super::{
    desk::{Desk, Drawer},
    plain_form::Verb,
    step_actions::send_verb,
};
use crate::ui::kept::Told;
use crate::ui::whole::{IntoPieces, IntoWhole};
use domain::{StepId, rights::Action};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// Listens to single keys, and shows the list when asked.
#[component]
pub fn Keys() -> impl IntoView {
    let desk = Desk::here();
    let text = desk.text;
    let single_keys = Told::new(true);
    Effect::new(move |_| {
        let open = desk.keys_open.get();
        let dialog = query("dialog.keys").and_then(|found| found.dyn_into().ok());
        let Some(dialog): Option<web_sys::HtmlDialogElement> = dialog else { return };
        if open {
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    Effect::new(move |_| {
        let listening = window_event_listener(ev::keydown, move |event| {
            let press = Press::read(&event, single_keys.get_once());
            if press.is_some_and(|press| act(desk, press)) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listening.remove());
    });
    let rows = [
        ("J K ↓ ↑", text.keys_move),
        ("S", text.keys_start),
        ("X", text.keys_done),
        ("B", text.keys_block),
        ("U", text.keys_undo),
        ("O", text.keys_open),
        ("N", text.keys_message),
        ("I", text.keys_insert),
        ("V", text.keys_seen),
        ("Enter", text.keys_send),
        ("?", text.keys_help),
        ("Esc", text.keys_close),
    ];
    let rows = rows
        .map(|(key, what)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{what}</td></tr> });
    view! {
        <dialog class="keys" aria-label=text.keys_title on:close=move |_| desk.keys_open.set(false)>
            <h2>{text.keys_title}</h2>
            <table>
                <tbody>{rows.into_iter().pieces()}</tbody>
            </table>
            <label class="check">
                <input
                    type="checkbox"
                    checked=true
                    on:change=move |event| single_keys.set(event_target_checked(&event))
                />
                {text.keys_off}
            </label>
            <form method="dialog">
                <button class="btn" type="submit">{text.close}</button>
            </form>
        </dialog>
    }
    .fixed()
}

/// A key that means something.
enum Press {
    Move(Direction),
    Step(Verb),
    Open,
    Write,
    Insert,
    Seen,
    Help,
    Close,
}

#[derive(Clone, Copy)]
enum Direction {
    Down,
    Up,
}

impl Press {
    /// Reads a key press. Inside a field only Escape means something; with a modifier nothing does.
    fn read(event: &ev::KeyboardEvent, single_keys: bool) -> Option<Self> {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return None;
        }
        if event.key() == "Escape" {
            return Some(Self::Close);
        }
        if in_a_field(event) || !single_keys {
            return None;
        }
        Some(match event.key().as_str() {
            "j" | "ArrowDown" => Self::Move(Direction::Down),
            "k" | "ArrowUp" => Self::Move(Direction::Up),
            "s" => Self::Step(Verb::Start),
            "x" => Self::Step(Verb::Finish),
            "b" => Self::Step(Verb::Block),
            "u" => Self::Step(Verb::Undo),
            "o" => Self::Open,
            "n" => Self::Write,
            "i" => Self::Insert,
            "v" => Self::Seen,
            "?" => Self::Help,
            _ => return None,
        })
    }
}

fn in_a_field(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.closest("dialog[open], .feed-scroll").ok().flatten().is_some()
    })
}

/// Does what a key asks; says whether it did.
fn act(desk: Desk, press: Press) -> bool {
    match press {
        Press::Move(direction) => move_focus(direction),
        Press::Step(verb) => with_step(|step| match verb {
            Verb::Block => open_action(desk, step, "block"),
            Verb::Start | Verb::Finish | Verb::Undo => send_verb(desk, step, verb),
            Verb::Skip | Verb::Unblock | Verb::Fail | Verb::Reassign => {}
        }),
        Press::Open => with_step(|step| desk.toggle_step(step)),
        Press::Write => focus("#message"),
        Press::Insert => {
            let may = desk.may(Action::InsertStep);
            if may {
                desk.drawer.set(Drawer::Insert);
            }
            may
        }
        Press::Seen => {
            let button = query("[data-seen]").and_then(|found| found.dyn_into().ok());
            let button: Option<web_sys::HtmlElement> = button;
            button.is_some_and(|button| {
                button.click();
                true
            })
        }
        Press::Help => {
            desk.keys_open.set(true);
            true
        }
        Press::Close => {
            let open = desk.drawer.get_once() != Drawer::Closed;
            desk.drawer.set(Drawer::Closed);
            open
        }
    }
}

/// Opens a step's details with one of its actions unfolded and its field focused.
fn open_action(desk: Desk, step: &StepId, action: &'static str) {
    if desk.drawer.get_once() != Drawer::Step(step.clone()) {
        desk.toggle_step(step);
    }
    // The details are drawn in the next frame.
    request_animation_frame(move || {
        if let Some(details) = query(&format!(".action[data-action={action}]")) {
            let _ = details.set_attribute("open", "");
        }
        focus(&format!(".action[data-action={action}] input[name=reason]"));
    });
}

/// The step that has the focus, or the open one, or else the first that is not settled.
fn with_step(act: impl FnOnce(&StepId)) -> bool {
    let active = document().active_element();
    let row = active.and_then(|element| element.closest(".step").ok().flatten());
    let row = row.or_else(|| query(".step.open"));
    let row = row.or_else(|| {
        query(".step[data-state=running], .step[data-state=blocked], .step[data-state=ready]")
    });
    let step =
        row.and_then(|row| row.get_attribute("data-step")).and_then(|id| StepId::parse(&id).ok());
    let found = step.is_some();
    if let Some(step) = step {
        act(&step);
    }
    found
}

fn move_focus(direction: Direction) -> bool {
    let Ok(titles) = document().query_selector_all(".step .title") else { return false };
    let titles: Vec<web_sys::HtmlElement> =
        (0..titles.length()).filter_map(|i| titles.get(i)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let row = active.and_then(|element| element.closest(".step").ok().flatten());
    let here = row.and_then(|row| titles.iter().position(|title| row.contains(Some(title))));
    let next = match (here, direction) {
        (None, _) => 0,
        (Some(at), Direction::Down) => (at + 1).min(titles.len().saturating_sub(1)),
        (Some(at), Direction::Up) => at.saturating_sub(1),
    };
    titles.get(next).is_some_and(|title| title.focus().is_ok())
}

fn query(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok().flatten()
}

fn focus(selector: &str) -> bool {
    let element =
        query(selector).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
