//! Invitations: a form to make one, and those there are.

use super::{cell, choice, hidden, line, plain, send, words};
use crate::{
    boot::people::{InvitationRow, LinkState, PeoplePage},
    text::{messages, people::people_text},
    ui::{
        pill::{Pill, Tone},
        whole::{IntoWhole, Piece},
    },
};
use domain::{Role, text::PersonName};
use leptos::prelude::*;

/// The form and the list.
#[must_use]
pub fn invitations(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let list = if page.invitations.is_empty() {
        view! { <p class="quiet">{text.invitations_none}</p> }.whole()
    } else {
        table(page)
    };
    view! {
        <h2>{text.invite}</h2>
        {invite(page)}
        <h2>{text.invitations}</h2>
        {list}
    }
    .whole()
}

fn invite(page: &PeoplePage) -> Piece {
    let (text, messages) = (people_text(page.locale), messages(page.locale));
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let roles = Role::ALL.map(|role| option(role.slug(), messages.role(role)));
    let hours = [("1", text.one_hour), ("12", text.twelve_hours), ("168", text.seven_days)];
    let uses = [("1", text.once), ("5", text.five_times), ("", text.unlimited)];
    let typed = |field: &str, usual: &str| {
        let typed = page.typed.of("invite", field);
        if page.typed.form == "invite" { typed } else { usual.to_owned() }
    };
    let inside = vec![
        choice("role", text.role, roles.into(), &typed("role", Role::Tech.slug())),
        choice(
            "hours",
            text.good_for,
            hours.map(|(v, l)| option(v, l)).into(),
            &typed("hours", "12"),
        ),
        choice("uses", text.how_often, uses.map(|(v, l)| option(v, l)).into(), &typed("uses", "1")),
        line("name", text.for_whom, PersonName::MAX, typed("name", ""), false),
        view! { <p class="quiet">{text.for_whom_hint}</p> }.whole(),
        send(text.make_link, "btn primary"),
    ];
    plain(page, "invite", "people-forms", inside)
}

fn table(page: &PeoplePage) -> Piece {
    let text = people_text(page.locale);
    let rows: Vec<Piece> = page.invitations.iter().map(|row| invitation(page, row)).collect();
    view! {
        <table class="people-table">
            <thead>
                <tr>
                    <th scope="col">{text.name}</th>
                    <th scope="col">{text.role}</th>
                    <th scope="col">{text.used}</th>
                    <th scope="col">{text.made_by}</th>
                    <th scope="col">{text.ends}</th>
                    <th scope="col">{text.state}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .whole()
}

fn invitation(page: &PeoplePage, row: &InvitationRow) -> Piece {
    let (text, messages) = (people_text(page.locale), messages(page.locale));
    let used = match row.uses {
        Some(uses) => format!("{} / {uses}", row.used),
        None => row.used.to_string(),
    };
    let tone = if row.state == LinkState::Open { Tone::Good } else { Tone::Plain };
    let state = messages.link_state(row.state);
    let take_back = (row.state == LinkState::Open).then(|| {
        plain(
            page,
            "uninvite",
            "inline-form",
            vec![hidden("link", &row.id), send(text.uninvite, "btn")],
        )
    });
    let state = view! { <Pill tone=tone label=state /> {take_back} }.whole();
    let cells = vec![
        cell(text.role, words(messages.role(row.role))),
        cell(text.used, words(used)),
        cell(text.made_by, words(row.by.clone())),
        cell(text.ends, words(row.ends.clone())),
        cell(text.state, state),
    ];
    let name = row.name.clone().unwrap_or_else(|| text.anybody.to_owned());
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
        </tr>
    }
    .whole()
}
