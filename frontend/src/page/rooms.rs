//! The rooms this browser has a part in.

use crate::ui::whole::{IntoPieces, IntoWhole};
use crate::{
    boot::{RoomCard, RoomsPage},
    text::{Messages, messages},
    ui::prefs::{LanguageSwitch, ThemeSwitch},
};
use domain::wire::first_page;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Rooms(page: RoomsPage) -> impl IntoView {
    let text = messages(page.locale);
    let list = if page.rooms.is_empty() {
        view! {
            <div class="empty">
                <p><strong>{text.rooms_none}</strong></p>
                <p class="quiet">{text.rooms_none_what_to_do}</p>
            </div>
        }
        .whole()
    } else {
        let cards = page.rooms.into_iter().map(|card| room_card(text, card));
        view! { <ul class="room-list">{cards.pieces()}</ul> }.whole()
    };
    view! {
        <main class="card-page">
            <div class="card wide">
                <p class="brand">{text.product}</p>
                <h1>{text.rooms}</h1>
                {list}
                <div class="card-foot">
                    <LanguageSwitch locale=page.locale back="/" />
                    <ThemeSwitch locale=page.locale theme=page.theme back="/" />
                    <form method="post" action="/sign-out" class="inline-form push">
                        <button class="btn" type="submit">{text.sign_out}</button>
                    </form>
                </div>
            </div>
        </main>
    }
    .whole()
}

fn room_card(text: &'static Messages, card: RoomCard) -> impl IntoView {
    view! {
        <li>
            <a href=first_page(&card.room, card.role)>
                <strong>{card.title}</strong>
                <span class="pill" data-tone="plain">{text.stage(card.stage)}</span>
                <span class="quiet">{card.organisation} " · " {card.start}</span>
                <span class="quiet">{card.me} " · " {text.role(card.role)}</span>
            </a>
        </li>
    }
}
