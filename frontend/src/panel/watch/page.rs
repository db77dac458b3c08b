//! What stands around a page of its own: its title, the way back, and whether it is live.

use super::super::Look;
use crate::{
    render::html,
    ui::{
        slot::{Panels, slot},
        whole::IntoWhole,
    },
};
use domain::wire::room_path;
use leptos::prelude::*;

/// A page of these panels.
#[must_use]
pub fn page(
    look: &Look<'_>,
    title: &str,
    class: &'static str,
    names: &'static [&'static str],
    panels: Panels,
) -> String {
    let room = look.room.charter.as_ref().map(|charter| charter.title.to_string());
    let (back, title) = (room_path(&look.room.id), title.to_owned());
    let stage = look.text().stage(look.room.stage);
    html(move || {
        provide_context(panels);
        let places: Vec<_> = names.iter().map(|name| slot(*name)).collect();
        view! {
            <div class=format!("watch-page {class}")>
                <header class="watch-page-head">
                    <a href=back>{room}</a>
                    <h1>{title}</h1>
                    <span class="pill">{stage}</span>
                    <span class="push pill" data-connection-pill="" role="status"><span>"…"</span></span>
                </header>
                <main id="watch">{places}</main>
            </div>
        }
        .whole()
    })
}
