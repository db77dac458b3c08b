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
///
/// The browser must not name the content: taking the page over, it would empty what the server
/// wrote, and the panel would stand empty until it is next renewed.
#[must_use]
pub fn slot(name: impl Into<String>) -> Piece {
    let name = name.into();
    #[cfg(feature = "ssr")]
    {
        let html = use_context::<Panels>().and_then(|panels| panels.0.get(&name).cloned());
        view! { <live-panel data-name=name inner_html=html.unwrap_or_default()></live-panel> }
            .whole()
    }
    #[cfg(not(feature = "ssr"))]
    view! { <live-panel data-name=name></live-panel> }.whole()
}
