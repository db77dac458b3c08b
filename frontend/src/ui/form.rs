//! Fields of a form, and reading what was typed. One description for all, so that each form is a
//! list and not another tree of types.

use super::{
    kept::Told,
    whole::{IntoWhole, Piece, dynamic},
};
use leptos::{ev::SubmitEvent, prelude::*, wasm_bindgen::JsCast};

/// One field with its label.
pub struct Field {
    /// The name it is sent under; also the stem of its id.
    pub name: &'static str,
    /// What it asks.
    pub label: &'static str,
    /// What goes in.
    pub input: Input,
}

/// What goes into a field.
pub enum Input {
    /// One line of text.
    Line {
        /// The most characters.
        max: usize,
        /// Whether it may stay empty.
        needed: Need,
        /// What stands in it while it is empty.
        hint: &'static str,
    },
    /// An hour and a minute.
    Time,
    /// A whole number.
    Number {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
        /// What it begins with.
        value: u32,
    },
    /// One of several.
    Choice(Vec<Choice>),
}

/// Whether a field may stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may.
    Optional,
    /// It may not.
    Needed,
}

/// One of several.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is chosen at first.
    pub chosen: bool,
}

/// A field and its label. `stem` keeps ids apart when two forms ask for the same.
#[must_use]
pub fn field(stem: &str, field: Field) -> Piece {
    let id = format!("{stem}-{}", field.name);
    let label = view! { <label for=id.clone()>{field.label}</label> }.whole();
    let (kind, needed, max, hint, range) = match field.input {
        Input::Choice(choices) => {
            let options: Vec<Piece> = choices.into_iter().map(option).collect();
            let select = view! { <select id=id name=field.name>{options}</select> }.whole();
            return vec![label, select].whole();
        }
        Input::Line { max, needed, hint } => {
            ("text", needed == Need::Needed, Some(max.to_string()), hint, None)
        }
        Input::Time => ("time", true, None, "", None),
        Input::Number { min, max, value } => ("number", true, None, "", Some((min, max, value))),
    };
    let number = |pick: fn((u32, u32, u32)) -> u32| range.map(|range| pick(range).to_string());
    let input = view! {
        <input
            id=id
            name=field.name
            type=kind
            required=needed
            maxlength=max
            placeholder=hint
            min=number(|range| range.0)
            max=number(|range| range.1)
            value=number(|range| range.2)
        />
    };
    vec![label, input.whole()].whole()
}

fn option(choice: Choice) -> Piece {
    view! { <option value=choice.value selected=choice.chosen>{choice.label}</option> }.whole()
}

/// What stands in a field of the form that is being sent.
#[must_use]
pub fn typed(event: &SubmitEvent, name: &str) -> String {
    let form = event.target().and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    let sent = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    sent.and_then(|sent| sent.get(name).as_string()).unwrap_or_default()
}

/// Why a form was not sent; its place is kept, so that it is announced when it appears.
#[must_use]
pub fn fault_line(fault: Told<Option<String>>) -> Piece {
    view! { <p class="fault" role="status">{dynamic(move || fault.get())}</p> }.whole()
}
