//! Access tokens for the sources of metrics: a form to make one, and those there are.

use super::{cell, hidden, line, plain, send, words};
use crate::{
    boot::people::{PeoplePage, TokenRow},
    text::people::people_text,
    ui::{
        pill::{Pill, Tone},
        whole::{IntoWhole, Piece},
    },
};
use domain::text::PersonName;
use leptos::prelude::*;

/// The form and the list.
#[must_use]
pub fn tokens(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let list = if page.tokens.is_empty() {
        view! { <p class="quiet">{text.tokens_none}</p> }.whole()
    } else {
        table(page)
    };
    let inside = vec![
        line("name", text.token_name, PersonName::MAX, page.typed.of("token", "name"), true),
        send(text.make_token, "btn"),
    ];
    view! {
        <h2>{text.tokens}</h2>
        <p class="quiet">{text.tokens_what}</p>
        {plain(page, "token", "people-forms", inside)}
        {list}
    }
    .whole()
}

fn table(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let rows: Vec<Piece> = page.tokens.iter().map(|row| token(page, row)).collect();
    view! {
        <table class="people-table">
            <thead>
                <tr>
                    <th scope="col">{text.name}</th>
                    <th scope="col">{text.made_by}</th>
                    <th scope="col">{text.made}</th>
                    <th scope="col">{text.last_used}</th>
                    <th scope="col">{text.state}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .whole()
}

fn token(page: &PeoplePage, row: &TokenRow) -> Piece {
    let text = people_text(page.locale);
    let (tone, state) = match row.good {
        true => (Tone::Good, text.token_good),
        false => (Tone::Plain, text.token_revoked),
    };
    let take_back = row.good.then(|| {
        let inside = vec![hidden("token", &row.id), send(text.uninvite, "btn")];
        plain(page, "untoken", "inline-form", inside)
    });
    let state = view! { <Pill tone=tone label=state /> {take_back} }.whole();
    let used = row.used.clone().unwrap_or_else(|| text.never_used.to_owned());
    let cells = vec![
        cell(text.made_by, words(row.by.clone())),
        cell(text.made, words(row.made.clone())),
        cell(text.last_used, words(used)),
        cell(text.state, state),
    ];
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th>
            {cells}
        </tr>
    }
    .whole()
}
