//! The support desk: the first page that support sees. Rendered by the server alone.

use crate::{
    boot::{Locale, Theme},
    panel::support::PANELS,
    text::messages,
    ui::{
        prefs::{LanguageSwitch, ThemeSwitch},
        slot::slot,
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Person, Room,
    wire::{feed_path, room_path, support_path},
};
use leptos::prelude::*;

/// What stands around the panels.
#[derive(Debug, Clone, Copy)]
pub struct SupportPage<'a> {
    /// The room as the reader's role sees it.
    pub room: &'a Room,
    /// Who reads.
    pub me: &'a Person,
    /// The language of every sentence.
    pub locale: Locale,
    /// Light, dark, or what the system says.
    pub theme: Theme,
}

/// The page; its panels come from the context.
#[must_use]
pub fn support(page: &SupportPage<'_>) -> Piece {
    let text = messages(page.locale);
    let title = page.room.charter.as_ref().map(|charter| charter.title.to_string());
    let back = support_path(&page.room.id);
    let panels: Vec<Piece> = PANELS.into_iter().map(slot).collect();
    let opening = text.opening;
    view! {
        <main class="desk" id="desk">
            <header class="desk-head">
                <div>
                    <h1>{text.support_desk}</h1>
                    <p class="quiet">{title} " · " {page.me.name.to_string()}</p>
                </div>
                <span class="pill connection-pill" role="status" data-connection-pill="" data-state="opening">
                    <span>{opening}</span>
                </span>
                <nav class="desk-links" aria-label=text.menu>
                    <a class="btn" href=room_path(&page.room.id)>{text.steps}</a>
                    <a class="btn" href=feed_path(&page.room.id)>{text.search}</a>
                    <LanguageSwitch locale=page.locale back=back.clone() />
                    <details class="pop menu">
                        <summary class="btn">{text.menu}</summary>
                        <div class="pop-sheet stack">
                            <ThemeSwitch locale=page.locale theme=page.theme back=back />
                            {slot("ways")}
                            <a class="btn" href="/?all">{text.all_rooms}</a>
                            <form method="post" action="/sign-out">
                                <button class="btn" type="submit">{text.sign_out}</button>
                            </form>
                        </div>
                    </details>
                </nav>
            </header>
            {panels}
        </main>
    }
    .whole()
}
