//! The plan of a room: a page that the server renders, whose panels stay up to date.

use crate::{
    boot::{Locale, Theme},
    text::messages,
    ui::{
        prefs::{LanguageSwitch, ThemeSwitch},
        slot::slot,
        whole::IntoWhole,
    },
};
use domain::{
    RoomId,
    wire::{plan_path, room_path},
};
use leptos::prelude::*;

/// What the page needs besides its panels.
#[derive(Debug, Clone)]
pub struct PlanPage {
    pub locale: Locale,
    pub theme: Theme,
    pub room: RoomId,
    pub title: String,
    /// Why a form was refused, when no script could say so under it.
    pub refused: Option<String>,
}

/// The page.
#[component]
pub fn Plan(page: PlanPage) -> impl IntoView {
    let text = messages(page.locale);
    let back = plan_path(&page.room);
    let to_room = match page.locale {
        Locale::En => "← The room",
        Locale::Fr => "← La salle",
    };
    view! {
        <main class="plan-page">
            <header class="people-head">
                <p class="brand"><a href=room_path(&page.room)>{to_room}</a></p>
                <h1>{text.plan} " " <span class="quiet">{page.title}</span></h1>
                <span class="pill" data-tone="plain" role="status" data-connection-pill="yes"><span>{text.opening}</span></span>
                <LanguageSwitch locale=page.locale back=back.clone() />
                <ThemeSwitch locale=page.locale theme=page.theme back=back />
            </header>
            {page.refused.map(|why| view! { <p class="card fault" role="alert">{why}</p> })}
            {slot("readiness")}
            {slot("proposal")}
            {slot("editor")}
            {slot("phases")}
            {slot("rehearsals")}
        </main>
    }
    .whole()
}
