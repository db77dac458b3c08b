//! The comms desk and the promise ledger: pages of panels, without the browser half.

use crate::{
    boot::{Locale, Theme},
    text::messages,
    ui::{
        icon::{Icon, Shape},
        prefs::{LanguageSwitch, ThemeSwitch},
        slot::slot,
        whole::{IntoWhole, Piece},
    },
};
use domain::{RoomId, wire::room_path};
use leptos::prelude::*;

/// What either page starts from.
#[derive(Debug, Clone)]
pub struct CommsPage {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's theme.
    pub theme: Theme,
    /// Which room.
    pub room: RoomId,
    /// What the room is called.
    pub room_title: String,
    /// The address of this page, to come back to.
    pub back: String,
    /// Whether the reader has a desk to go to.
    pub has_desk: bool,
}

impl CommsPage {
    const fn word(&self, en: &'static str, fr: &'static str) -> &'static str {
        match self.locale {
            Locale::En => en,
            Locale::Fr => fr,
        }
    }
}

/// The comms desk: the notices, the open one, and what people outside have read.
#[must_use]
pub fn desk(page: &CommsPage) -> Piece {
    let title = page.word("Comms desk", "Bureau de la communication");
    let ledger = format!("/rooms/{}/promises", page.room);
    let links = vec![link(ledger, page.word("What we promised", "Ce qui a été promis"))];
    view! {
        <div class="comms-page">
            {head(page, title, links)}
            {slot("comms/say-by")}
            <main class="comms-desk">
                <section class="comms-list" aria-label=page.word("Notices", "Annonces")>
                    {slot("comms/list")}
                </section>
                <section class="comms-editor" aria-label=page.word("The open notice", "L’annonce ouverte")>
                    {slot("comms/editor")}
                    <div class="comms-more">{slot("comms/more")}</div>
                </section>
                <aside class="comms-side" aria-label=page.word("What others see", "Ce que voient les autres")>
                    {slot("comms/public")}
                    {slot("comms/updates")}
                    {slot("comms/support")}
                </aside>
            </main>
        </div>
    }
    .whole()
}

/// The promise ledger.
#[must_use]
pub fn promises(page: &CommsPage) -> Piece {
    let title = page.word("What we promised", "Ce qui a été promis");
    let mut links = Vec::new();
    if page.has_desk {
        let desk = format!("/rooms/{}/comms", page.room);
        links.push(link(desk, page.word("Comms desk", "Bureau de la communication")));
    }
    view! {
        <div class="comms-page">
            {head(page, title, links)}
            {slot("promises/say-by")}
            <main class="promises">
                <h1>{title}</h1>
                <p class="quiet">
                    {page.word(
                        "Every time and length that people outside were told, compared with plan and forecast as they are now.",
                        "Chaque horaire et chaque durée annoncés au public, comparés au plan et à la prévision du moment.",
                    )}
                </p>
                {slot("promises/ledger")}
                {slot("promises/record")}
            </main>
        </div>
    }
    .whole()
}

fn link(href: String, label: &'static str) -> Piece {
    view! { <a class="btn" href=href>{label}</a> }.whole()
}

fn head(page: &CommsPage, title: &'static str, links: Vec<Piece>) -> Piece {
    let back = page.word("← The room", "← La salle");
    let text = messages(page.locale);
    view! {
        <header class="desk-bar">
            <a class="brand" href=room_path(&page.room)>{back}</a>
            <p class="desk-title"><strong>{title}</strong> " " <span class="quiet">{page.room_title.clone()}</span></p>
            <span class="pill" data-connection-pill role="status"><span>{page.word("connecting", "connexion")}</span></span>
            {links}
            <LanguageSwitch locale=page.locale back=page.back.clone() />
            <details class="pop menu">
                <summary class="btn" title=text.menu>
                    <Icon shape=Shape::Menu />
                    <span class="unseen">{text.menu}</span>
                </summary>
                <div class="pop-sheet stack">
                    <ThemeSwitch locale=page.locale theme=page.theme back=page.back.clone() />
                    {slot("ways")}
                    <a class="btn" href="/?all">{text.all_rooms}</a>
                    <form method="post" action="/sign-out">
                        <button class="btn" type="submit">{text.sign_out}</button>
                    </form>
                </div>
            </details>
        </header>
    }
    .whole()
}
