//! Where the reader is signed in, and how to end it.

use super::{cell, hidden, plain, send, words};
use crate::{
    boot::people::{PeoplePage, SessionRow},
    text::people::people_text,
    ui::whole::{IntoWhole, Piece},
};
use leptos::prelude::*;

/// The reader's own sessions.
#[must_use]
pub fn sessions(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let rows: Vec<Piece> = page.sessions.iter().map(|row| session(page, row)).collect();
    let all = plain(
        page,
        "end-session",
        "inline-form",
        vec![hidden("session", "all"), send(text.sign_out_all, "btn")],
    );
    view! {
        <h2>{text.sessions}</h2>
        <table class="people-table">
            <thead>
                <tr>
                    <th scope="col">{text.since}</th>
                    <th scope="col">{text.last_used}</th>
                    <th scope="col">{text.rooms}</th>
                    <th scope="col"><span class="unseen">{text.sign_out_here}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {all}
    }
    .whole()
}

fn session(page: &PeoplePage, row: &SessionRow) -> Piece {
    let text = people_text(page.locale);
    let current = row.current.then(|| view! { <strong>" (" {text.this_one} ")"</strong> });
    let end = plain(
        page,
        "end-session",
        "inline-form",
        vec![hidden("session", &row.id), send(text.sign_out_here, "btn")],
    );
    let cells = vec![
        cell(text.last_used, words(row.seen.clone())),
        cell(text.rooms, words(row.rooms.join(", "))),
        cell(text.sign_out_here, end),
    ];
    view! {
        <tr>
            <th scope="row">{row.since.clone()} {current}</th>
            {cells}
        </tr>
    }
    .whole()
}
