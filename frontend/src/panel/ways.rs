//! Where else a reader can go from here, by what their role may see.

use super::{Look, outside};
use crate::{
    text::outside::page_path,
    ui::whole::{IntoWhole, Piece},
};
use domain::{rights::Action, wire::support_path};
use leptos::prelude::*;

/// The desks, the ledger and the public page, for a menu.
pub fn ways(look: &Look<'_>) -> Piece {
    let room = &look.room.id;
    let way =
        |href: String, label: &'static str| view! { <a class="btn" href=href>{label}</a> }.whole();
    let comms = look.may(Action::ReadDrafts, None).then(|| {
        way(format!("/rooms/{room}/comms"), look.word("Comms desk", "Bureau de la communication"))
    });
    let support = way(support_path(room), look.text().support_desk);
    let ledger = look.word("What we promised", "Ce qui a été promis");
    let ledger = way(format!("/rooms/{room}/promises"), ledger);
    let shown = look
        .room
        .word
        .is_public
        .then(|| way(page_path(room), look.word("Public page", "Page publique")));
    view! {
        <div class="stack ways-on">
            {comms} {support} {ledger} {shown}
            {outside::switch(look, "menu")}
        </div>
    }
    .whole()
}
