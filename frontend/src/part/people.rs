//! The people of a room as tables and plain forms, for the page that the server alone renders.

mod invitation;
mod list;
mod removal;
mod rights;
mod session;
mod token;

use crate::{
    boot::people::PeoplePage,
    ui::whole::{IntoWhole, Piece},
};
use domain::wire::people_path;
use leptos::prelude::*;

pub use invitation::invitations;
pub use list::person_list;
pub use removal::{export, removal};
pub use rights::rights;
pub use session::sessions;
pub use token::tokens;

/// A plain form of the page. It says what its sender had seen, so that a double press asks once.
#[must_use]
pub fn plain(
    page: &PeoplePage,
    what: &'static str,
    class: &'static str,
    inside: Vec<Piece>,
) -> Piece {
    let address = format!("{}/{what}", people_path(&page.room));
    view! {
        <form method="post" action=address class=class>
            <input type="hidden" name="seq" value=page.seq.to_string() />
            {inside}
        </form>
    }
    .whole()
}

/// A hidden field.
fn hidden(name: &'static str, value: &str) -> Piece {
    view! { <input type="hidden" name=name value=value.to_owned() /> }.whole()
}

/// A button that sends its form.
fn send(label: &'static str, class: &'static str) -> Piece {
    view! { <button class=class type="submit">{label}</button> }.whole()
}

/// A field of one line with its label around it.
fn line(
    name: &'static str,
    label: &'static str,
    max: usize,
    value: String,
    required: bool,
) -> Piece {
    view! {
        <label class="stack">
            <span>{label}</span>
            <input type="text" name=name maxlength=max value=value required=required autocomplete="off" />
        </label>
    }
    .whole()
}

/// A choice with its label around it: what is sent, what is read, and what is chosen.
fn choice(
    name: &'static str,
    label: &'static str,
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
            <span>{label}</span>
            <select name=name>{options}</select>
        </label>
    }
    .whole()
}

/// A cell that says what it is, for screens too narrow for a table's head.
fn cell(label: &'static str, inside: Piece) -> Piece {
    view! { <td data-label=label>{inside}</td> }.whole()
}

fn words(text: impl Into<String>) -> Piece {
    let text: String = text.into();
    view! { <span>{text}</span> }.whole()
}
