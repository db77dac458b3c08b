//! Forms of panels. All of them go to one address, which reads any command from fields.

use super::Look;
use crate::ui::area::inside_area;
use crate::ui::whole::{IntoWhole, Piece};
use domain::{
    id::SLUG_MAX,
    wire::{check_path, form_path},
};
use leptos::prelude::*;

/// A form that asks for a command.
///
/// `command` is its name, such as `run.begin_hold` or `skip_step`. Fields are named as in the
/// command; `name#minutes`, `name#number`, `name#time`, `name#flag` and `name#lines` say how a text
/// becomes a value, and a dot goes one level deeper. `-` in `a.b#or_nothing` leaves `a` out. The same form of the same state asks once,
/// however often it is pressed.
#[must_use]
pub fn ask(
    look: &Look<'_>,
    command: &'static str,
    class: &'static str,
    inside: Vec<Piece>,
) -> Piece {
    ask_about(look, command, "", class, inside)
}

/// The same where one state has several such forms: `what` tells them apart.
#[must_use]
pub fn ask_about(
    look: &Look<'_>,
    command: &'static str,
    what: &str,
    class: &'static str,
    inside: Vec<Piece>,
) -> Piece {
    let key = key(look, command, what);
    view! {
        <form method="post" action=form_path(&look.room.id) class=class>
            <input type="hidden" name="do" value=command />
            <input type="hidden" name="key" value=key />
            {inside}
        </form>
    }
    .whole()
}

/// A field of several lines with its label around it, and what stands in it.
#[must_use]
pub fn area(
    name: &'static str,
    label: impl Into<String>,
    value: &str,
    max: usize,
    required: bool,
) -> Piece {
    view! {
        <label class="stack">
            <span>{label.into()}</span>
            <textarea name=name rows="2" maxlength=max required=required>{inside_area(value)}</textarea>
        </label>
    }
    .whole()
}

/// The same, of a form that is looked at while it is filled in: the server says under it what
/// would be wrong, or what would follow.
#[must_use]
pub fn checked(
    look: &Look<'_>,
    command: &'static str,
    class: &'static str,
    inside: Vec<Piece>,
) -> Piece {
    let key = key(look, command, "");
    let back = domain::wire::plan_path(&look.room.id);
    view! {
        <form
            method="post"
            action=form_path(&look.room.id)
            class=class
            data-check=check_path(&look.room.id)
        >
            <input type="hidden" name="do" value=command />
            <input type="hidden" name="key" value=key />
            <input type="hidden" name="back" value=back />
            {inside}
            <p class="form-check" role="status"></p>
        </form>
    }
    .whole()
}

/// A time of the day with its label around it, and what stands in it.
#[must_use]
pub fn time(name: &'static str, label: impl Into<String>, value: &str) -> Piece {
    view! {
        <label class="stack">
            <span>{label.into()}</span>
            <input type="time" name=name value=value.to_owned() />
        </label>
    }
    .whole()
}

/// The same for the same form of the same state, and never longer than a key may be: its end, the
/// number and the person, is kept. `what` tells apart several such forms of one state.
fn key(look: &Look<'_>, command: &str, what: &str) -> String {
    let key = format!("p-{command}-{what}-{}-{}", look.room.seq, look.me.id);
    let key = key.replace(['.', '_'], "-").replace("--", "-");
    let from = key.len().saturating_sub(SLUG_MAX);
    key.get(from..).unwrap_or(&key).trim_matches('-').to_owned()
}

/// A hidden field.
#[must_use]
pub fn hidden(name: &'static str, value: impl Into<String>) -> Piece {
    view! { <input type="hidden" name=name value=value.into() /> }.whole()
}

/// A button that sends its form.
#[must_use]
pub fn send(label: impl Into<String>, class: &'static str) -> Piece {
    view! { <button class=class type="submit">{label.into()}</button> }.whole()
}

/// A field of one line with its label around it.
#[must_use]
pub fn line(name: &'static str, label: impl Into<String>, max: usize, required: bool) -> Piece {
    view! {
        <label class="stack">
            <span>{label.into()}</span>
            <input type="text" name=name maxlength=max required=required autocomplete="off" />
        </label>
    }
    .whole()
}

/// A number with its label around it.
#[must_use]
pub fn number(name: &'static str, label: impl Into<String>, min: u32, max: u32) -> Piece {
    view! {
        <label class="stack">
            <span>{label.into()}</span>
            <input type="number" name=name min=min max=max required=true inputmode="numeric" />
        </label>
    }
    .whole()
}

/// A choice with its label around it: what is sent, and what is read.
#[must_use]
pub fn choice(
    name: &'static str,
    label: impl Into<String>,
    options: Vec<(String, String)>,
    chosen: &str,
) -> Piece {
    let options: Vec<Piece> = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }.whole()
        })
        .collect();
    view! {
        <label class="stack">
            <span>{label.into()}</span>
            <select name=name>{options}</select>
        </label>
    }
    .whole()
}

/// Something that opens to a form, so that the page stays calm until it is wanted.
#[must_use]
pub fn opens(
    id: impl Into<String>,
    label: impl Into<String>,
    class: &'static str,
    inside: Piece,
) -> Piece {
    view! {
        <details class="opens" id=id.into()>
            <summary class=class>{label.into()}</summary>
            {inside}
        </details>
    }
    .whole()
}
