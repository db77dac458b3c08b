//! Lists whose entries stay where they are while others come and go.

use crate::ui::whole::Piece;
use leptos::prelude::*;

/// An entry that is not drawn yet.
pub struct Row {
    key: String,
    view: Box<dyn FnOnce() -> Piece + Send>,
}

impl Row {
    /// The key tells it from the others of its list, and is the same next time.
    #[must_use]
    pub fn new(key: impl ToString, view: impl FnOnce() -> Piece + Send + 'static) -> Self {
        Self { key: key.to_string(), view: Box::new(view) }
    }
}

/// Draws the entries whose keys are new, and keeps the others as they are.
///
/// Leptos compiles its list once more for each kind of entry, ten kilobytes a time; these are all
/// of one kind.
pub fn list(rows: impl Fn() -> Vec<Row> + Send + 'static) -> impl IntoView {
    let rows: Box<dyn Fn() -> Vec<Row> + Send> = Box::new(rows);
    view! {
        <For each=rows key=|row| row.key.clone() let:row>
            {(row.view)()}
        </For>
    }
}
