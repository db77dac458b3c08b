//! Who takes part in a room, and what the lead may change about it.

use crate::{
    boot::people::{FreshLink, FreshToken, Offer, PeoplePage},
    part::people::{export, invitations, person_list, plain, removal, rights, sessions, tokens},
    text::{messages, people::people_text},
    ui::{
        prefs::{LanguageSwitch, ThemeSwitch},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Role,
    wire::{people_path, room_path},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn People(page: PeoplePage) -> impl IntoView {
    let text = people_text(page.locale);
    let back = people_path(&page.room);
    let leads = page.me.role == Role::Lead;
    let refused = page.refused.clone();
    let fresh = page.fresh.as_ref().map(|link| fresh_link(&page, link));
    let token = page.fresh_token.as_ref().map(|token| fresh_token(&page, token));
    let offer = page.offer.as_ref().map(|offer| offered(&page, offer));
    view! {
        <main class="people-page">
            <header class="people-head">
                <p class="brand"><a href=room_path(&page.room)>{text.back}</a></p>
                <h1>{text.title} " " <span class="quiet">{page.room_title.clone()}</span></h1>
                <LanguageSwitch locale=page.locale back=back.clone() />
                <ThemeSwitch locale=page.locale theme=page.theme back=back />
            </header>
            {refused.map(|why| view! { <p class="card wide fault" role="alert">{why}</p> })}
            {fresh}
            {token}
            {offer}
            <section class="card wide">
                {person_list(&page)}
                {(!leads).then(|| view! { <p class="quiet">{text.not_yours}</p> })}
                {rights(&page)}
            </section>
            {leads.then(|| view! { <section class="card wide">{invitations(&page)}</section> })}
            {leads.then(|| view! { <section class="card wide">{tokens(&page)}</section> })}
            <section class="card wide">{sessions(&page)}</section>
            <section class="card wide">{export(&page)}</section>
            {leads.then(|| view! { <section class="card wide">{removal(&page)}</section> })}
        </main>
    }
    .whole()
}

fn fresh_link(page: &PeoplePage, link: &FreshLink) -> Piece {
    let (text, words) = (people_text(page.locale), messages(page.locale));
    let for_whom = link.name.clone().unwrap_or_else(|| text.anybody.to_owned());
    view! {
        <section class="card wide fresh-link" role="status">
            <h2>{text.fresh}</h2>
            <p>{for_whom} " · " {words.role(link.role)}</p>
            <p><code>{link.url.clone()}</code></p>
            <p class="quiet">{text.fresh_what}</p>
        </section>
    }
    .whole()
}

fn fresh_token(page: &PeoplePage, token: &FreshToken) -> Piece {
    let text = people_text(page.locale);
    view! {
        <section class="card wide fresh-link" role="status">
            <h2>{text.fresh_token}</h2>
            <p>{token.name.clone()}</p>
            <p><code>{token.token.clone()}</code></p>
            <p class="quiet">{text.fresh_what}</p>
            <p class="quiet">{text.fresh_token_how}</p>
            <p><code>"POST " {token.url.clone()}</code></p>
            <p><code>"Authorization: Bearer …"</code></p>
            <p><code>"{\"value\": 12.5}"</code></p>
        </section>
    }
    .whole()
}

/// The lead as it is offered: two people have something to say about it, the others read it.
fn offered(page: &PeoplePage, offer: &Offer) -> Piece {
    let text = people_text(page.locale);
    let said = (text.offered)(offer.from.name.as_str(), offer.to.name.as_str());
    let (to_me, mine) = (offer.to.id == page.me.id, offer.from.id == page.me.id);
    let button = |value: &'static str, label: &'static str, class: &'static str| {
        view! { <button class=class type="submit" name="answer" value=value>{label}</button> }
            .whole()
    };
    let buttons = match (to_me, mine) {
        (true, _) => vec![
            button("accept", text.accept, "btn primary"),
            button("decline", text.decline, "btn"),
        ],
        (false, true) => vec![button("decline", text.take_back, "btn")],
        (false, false) => Vec::new(),
    };
    let form = (!buttons.is_empty()).then(|| plain(page, "answer", "inline-form", buttons));
    view! {
        <section class="card wide" role="status">
            <p><strong>{said}</strong></p>
            {form}
        </section>
    }
    .whole()
}
