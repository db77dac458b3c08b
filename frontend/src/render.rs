//! A page's HTML, on the server. Synchronous: everything a page needs is handed in.

use crate::{
    boot::{JoinPage, ProblemPage, RoomBoot, RoomsPage, people::PeoplePage},
    page,
    ui::{
        slot::Panels,
        whole::{IntoWhole, Piece},
    },
};
use leptos::prelude::*;

/// The room, to stand inside `<div id="app">`, with what stands in its panels.
#[must_use]
pub fn room(boot: &RoomBoot, panels: Panels) -> String {
    let boot = boot.clone();
    html(move || {
        provide_context(panels);
        view! { <page::room::RoomPage boot=boot /> }.whole()
    })
}

/// The sign-in page.
#[must_use]
pub fn join(page: &JoinPage) -> String {
    let page = page.clone();
    html(move || view! { <page::join::Join page=page /> }.whole())
}

/// The people of a room.
#[must_use]
pub fn people(page: &PeoplePage) -> String {
    let page = page.clone();
    html(move || view! { <page::people::People page=page /> }.whole())
}

/// The plan of a room, with what stands in its panels.
#[must_use]
pub fn plan(page: &page::plan::PlanPage, panels: Panels) -> String {
    let page = page.clone();
    html(move || {
        provide_context(panels);
        view! { <page::plan::Plan page=page /> }.whole()
    })
}

/// The rooms of a session.
#[must_use]
pub fn rooms(page: &RoomsPage) -> String {
    let page = page.clone();
    html(move || view! { <page::rooms::Rooms page=page /> }.whole())
}

/// The support desk, with what stands in its panels.
#[must_use]
pub fn support(page: &page::support::SupportPage<'_>, panels: Panels) -> String {
    html(|| {
        provide_context(panels);
        page::support::support(page)
    })
}

/// The messages of a room, searched.
#[must_use]
pub fn feed(page: &page::feed::FeedPage<'_>) -> String {
    html(|| page::feed::feed(page))
}

/// What cannot be shown, and what to do.
#[must_use]
pub fn problem(page: &ProblemPage) -> String {
    let page = page.clone();
    html(move || view! { <page::problem::Problem page=page /> }.whole())
}

/// The comms desk of a room.
#[must_use]
pub fn comms(page: &page::comms::CommsPage, panels: Panels) -> String {
    let page = page.clone();
    html(move || {
        provide_context(panels);
        page::comms::desk(&page)
    })
}

/// What people outside were promised.
#[must_use]
pub fn promises(page: &page::comms::CommsPage, panels: Panels) -> String {
    let page = page.clone();
    html(move || {
        provide_context(panels);
        page::comms::promises(&page)
    })
}

/// A part of a page that comes alone.
#[must_use]
pub fn fragment(part: Piece) -> String {
    html(move || part)
}

/// Renders a view under an owner of its own, and frees what the view held.
pub(crate) fn html(view: impl FnOnce() -> Piece) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view().to_html());
    owner.cleanup();
    html
}
