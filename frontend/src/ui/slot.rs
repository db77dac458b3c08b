//! A place in a page that the server fills and renews (`frontend/panel.js`).

use crate::ui::whole::{IntoWhole, Piece};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands in the panels of a page, by name. In the browser it is empty: what the server wrote
/// stays where it is, and the script renews it.
#[derive(Debug, Clone, Default)]
pub struct Panels(pub Arc<BTreeMap<String, String>>);

/// The place of a panel.
#[must_use]
pub fn slot(name: impl Into<String>) -> Piece {
    let name = name.into();
    let html = use_context::<Panels>().and_then(|panels| panels.0.get(&name).cloned());
    // The inner element takes the HTML: on one with a name of its own, it would be an attribute.
    view! {
        <live-panel data-name=name>
            <div class="panel" inner_html=html.unwrap_or_default()></div>
        </live-panel>
    }
    .whole()
}
