//! Fields that say how a number should be.

use super::super::Look;
use crate::ui::whole::{IntoWhole, Piece};
use domain::metric::Target;
use leptos::prelude::*;

/// What is chosen where nothing is.
pub(super) const NOTHING: &str = "-";

/// How the command of a form writes a target.
#[derive(Clone, Copy)]
pub(super) enum Written {
    /// `at most 5`, and it may be left out.
    InWords,
    /// `{"at_most": 5000}`, and it is needed.
    AsTarget,
}

/// A choice and a number: how it should be, and how much.
pub(super) fn target(
    look: &Look<'_>,
    name: &'static str,
    label: &'static str,
    written: Written,
    now: Option<Target>,
) -> Piece {
    let (kind, ways) = match written {
        Written::InWords => ("words", ["must reach", "at most", "at least"]),
        Written::AsTarget => ("target", ["must_reach", "at_most", "at_least"]),
    };
    let (chosen, value) = match now {
        None => (NOTHING, String::new()),
        Some(Target::MustReach(value)) => (ways[0], value.to_string()),
        Some(Target::AtMost(value)) => (ways[1], value.to_string()),
        Some(Target::AtLeast(value)) => (ways[2], value.to_string()),
    };
    let words = [
        look.word("must reach", "doit atteindre"),
        look.word("at most", "au plus"),
        look.word("at least", "au moins"),
    ];
    let none = match written {
        Written::InWords => Some((NOTHING, look.word("no target", "sans cible"))),
        Written::AsTarget => None,
    };
    let options = none.into_iter().chain(ways.into_iter().zip(words));
    let options: Vec<Piece> = options
        .map(|(way, word)| {
            view! { <option value=way selected={way == chosen}>{word}</option> }.whole()
        })
        .collect();
    let much = format!("{label}{} {}", look.text().colon(), look.word("number", "nombre"));
    view! {
        <label class="stack">
            <span>{label}</span>
            <span class="target-fields">
                <select name=format!("{name}#{kind}")>{options}</select>
                <input
                    type="number"
                    step="0.001"
                    name=format!("{name}#figure")
                    value=value
                    inputmode="decimal"
                    aria-label=much
                />
            </span>
        </label>
    }
    .whole()
}

/// A field of one line with what stands in it.
pub(super) fn filled(
    name: &'static str,
    label: &'static str,
    max: usize,
    required: bool,
    value: String,
) -> Piece {
    view! {
        <label class="stack">
            <span>{label}</span>
            <input
                type="text"
                name=name
                maxlength=max
                required=required
                value=value
                autocomplete="off"
            />
        </label>
    }
    .whole()
}
